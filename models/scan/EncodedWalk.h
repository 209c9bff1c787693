#pragma once

#include "models/scan/TokenWalk.h"

namespace gatehouse::scan {

/// Follows a token that was encoded once more as a whole, in base64, as the secrets of Kubernetes are. Only a whole run
/// of that alphabet is decoded, and it has to be a token to its end.
class EncodedWalk
{
public:
    /// The base64 of "eyJ", in whichever of the two alphabets.
    static constexpr QByteArrayView seed = "ZXlK";

    /// `at` is a seed in [begin, end); `isFinal` when nothing follows.
    Walked from(const char *begin, const char *at, const char *end, bool isFinal);
    /// Bytes looked at since the beginning.
    qint64 steps() const { return m_steps + m_inner.steps(); }

private:
    TokenWalk m_inner;
    qint64 m_steps = 0;
};

} // namespace gatehouse::scan
