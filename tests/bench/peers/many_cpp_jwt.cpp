// cpp-jwt over plain tokens (many_tokens.h). It reads the key anew for each token: it takes no other than text.
#include "many_tokens.h"

#include <jwt/jwt.hpp>

int main(int argc, char **argv)
{
    return peers::countVerified(argc, argv, [](bool isRsa, const std::string &key) {
        return [&key, algorithms = std::vector<std::string>{isRsa ? "RS256" : "HS256"}](std::string_view token) {
            std::error_code error;
            jwt::decode(jwt::string_view(token.data(), token.size()), jwt::params::algorithms(algorithms), error,
                        jwt::params::secret(key), jwt::params::verify(true));
            return !error;
        };
    });
}
