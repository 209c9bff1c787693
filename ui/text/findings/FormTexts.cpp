#include "ui/text/findings/Explanation.h"

namespace gatehouse::ui::text {

namespace {

using namespace inspector;

// Other forms of tokens, and text that is not a token.
constexpr auto texts = explain<kinds::FormKinds>(
    Explained{kinds::severalTokens, QT_TRANSLATE_NOOP("Finding", "Several tokens"),
              QT_TRANSLATE_N_NOOP("Finding", "The text contains %n tokens, and nothing says which one is meant."),
              QT_TRANSLATE_NOOP(
                  "Finding", "Check all of them under Many tokens or with “token scan”, or give one of them alone.")},
    Explained{
        kinds::shortenedCopy, QT_TRANSLATE_NOOP("Finding", "Shortened copy"),
        QT_TRANSLATE_NOOP(
            "Finding",
            "An ellipsis or asterisks replace part of the token, as logs and consoles do when they shorten text."),
        QT_TRANSLATE_NOOP("Finding", "Copy the whole token from its source.")},
    Explained{kinds::knownFamily, QT_TRANSLATE_NOOP("Finding", "Another kind of credential"),
              QT_TRANSLATE_NOOP("Finding", "This looks like %family, which is not a JSON Web Token."),
              QT_TRANSLATE_NOOP("Finding", "Ask the service that issued it. There is nothing to verify here.")},
    Explained{kinds::packedData, QT_TRANSLATE_NOOP("Finding", "Compressed data"),
              QT_TRANSLATE_NOOP("Finding", "This is %format. One token is inspected here, and nothing is unpacked."),
              QT_TRANSLATE_NOOP("Finding", "Search it with Many tokens or with “gatehouse token scan”.")},
    Explained{kinds::encodedToken, QT_TRANSLATE_NOOP("Finding", "Token in base64"),
              QT_TRANSLATE_NOOP("Finding", "The text is base64 of a whole token. Gatehouse did not decode it."),
              QT_TRANSLATE_NOOP("Finding", "Open the token inside to check it.")},
    Explained{kinds::keyInTokenBox, QT_TRANSLATE_NOOP("Finding", "A key, not a token"),
              QT_TRANSLATE_NOOP("Finding", "A key was given in place of a token."),
              QT_TRANSLATE_NOOP("Finding", "Give it as the key. If it is a private key, treat it as leaked.")},
    Explained{kinds::tokenInKeyBox, QT_TRANSLATE_NOOP("Finding", "A token, not a key"),
              QT_TRANSLATE_NOOP("Finding", "A token was given in place of the key."),
              QT_TRANSLATE_NOOP("Finding", "Give it as the token, and give the issuer's key here.")},
    Explained{kinds::payloadDetached, QT_TRANSLATE_NOOP("Finding", "Payload not in the token"),
              QT_TRANSLATE_NOOP(
                  "Finding", "The payload part is empty: the signed content is stored elsewhere (a detached payload)."),
              QT_TRANSLATE_NOOP("Finding", "Give the signed content to check the signature.")},
    Explained{
        kinds::jsonSerialization, QT_TRANSLATE_NOOP("Finding", "JWS in JSON serialization"),
        QT_TRANSLATE_N_NOOP("Finding", "The JWS has %n signatures, each with its own result."),
        QT_TRANSLATE_NOOP("Finding",
                          "Where there are several, choose whether one valid signature is enough or all are needed.")},
    Explained{kinds::sdJwt, QT_TRANSLATE_NOOP("Finding", "Selective disclosure"),
              QT_TRANSLATE_NOOP(
                  "Finding",
                  "This is an SD-JWT. Disclosed claims: %disclosed. Claims still hidden behind digests: %concealed.")},
    Explained{kinds::sdJwtDisclosure, QT_TRANSLATE_NOOP("Finding", "Disclosure does not match"),
              QT_TRANSLATE_NOOP("Finding", "A disclosure does not match the signed token: %fault (name: %name)."),
              QT_TRANSLATE_NOOP("Finding", "Refuse the presentation.")},
    Explained{kinds::sdJwtUndisclosed, QT_TRANSLATE_NOOP("Finding", "Undisclosed claims"),
              QT_TRANSLATE_N_NOOP("Finding", "The token contains %n digests of claims that were not disclosed."),
              QT_TRANSLATE_NOOP("Finding", "Ask the holder for the disclosures you need.")},
    Explained{kinds::nestedToken, QT_TRANSLATE_NOOP("Finding", "Nested token"),
              QT_TRANSLATE_NOOP(
                  "Finding", "cty says that the payload is a token itself. This result is about the outer token only."),
              QT_TRANSLATE_NOOP("Finding", "Verify the inner token as well.")},
    Explained{kinds::implementationsDiffer, QT_TRANSLATE_NOOP("Finding", "Implementations differ"),
              QT_TRANSLATE_NOOP("Finding", "Of six implementations that were measured, these accept such a token: "
                                           "%accepting. These refuse it: %refusing."),
              QT_TRANSLATE_NOOP("Finding", "Find out which of them your services use. An attacker can exploit a token "
                                           "that one accepts and another refuses.")},
    Explained{
        kinds::jtiRepeated, QT_TRANSLATE_NOOP("Finding", "Duplicate jti"),
        QT_TRANSLATE_NOOP(
            "Finding", "Different tokens in this batch have the same issuer and the same jti, which must be unique."),
        QT_TRANSLATE_NOOP("Finding", "Find out which one the issuer issued. The other may be forged or replayed.")});

} // namespace

std::span<const Explanation> textsOf(inspector::kinds::FormKinds /*group*/)
{
    return texts;
}

} // namespace gatehouse::ui::text
