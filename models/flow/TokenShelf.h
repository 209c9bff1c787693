#pragma once

#include "models/base/Clock.h"
#include "models/domain/Id.h"

#include <QByteArray>
#include <QHash>
#include <QStringList>

#include <optional>

namespace gatehouse::flow {

/// The last token of each client and API, in memory only, to be used again until it expires.
class TokenShelf
{
public:
    struct Token
    {
        QByteArray token;
        QStringList scopes;
        base::Instant issuedAt;
        base::Instant expiresAt;
    };

    explicit TokenShelf(const base::Clock &clock);

    void keep(const domain::ClientId &client, const domain::ResourceServerId &api, const Token &token);
    /// Nothing once it has expired.
    std::optional<Token> token(const domain::ClientId &client, const domain::ResourceServerId &api) const;
    std::chrono::seconds remaining(const Token &token) const;
    void forget(const domain::ClientId &client);
    void clear();

private:
    const base::Clock &m_clock;
    QHash<std::pair<domain::ClientId, domain::ResourceServerId>, Token> m_tokens;
};

} // namespace gatehouse::flow
