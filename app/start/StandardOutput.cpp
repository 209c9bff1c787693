#include "app/start/StandardOutput.h"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <tuple>
#include <unistd.h>

namespace gatehouse::app::start {

void reserveStandardStreams()
{
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (::fcntl(stream, F_GETFD) != -1 || errno != EBADF)
            continue;
        // The lowest free descriptor is this one. Open the wrong way round, for reading or writing to fail.
        const int taken = ::open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY);
        if (taken != stream)
            std::_Exit(static_cast<int>(Exit::Refused)); // no word of ours can be in a safe place
    }
}

void reportWriteErrors()
{
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN); // a limit on the size of files
}

Exit reportUnwritten(int error)
{
    std::fprintf(stderr, "gatehouse: Cannot write the output: %s. Part of it is missing.\n", std::strerror(error));
    return Exit::Refused;
}

Exit withOutputWritten(Exit exit)
{
    const bool hadFailed = std::ferror(stdout) != 0;
    errno = 0;
    const bool isFlushed = std::fflush(stdout) == 0;
    if (!hadFailed && isFlushed)
        return exit;
    // What failed earlier has left no errno behind, and may have left nothing to flush: one byte more fails in the same
    // way.
    if (errno == 0)
        std::ignore = ::write(STDOUT_FILENO, "\n", 1);
    const Exit failed = reportUnwritten(errno != 0 ? errno : EIO);
    if (exit == Exit::Done)
        std::fputs("gatehouse: The command itself was carried out.\n", stderr);
    return failed;
}

} // namespace gatehouse::app::start
