#pragma once

#include "models/domain/ClientApplication.h"

#include <optional>

namespace gatehouse::flow {

/// A registered callback on this machine that a test can wait at.
struct TestCallback
{
    QString uri;  ///< as registered; of a native client, the port is still to come
    QString path; ///< never empty
    int port = 0; ///< 0: any, which a native client may (RFC 8252 section 7.3)

    /// With the port that is listened on.
    QString at(int listening) const;
};

/// Nothing where the client has none: neededCallback() is to be added.
std::optional<TestCallback> testCallback(const domain::ClientApplication &client);
/// For a native client any port will do, for others it is one that stays.
QString neededCallback(const domain::ClientApplication &client);

} // namespace gatehouse::flow
