#pragma once

#include "models/flow/UserFlow.h"

namespace gatehouse::flow {

/// Gets new tokens for a refresh token, as a client whose access token expired does (RFC 6749 section 6).
class RefreshFlow final : public UserFlow
{
    Q_OBJECT

public:
    explicit RefreshFlow(Parts parts, QObject *parent = nullptr);

    void start(const FlowRequest &request, const base::Secret &refreshToken);
    /// The refresh token to use next: a new one where the server rotates them, else the same.
    const base::Secret &refreshToken() const { return m_refreshToken; }

private:
    void onEndpoints(const Endpoints &endpoints) override;
    void onTokens(const oauth::TokenResponse &response) override;

    base::Secret m_refreshToken;
};

} // namespace gatehouse::flow
