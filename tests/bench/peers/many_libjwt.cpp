// libjwt over plain tokens (many_tokens.h). It reads the key anew for each token: it takes no other than text.
#include "many_tokens.h"

#include <jwt.h>

#include <ctime>
#include <memory>

int main(int argc, char **argv)
{
    return peers::countVerified(argc, argv, [](bool isRsa, const std::string &key, const auto &expected) {
        jwt_valid_t *rules = nullptr;
        jwt_valid_new(&rules, isRsa ? JWT_ALG_RS256 : JWT_ALG_HS256);
        if (expected) {
            jwt_valid_set_now(rules, std::time(nullptr));
            jwt_valid_add_grant(rules, "iss", expected->issuer.c_str());
            jwt_valid_add_grant(rules, "aud", expected->audience.c_str());
        }
        return [&key, rules = std::shared_ptr<jwt_valid_t>(rules, &jwt_valid_free)](std::string_view token) {
            jwt_t *jwt = nullptr;
            if (jwt_decode(&jwt, token.data(), reinterpret_cast<const unsigned char *>(key.data()),
                           static_cast<int>(key.size())) != 0)
                return false;
            const bool isGood = jwt_validate(jwt, rules.get()) == JWT_VALIDATION_SUCCESS;
            jwt_free(jwt);
            return isGood;
        };
    });
}
