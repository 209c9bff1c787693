#pragma once

#include "models/domain/ClientApplication.h"

#include <optional>

namespace gatehouse::flow {

/// How a server compares the callback that a client names with those it is registered with.
enum class CallbackMatching {
    AnyPort, ///< of a native client's on the loopback the port may differ (RFC 8252 section 7.3)
    Exact,   ///< as Auth0 does
};

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
std::optional<TestCallback> testCallback(const domain::ClientApplication &client,
                                         CallbackMatching matching = CallbackMatching::AnyPort);
/// Where any port will do, none is named; else it is one that stays.
QString neededCallback(const domain::ClientApplication &client, CallbackMatching matching = CallbackMatching::AnyPort);

} // namespace gatehouse::flow
