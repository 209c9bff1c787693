#pragma once

#include "models/server/management/Endpoint.h"

namespace gatehouse::server::management {

/// Which users a list is of, and in which order, besides its page: `q`, `search_engine`, `connection` and `sort`.
struct UserSearch
{
    std::function<bool(const domain::User &)> fits;
    /// Nothing: as they were created.
    std::function<bool(const domain::User &, const domain::User &)> isBefore = {};
};

/// Of Lucene's language one term is understood: a text that stands in the name or the address, or a field and its
/// value, exact or with an asterisk at its end. Everything else is refused, because half an understanding finds
/// somebody else.
Checked<UserSearch> readUserSearch(const gatehouse::management::Query &query);

} // namespace gatehouse::server::management
