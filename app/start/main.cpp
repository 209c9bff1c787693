#include "app/start/CoreDumps.h"
#include "app/start/Memory.h"
#include "app/start/PlainVerification.h"
#include "app/start/Siblings.h"
#include "app/start/StandardOutput.h"
#include "app/start/StreamVerification.h"

#include <cstdio>
#include <string>
#include <unistd.h>

using namespace gatehouse::app::start;

/// `gatehouse`, the name people type. Verifies streams of tokens itself, because only for that do milliseconds of a
/// start count, and becomes one of its two siblings for everything else: the window, or the commands, whose libraries
/// take longer to load than a token takes to verify.
int main(int argc, char *argv[])
{
    reserveStandardStreams();
    forbidCoreDumps();
    reportWriteErrors();
    reportMissingMemory();
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    if (isStreamVerification(arguments))
        return static_cast<int>(verifyStream(STDIN_FILENO, STDOUT_FILENO));
    if (const auto request = readPlainVerification(arguments)) {
        if (const auto exit = verifyPlain(*request, gatehouse::base::SystemClock(), STDOUT_FILENO))
            return static_cast<int>(*exit);
        // A file that cannot be read: the commands say so in words.
    }
    const auto window = windowArguments(arguments);
    const std::vector<std::string> tried =
        window ? become("gatehouse-window", *window) : become("gatehouse-cli", arguments);
    std::string places;
    for (const std::string &place : tried)
        places += "\n  " + place;
    std::fprintf(stderr, "gatehouse: A part of Gatehouse is not installed. Looked for:%s\n", places.c_str());
    return static_cast<int>(Exit::Refused);
}
