#include "app/start/StreamVerification.h"

#include "app/crypto/Crypto.h"
#include "app/start/TokenStream.h"
#include "models/inspector/TokenBatch.h"

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
    const Crypto crypto;
    const inspector::TokenInspector inspector(crypto.verifier(), crypto.keys());
    bool isAllVerified = true;
    inspector::LastKey last;
    TokenStream stream(input, output);
    const bool isWritten = stream.run([&](QByteArrayView line) {
        inspector::BatchAnswer answer = inspector::verifyLine(line, inspector, crypto.keys(), &last);
        isAllVerified = isAllVerified && answer.verified;
        return answer.json;
    });
    return isAllVerified && isWritten ? Exit::Done : Exit::Refused;
}

} // namespace gatehouse::app::start
