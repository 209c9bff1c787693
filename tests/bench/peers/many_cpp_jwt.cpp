// cpp-jwt over plain tokens (many_tokens.h). It reads the key anew for each token: it takes no other than text.
#include "many_tokens.h"

#include <jwt/jwt.hpp>

int main(int argc, char **argv)
{
    using namespace jwt::params;
    return peers::countVerified(argc, argv, [](bool isRsa, const std::string &key, const auto &expected) {
        return [&key, &expected, names = std::vector<std::string>{isRsa ? "RS256" : "HS256"}](std::string_view text) {
            const jwt::string_view token(text.data(), text.size());
            std::error_code error;
            if (expected) {
                jwt::decode(token, algorithms(names), error, secret(key), verify(true), issuer(expected->issuer),
                            aud(expected->audience));
                return !error;
            }
            // It verifies signature and claims together, or neither: what it says of claims is ignored.
            jwt::decode(token, algorithms(names), error, secret(key), verify(true));
            return !error || error == jwt::VerificationErrc::TokenExpired ||
                   error == jwt::VerificationErrc::ImmatureSignature;
        };
    });
}
