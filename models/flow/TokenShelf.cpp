#include "models/flow/TokenShelf.h"

#include <algorithm>

namespace gatehouse::flow {

TokenShelf::TokenShelf(const base::Clock &clock)
    : m_clock(clock)
{
}

void TokenShelf::keep(const domain::ClientId &client, const domain::ResourceServerId &api, const Token &token)
{
    m_tokens.insert({client, api}, token);
}

std::optional<TokenShelf::Token> TokenShelf::token(const domain::ClientId &client,
                                                   const domain::ResourceServerId &api) const
{
    const auto found = m_tokens.constFind({client, api});
    if (found == m_tokens.constEnd() || found->expiresAt <= m_clock.now())
        return std::nullopt;
    return *found;
}

std::chrono::seconds TokenShelf::remaining(const Token &token) const
{
    const auto left = std::chrono::floor<std::chrono::seconds>(token.expiresAt - m_clock.now());
    return std::max(left, std::chrono::seconds(0));
}

void TokenShelf::forget(const domain::ClientId &client)
{
    m_tokens.removeIf([&client](const auto &entry) { return entry.key().first == client; });
}

void TokenShelf::clear()
{
    m_tokens.clear();
}

} // namespace gatehouse::flow
