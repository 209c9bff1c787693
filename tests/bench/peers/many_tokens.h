#pragma once

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace peers {

inline std::string readFile(const char *path)
{
    std::ifstream file(path, std::ios::binary | std::ios::ate);
    std::string bytes(file ? static_cast<std::size_t>(file.tellg()) : 0, '\0');
    file.seekg(0);
    file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return bytes;
}

/// What a token is held against, beside exp and nbf; without it, the signature alone counts.
struct Expected
{
    std::string issuer;
    std::string audience;
};

/// Prints how many tokens of a file, one a line, are verified by what `makeVerifier(isRsa, key, expected)` makes for
/// each thread, where `expected` is an std::optional. Each token is followed by a NUL, for libraries that want one. The
/// command line: rs256|hs256 TOKENS-FILE KEY-FILE THREADS [ISSUER AUDIENCE], with the RSA key in PEM.
template <typename MakeVerifier> int countVerified(int argc, char **argv, const MakeVerifier &makeVerifier)
{
    if (argc < 5)
        return 2;
    const std::optional<Expected> expected = argc > 6 ? std::optional(Expected{argv[5], argv[6]}) : std::nullopt;
    const bool isRsa = std::string_view(argv[1]) == "rs256";
    std::string text = readFile(argv[2]);
    std::string key = readFile(argv[3]);
    if (!isRsa)
        key.erase(key.find_last_not_of(" \r\n") + 1);
    std::vector<std::string_view> tokens;
    for (std::size_t start = 0, end = 0; (end = text.find('\n', start)) != std::string::npos; start = end + 1) {
        text[end] = '\0';
        tokens.emplace_back(text.data() + start, end - start);
    }

    constexpr std::size_t batch = 64; // so that a thread held up elsewhere leaves its share to the others
    std::atomic<std::size_t> next = 0;
    std::atomic<long> good = 0;
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < std::atoi(argv[4]); ++i)
            threads.emplace_back([&] {
                const auto verify = makeVerifier(isRsa, key, expected);
                long mine = 0;
                for (std::size_t start = next += batch; start - batch < tokens.size(); start = next += batch)
                    for (std::size_t at = start - batch; at < start && at < tokens.size(); ++at)
                        mine += verify(tokens[at]) ? 1 : 0;
                good += mine;
            });
    }
    std::printf("%ld\n", good.load());
    return 0;
}

} // namespace peers
