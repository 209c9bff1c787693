#include "ui/text/findings/Explanation.h"

namespace gatehouse::ui::text {

namespace {

using namespace inspector;

// What the header says, and should not.
constexpr auto texts = explain<kinds::HeaderKinds>(
    Explained{kinds::algorithmNone, QT_TRANSLATE_NOOP("Finding", "Token is not signed"),
              QT_TRANSLATE_NOOP("Finding", "The header says alg none: anyone could have written this token."),
              QT_TRANSLATE_NOOP("Finding", "Refuse it. An API that accepts it accepts any token.")},
    Explained{kinds::algorithmSpelling, QT_TRANSLATE_NOOP("Finding", "Misspelled algorithm"),
              QT_TRANSLATE_NOOP("Finding", "The header does not say exactly %registered. Algorithm names are "
                                           "case-sensitive, and a program that accepts this spelling may accept more."),
              QT_TRANSLATE_NOOP("Finding", "Correct the issuer.")},
    Explained{
        kinds::algorithmUnprotected, QT_TRANSLATE_NOOP("Finding", "Algorithm is not signed"),
        QT_TRANSLATE_NOOP(
            "Finding", "Signature %signature names its algorithm in the unprotected header, which anyone can change."),
        QT_TRANSLATE_NOOP("Finding", "Have the issuer put alg into the protected header.")},
    Explained{kinds::similarName, QT_TRANSLATE_NOOP("Finding", "Look-alike header parameter"),
              QT_TRANSLATE_NOOP("Finding", "“%member” is not “%registered”, although it looks like it. A program that "
                                           "ignores case, spaces or look-alike characters may confuse them."),
              QT_TRANSLATE_NOOP("Finding", "Find out who wrote this header. It may be meant to deceive.")},
    Explained{
        kinds::critNotUnderstood, QT_TRANSLATE_NOOP("Finding", "Unknown critical extension"),
        QT_TRANSLATE_NOOP("Finding", "The token must be refused by any program that does not understand “%name”."),
        QT_TRANSLATE_NOOP("Finding", "Refuse it, unless a verifier that supports the extension accepts it.")},
    Explained{kinds::critMalformed, QT_TRANSLATE_NOOP("Finding", "Malformed crit"),
              QT_TRANSLATE_NOOP("Finding", "crit violates RFC 7515 (%fault), so nothing in it can be relied on."),
              QT_TRANSLATE_NOOP("Finding", "Refuse the token.")},
    Explained{kinds::b64False, QT_TRANSLATE_NOOP("Finding", "Unencoded payload"),
              QT_TRANSLATE_NOOP("Finding", "The header says b64 false, which RFC 7797 forbids in JWTs."),
              QT_TRANSLATE_NOOP("Finding", "Refuse the token.")},
    Explained{kinds::headerType, QT_TRANSLATE_NOOP("Finding", "Header parameter of the wrong type"),
              QT_TRANSLATE_NOOP("Finding", "“%member” must be %expected."),
              QT_TRANSLATE_NOOP("Finding", "Refuse the token and correct its issuer.")},
    Explained{kinds::encInJws, QT_TRANSLATE_NOOP("Finding", "Signed token with enc"),
              QT_TRANSLATE_NOOP(
                  "Finding",
                  "The header has “enc”, as encrypted tokens do, but the token has three parts, as signed tokens do."),
              QT_TRANSLATE_NOOP("Finding", "Refuse the token.")},
    Explained{kinds::zipInJws, QT_TRANSLATE_NOOP("Finding", "Compression in a signed token"),
              QT_TRANSLATE_NOOP("Finding", "zip has no meaning in a signed token and was ignored."),
              QT_TRANSLATE_NOOP("Finding", "Check that your API does not decompress a token before it verifies it.")},
    Explained{
        kinds::kidInjection, QT_TRANSLATE_NOOP("Finding", "Suspicious key ID"),
        QT_TRANSLATE_NOOP(
            "Finding",
            "The kid looks like %shape, as used in injection attacks. Gatehouse only compares it with known key IDs."),
        QT_TRANSLATE_NOOP("Finding", "Check that your API does not use a kid in a path, a query or a command.")},
    Explained{kinds::kidTooLong, QT_TRANSLATE_NOOP("Finding", "Very long key ID"),
              QT_TRANSLATE_N_NOOP("Finding", "The kid has %n characters. No key here has such a long ID."),
              QT_TRANSLATE_NOOP("Finding", "Check that your API limits the length of what it looks up.")},
    Explained{kinds::kidEmpty, QT_TRANSLATE_NOOP("Finding", "Empty key ID"),
              QT_TRANSLATE_NOOP("Finding", "An empty kid is allowed. It names a key whose ID is empty.")},
    Explained{kinds::embeddedKey, QT_TRANSLATE_NOOP("Finding", "Key in the token"),
              QT_TRANSLATE_NOOP("Finding", "The header contains a public key (%member; thumbprint: %thumbprint; "
                                           "%owner). Anyone can put one there, so it was not used."),
              QT_TRANSLATE_NOOP("Finding", "Never verify a token with a key that it carries.")},
    Explained{
        kinds::embeddedPrivateKey, QT_TRANSLATE_NOOP("Finding", "Private key in the token"),
        QT_TRANSLATE_NOOP("Finding",
                          "The key in %member has private members. Anyone who has seen this token can sign with it."),
        QT_TRANSLATE_NOOP("Finding", "Replace that key now.")},
    Explained{kinds::keyUrl, QT_TRANSLATE_NOOP("Finding", "Address of a key"),
              QT_TRANSLATE_NOOP("Finding", "%member points to %address (host: %host). Gatehouse never fetches it, "
                                           "because the author of the token chose the address."),
              QT_TRANSLATE_NOOP(
                  "Finding", "Check that your API ignores this parameter, or allows only a fixed list of addresses.")},
    Explained{kinds::keyUrlScheme, QT_TRANSLATE_NOOP("Finding", "Key address without https"),
              QT_TRANSLATE_NOOP("Finding",
                                "%member uses the scheme “%scheme”. An attacker on the network could replace the key."),
              QT_TRANSLATE_NOOP("Finding", "Refuse the token.")},
    Explained{kinds::keyUrlInternal, QT_TRANSLATE_NOOP("Finding", "Key address in the internal network"),
              QT_TRANSLATE_NOOP("Finding", "%member points to %host, a host that only your own servers can reach. Such "
                                           "an address makes a server send requests to its own network."),
              QT_TRANSLATE_NOOP("Finding", "Refuse the token, and find out who wrote it.")},
    Explained{kinds::keyUrlDeceptive, QT_TRANSLATE_NOOP("Finding", "Deceptive key address"),
              QT_TRANSLATE_NOOP("Finding", "%member is not what it looks like: %trick. The host is “%host”."),
              QT_TRANSLATE_NOOP("Finding", "Compare hosts after parsing, never by how an address begins.")},
    Explained{
        kinds::typMissing, QT_TRANSLATE_NOOP("Finding", "No type"),
        QT_TRANSLATE_NOOP("Finding",
                          "The token has no typ, which prevents one kind of token from being mistaken for another.")},
    Explained{kinds::typUnknown, QT_TRANSLATE_NOOP("Finding", "Uncommon type"),
              QT_TRANSLATE_NOOP("Finding", "typ is “%typ”. An API that checks the type refuses it."),
              QT_TRANSLATE_NOOP("Finding", "Check that this kind of token is meant for this API.")},
    Explained{kinds::notAnAccessToken, QT_TRANSLATE_NOOP("Finding", "Not an access token"),
              QT_TRANSLATE_NOOP("Finding", "typ is %typ, which is not an access token."),
              QT_TRANSLATE_NOOP("Finding", "An API must refuse it even if its signature is valid.")},
    Explained{kinds::replicatedClaim, QT_TRANSLATE_NOOP("Finding", "Header contradicts a claim"),
              QT_TRANSLATE_NOOP("Finding", "“%member” in the header differs from the payload."),
              QT_TRANSLATE_NOOP("Finding", "Use the payload only.")},
    Explained{kinds::profileType, QT_TRANSLATE_NOOP("Finding", "Type does not match the profile"),
              QT_TRANSLATE_NOOP("Finding", "The profile requires another typ than “%typ”."),
              QT_TRANSLATE_NOOP("Finding", "Correct the issuer.")},
    Explained{kinds::profileAlgorithm, QT_TRANSLATE_NOOP("Finding", "Algorithm does not match the profile"),
              QT_TRANSLATE_NOOP("Finding", "The profile requires a signature, but the header says %algorithm."),
              QT_TRANSLATE_NOOP("Finding", "Refuse the token.")});

} // namespace

std::span<const Explanation> textsOf(inspector::kinds::HeaderKinds /*group*/)
{
    return texts;
}

} // namespace gatehouse::ui::text
