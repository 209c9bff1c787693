#include "app/start/StreamVerification.h"

#include "app/start/StandardOutput.h"
#include "app/start/TokenStream.h"
#include "app/verification/Verification.h"
#include "models/scan/RequestLines.h"

#include <cerrno>

namespace gatehouse::app::start {

bool isStreamVerification(const std::vector<std::string> &arguments)
{
    std::vector<std::string> words;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        // Global options change nothing here: the answers are JSON already, and no store is opened.
        if (arguments[i] == "--json" || arguments[i].starts_with("--store="))
            continue;
        if (arguments[i] == "--store") {
            if (++i == arguments.size())
                return false;
            continue;
        }
        words.push_back(arguments[i]);
    }
    return words == std::vector<std::string>{"token", "verify", "--jsonl"};
}

Exit verifyStream(int input, int output)
{
    const Verification crypto;
    const inspector::TokenInspector inspector(crypto.verifier(), crypto.keys());
    bool isAllVerified = true;
    scan::RequestLines lines(inspector, crypto.verifier(), crypto.keys());
    TokenStream stream(input, output);
    const bool isWritten = stream.run([&](QByteArrayView line) {
        inspector::BatchAnswer answer = lines.answer(line);
        isAllVerified = isAllVerified && answer.verified;
        return answer.json;
    });
    if (!isWritten)
        return reportUnwritten(errno);
    return isAllVerified ? Exit::Done : Exit::Refused;
}

} // namespace gatehouse::app::start
