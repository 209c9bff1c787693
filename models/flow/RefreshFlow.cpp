#include "models/flow/RefreshFlow.h"

namespace gatehouse::flow {

RefreshFlow::RefreshFlow(Parts parts, QObject *parent)
    : UserFlow(parts, parent)
{
}

void RefreshFlow::start(const FlowRequest &request, const base::Secret &refreshToken)
{
    m_refreshToken = refreshToken;
    restart(request);
    findEndpoints();
}

void RefreshFlow::onEndpoints(const Endpoints &endpoints)
{
    auto client = credentials();
    if (!client) {
        fail(client.error());
        return;
    }
    const oauth::RefreshGrant grant{.client = *std::move(client),
                                    .refreshToken = m_refreshToken,
                                    .scopes = request().scopes.value_or(QStringList())};
    requestTokens(oauth::toHttp(grant, endpoints.token), {});
}

void RefreshFlow::onTokens(const oauth::TokenResponse &response)
{
    const bool isReplaced = !response.refreshToken.isEmpty() && !response.refreshToken.equals(m_refreshToken);
    if (request().client.refresh.isRotating)
        check(FlowCheck::Kind::Rotation, isReplaced);
    if (isReplaced)
        m_refreshToken = response.refreshToken;
}

} // namespace gatehouse::flow
