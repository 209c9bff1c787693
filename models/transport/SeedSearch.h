#pragma once

#include <QtGlobal>

namespace gatehouse::transport {

/// The next place in [at, end) where a JOSE header may begin: "ey" or "ew", the base64url of a brace and of what JSON
/// allows behind it; also an "e" that a line break parts from its neighbour; also what "eyJ" is encoded once more.
/// `end` when there is none. Looks at each byte once, sixteen at a time where the processor can.
const char *nextSeed(const char *at, const char *end);

/// Line feeds in [at, end).
qint64 countLineFeeds(const char *at, const char *end);

} // namespace gatehouse::transport
