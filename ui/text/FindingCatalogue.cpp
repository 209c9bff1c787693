#include "ui/text/FindingCatalogue.h"

#include <QtGlobal>

#include <array>
#include <vector>

namespace gatehouse::ui::text {

namespace {

#define SENTENCE(text) QT_TRANSLATE_NOOP("gatehouse::ui::text::FindingText", text)

constexpr std::array findingEntries{
    FindingEntry{"several-tokens", SENTENCE("Several tokens"),
                 SENTENCE("The text holds %1 tokens, and which one is meant is not guessed."),
                 SENTENCE("Judge them all under Many tokens or with “token scan”, or give one of them alone.")},
    FindingEntry{
        "shortened-copy", SENTENCE("A shortened copy"),
        SENTENCE("An ellipsis or stars stand where characters were, as logs and consoles shorten what they print."),
        SENTENCE("Copy the whole token from where it came from.")},
    FindingEntry{"known-family", SENTENCE("Another kind of credential"),
                 SENTENCE("This looks like %1, which is not a JSON Web Token."),
                 SENTENCE("Ask the service that issued it; there is nothing in it to verify here.")},
    FindingEntry{"sd-jwt", SENTENCE("A token with selective disclosure"),
                 SENTENCE("An SD-JWT discloses single claims behind ~ (number: %1); others stay hidden as digests "
                          "(number: %2)."),
                 ""},
    FindingEntry{
        "json-serialization", SENTENCE("A JWS in JSON form"),
        SENTENCE("It is written as JSON rather than as three parts with dots, with its own verdict for each signature "
                 "(number: %1)."),
        SENTENCE("Say whether one right signature is enough or all are needed, to have a verdict for the whole.")},
    FindingEntry{"encrypted-token", SENTENCE("The token is encrypted"),
                 SENTENCE("It has five parts and can be read by its recipient alone. That it was encrypted does not "
                          "prove who made it."),
                 SENTENCE("Have the issuer switch off token encryption for a test, or decrypt it where the key is.")},
    FindingEntry{"algorithm-none", SENTENCE("The token is not signed"),
                 SENTENCE("Its header says alg none: anyone could have written it."),
                 SENTENCE("Refuse it. An API that accepts it accepts everything.")},
    FindingEntry{"algorithm-spelling", SENTENCE("The algorithm is misspelt"),
                 SENTENCE("The header does not say %1 exactly. Names of algorithms are exact, case included, and a "
                          "program that forgives this forgives more."),
                 SENTENCE("Correct the issuer.")},
    FindingEntry{
        "similar-name", SENTENCE("A header parameter that looks like another"),
        SENTENCE(
            "“%m” is not “%1”, though it looks like it. Programs that ignore case or blanks read it as if it were."),
        SENTENCE("Find out who wrote this header; it may be meant to deceive.")},
    FindingEntry{"crit-not-understood", SENTENCE("A critical extension is not understood"),
                 SENTENCE("The token says it must be refused by whoever does not understand “%1”."),
                 SENTENCE("Refuse it, unless a verifier that knows the extension accepts it.")},
    FindingEntry{"crit-malformed", SENTENCE("The list of critical extensions is malformed"),
                 SENTENCE("crit does not follow its rules (%1), so nothing it says can be relied on."),
                 SENTENCE("Refuse the token.")},
    FindingEntry{"b64-false", SENTENCE("The payload is not encoded"),
                 SENTENCE("The header says b64 false, which RFC 7797 forbids in JWTs."), SENTENCE("Refuse the token.")},
    FindingEntry{"header-type", SENTENCE("A header parameter has the wrong type"),
                 SENTENCE("“%m” should be of the type %1."), SENTENCE("Refuse the token and correct its issuer.")},
    FindingEntry{
        "kid-injection", SENTENCE("The key id looks like an attack"),
        SENTENCE("The kid has the shape of an injection (%1). Gatehouse uses it only to compare it with known ids."),
        SENTENCE("Check that your API does not put a kid into a path, a query or a command.")},
    FindingEntry{"kid-too-long", SENTENCE("The key id is very long"),
                 SENTENCE("It has %1 characters; no key of ours is called that."),
                 SENTENCE("Check that your API limits what it looks up.")},
    FindingEntry{"kid-empty", SENTENCE("The key id is empty"),
                 SENTENCE("An empty kid is allowed and names a key whose id is empty."), ""},
    FindingEntry{
        "embedded-key", SENTENCE("The token carries its own key"),
        SENTENCE(
            "A public key stands in the header (%m; thumbprint %1, %2). Anyone can put one there, so it was not used."),
        SENTENCE("Never verify a token with a key it brings along.")},
    FindingEntry{"embedded-private-key", SENTENCE("The token gives a private key away"),
                 SENTENCE("The key in %m has private members. Whoever has seen this token can sign as its owner."),
                 SENTENCE("Replace that key now.")},
    FindingEntry{"embedded-certificate", SENTENCE("The token carries certificates"),
                 SENTENCE("%m holds a chain of certificates (number: %1). Anyone can put one there, so none was used."),
                 SENTENCE("Never trust a certificate because the token brings it along.")},
    FindingEntry{
        "key-url", SENTENCE("The token names where to fetch a key"),
        SENTENCE("%m points to %1 (host: %2). Gatehouse never fetches it: whoever wrote the token chose the address."),
        SENTENCE("Check that your API ignores this parameter, or allows a fixed list of addresses only.")},
    FindingEntry{"typ-missing", SENTENCE("The token does not say what it is"),
                 SENTENCE("There is no typ, which keeps one kind of token from being taken for another."), ""},
    FindingEntry{"typ-unknown", SENTENCE("An uncommon type"),
                 SENTENCE("typ is “%1”. APIs that check the type will refuse it."),
                 SENTENCE("Check that this kind of token is meant for this API.")},
    FindingEntry{"zip-in-jws", SENTENCE("Compression in a signed token"),
                 SENTENCE("zip has no meaning in signed tokens. It was ignored."),
                 SENTENCE("Check that your API does not decompress before it verifies.")},
    FindingEntry{"enc-in-jws", SENTENCE("A signed token that claims to be encrypted"),
                 SENTENCE("The header has “enc”, as encrypted tokens do, and three parts, as signed ones do."),
                 SENTENCE("Refuse the token.")},
    FindingEntry{"nested-token", SENTENCE("A token inside the token"),
                 SENTENCE("cty says the payload is a token itself. This verdict is about the outer one alone."),
                 SENTENCE("Verify the inner token as well.")},
    FindingEntry{"replicated-claim", SENTENCE("The header repeats a claim differently"),
                 SENTENCE("“%m” stands in the header and does not say what the payload says."),
                 SENTENCE("Go by the payload only.")},
    FindingEntry{"nonce-header", SENTENCE("Possibly not meant for you to verify"),
                 SENTENCE("The header has a nonce. Some issuers mark tokens for their own APIs with it, and those do "
                          "not verify elsewhere."),
                 ""},
    FindingEntry{"key-confusion-attack", SENTENCE("A key confusion attack"),
                 SENTENCE("The token is signed with HMAC, and the secret is the public key's own text (%1). This is an "
                          "attack: a verifier that lets the token choose the algorithm accepts it."),
                 SENTENCE("Fix the algorithm in your API's configuration; find out where this token came from.")},
    FindingEntry{"key-weak", SENTENCE("The key is too weak"),
                 SENTENCE("The key has %1 bits, and this algorithm needs %2."), SENTENCE("Use a longer key.")},
    FindingEntry{"key-retired", SENTENCE("Signed with a retired key"),
                 SENTENCE("Key %1 is no longer used for new tokens. Tokens signed with it verify until it is revoked."),
                 ""},
    FindingEntry{"key-revoked", SENTENCE("Signed with a revoked key"),
                 SENTENCE("Key %1 was revoked. Tokens signed with it are worthless."),
                 SENTENCE("Request a new token.")},
    FindingEntry{"private-key-pasted", SENTENCE("A private key was given"),
                 SENTENCE("Only its public part was used, and nothing of it is kept."),
                 SENTENCE("Give the public key next time; if the private key was pasted from somewhere it should not "
                          "be, replace it.")},
    FindingEntry{
        "kid-differs", SENTENCE("The key ids differ"),
        SENTENCE("The token says %1 and the key says %2. The key was used because it is the only one you gave."),
        SENTENCE("Check that it is the right key.")},
    FindingEntry{"keys-skipped", SENTENCE("Some keys were left out"),
                 SENTENCE("Keys of the set with a type that is not supported were skipped (number: %1)."), ""},
    FindingEntry{"secret-sealed", SENTENCE("The API's secret does not open"),
                 SENTENCE("The sealed secret could not be opened (%1), so the signature was not checked."),
                 SENTENCE("Check that the store's key file lies beside it.")},
    FindingEntry{"payload-not-object", SENTENCE("The payload is not a JSON object"),
                 SENTENCE("It may be signed data, and it is not a JWT."),
                 SENTENCE("Check where this token comes from.")},
    FindingEntry{"duplicate-claim", SENTENCE("A claim stands twice"),
                 SENTENCE("“%m” occurs more than once, and programs disagree about which one counts. None was used."),
                 SENTENCE("Refuse the token.")},
    FindingEntry{"claim-type", SENTENCE("A claim has the wrong type"), SENTENCE("“%m” should be of the type %1."),
                 SENTENCE("Correct the issuer; an API may read this claim differently or not at all.")},
    FindingEntry{"time-out-of-range", SENTENCE("A time that is none"),
                 SENTENCE("“%m” is %1, which is no moment between the years 1970 and 9999."),
                 SENTENCE("Correct the issuer.")},
    FindingEntry{"time-milliseconds", SENTENCE("A time in milliseconds"),
                 SENTENCE("“%m” is %1: that looks like milliseconds where seconds belong."),
                 SENTENCE("Have the issuer divide by 1000.")},
    FindingEntry{"no-expiry", SENTENCE("The token never expires"),
                 SENTENCE("It has no exp claim. If it leaks it is good for ever."),
                 SENTENCE("Have the issuer set an expiration.")},
    FindingEntry{
        "issued-in-future", SENTENCE("Issued in the future"),
        SENTENCE(
            "It says it was issued %1 seconds from now. The clocks of issuer and verifier differ, or it was forged."),
        SENTENCE("Compare the clocks.")},
    FindingEntry{"expires-before-issued", SENTENCE("It expired before it was issued"),
                 SENTENCE("exp is not later than iat."), SENTENCE("Correct the issuer.")},
    FindingEntry{"never-valid", SENTENCE("It is never valid"), SENTENCE("nbf is not earlier than exp."),
                 SENTENCE("Correct the issuer.")},
    FindingEntry{
        "lifetime-too-long", SENTENCE("It lives longer than the API allows"),
        SENTENCE("It is good for %1 seconds, and the API's setting is %2."),
        SENTENCE("If the setting was lowered since, wait for it to expire; otherwise find out who issued it.")},
    FindingEntry{
        "audience-near-miss", SENTENCE("The audience nearly fits"),
        SENTENCE("The token says %1; the API's identifier is %2. They differ, and an audience is compared exactly."),
        SENTENCE("Request the token with the exact identifier, slash and case included.")},
    FindingEntry{"issuer-near-miss", SENTENCE("The issuer nearly fits"),
                 SENTENCE("The token says %1; expected is %2. They differ, and an issuer is compared exactly."),
                 SENTENCE("Configure the exact issuer, slash included.")},
    FindingEntry{"scope-type", SENTENCE("Scopes in an unexpected form"),
                 SENTENCE("scope should be one text with the scopes separated by blanks."),
                 SENTENCE("Check how your API reads scopes.")},
    FindingEntry{"scope-format", SENTENCE("Scopes written untidily"),
                 SENTENCE("scope has repeated entries or blanks that are not needed."), ""},
    FindingEntry{"scope-undefined", SENTENCE("Scopes the API does not define"),
                 SENTENCE("The token permits what the API does not know: %1"),
                 SENTENCE("Add the scopes to the API, or find out who put them into the token.")},
    FindingEntry{
        "scope-not-granted", SENTENCE("Scopes the client is not granted"),
        SENTENCE("The token permits more than the client's grant does now: %1"),
        SENTENCE("If the grant was reduced since, wait for the token to expire; otherwise find out who issued it.")},
    FindingEntry{"scope-in-other-claim", SENTENCE("Scopes in another claim"),
                 SENTENCE("“%m” also says what the token permits."),
                 SENTENCE("Check which of the claims your API reads.")},
    FindingEntry{"client-unknown", SENTENCE("The client is unknown"), SENTENCE("There is no client %1 in the tenant."),
                 SENTENCE("If it was deleted, its tokens are good until they expire.")},
    FindingEntry{"client-without-grant", SENTENCE("The client has no grant now"),
                 SENTENCE("The client %1 is not authorized for %2 any more."),
                 SENTENCE("Its tokens are good until they expire.")},
    FindingEntry{"client-differs", SENTENCE("Two different clients"),
                 SENTENCE("The token names the clients %1 and %2."), SENTENCE("Find out which one your API goes by.")},
    FindingEntry{"missing-claim", SENTENCE("A required claim is missing"),
                 SENTENCE("The profile it is held to requires “%m”."), SENTENCE("Correct the issuer.")},
    FindingEntry{
        "looks-like-id-token", SENTENCE("This looks like an ID token"),
        SENTENCE("“%m” belongs into ID tokens, which tell an application who logged in. They are not for APIs."),
        SENTENCE("Send the access token to the API instead.")},
    FindingEntry{"sender-constrained", SENTENCE("Bound to a key"),
                 SENTENCE("cnf ties the token to a key of its sender. To bear it is not enough: %1."), ""},
};

#undef SENTENCE

} // namespace

std::span<const FindingEntry> findingsOfTokens()
{
    return findingEntries;
}

std::span<const FindingEntry> findingCatalogue()
{
    static const std::vector<FindingEntry> all = [] {
        std::vector<FindingEntry> entries;
        for (const auto part :
             {findingsOfTokens(), findingsOfForms(), findingsOfClaims(), findingsOfProbes(), findingsOfProofs()})
            entries.insert(entries.end(), part.begin(), part.end());
        return entries;
    }();
    return all;
}

} // namespace gatehouse::ui::text
