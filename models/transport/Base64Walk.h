#pragma once

#include "models/transport/TokenWalk.h"

namespace gatehouse::transport {

/// Follows a token inside text that is in base64: a whole secret of Kubernetes, a part of a mail, the body of a request
/// in a HAR or a Burp export, `user:token` of a Docker configuration. The run need not begin with the token: what a
/// header's first letters become tells how its characters are grouped.
class Base64Walk
{
public:
    explicit Base64Walk(ReadHeader readHeader)
        : m_inner(readHeader)
    {
    }

    /// `at` is a seed in [begin, end); `isFinal` when nothing follows. The name of what was found is the one in the
    /// decoded text.
    Walked from(const char *begin, const char *at, const char *end, bool isFinal);
    /// Bytes looked at since the beginning.
    qint64 steps() const { return m_steps + m_inner.steps(); }

private:
    TokenWalk m_inner;
    qint64 m_steps = 0;
};

} // namespace gatehouse::transport
