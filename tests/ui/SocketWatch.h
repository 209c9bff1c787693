#pragma once

namespace gatehouse::tests {

/// From now on, in every thread of this process and for ever, socket(2) fails and is counted. False where the kernel
/// lets no process watch itself (seccomp).
bool watchSockets();
/// How many sockets were asked for since the last question.
int takeSocketsAsked();

} // namespace gatehouse::tests
