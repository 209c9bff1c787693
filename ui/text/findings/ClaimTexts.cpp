#include "ui/text/findings/Explanation.h"

namespace gatehouse::ui::text {

namespace {

using namespace inspector;

// What the claims say, and should not.
constexpr auto texts = explain<kinds::ClaimKinds>(
    Explained{kinds::payloadNotObject, QT_TRANSLATE_NOOP("Finding", "Payload is not a JSON object"),
              QT_TRANSLATE_NOOP("Finding", "It may be signed data, but it is not a JWT."),
              QT_TRANSLATE_NOOP("Finding", "Check where this token comes from.")},
    Explained{kinds::duplicateClaim, QT_TRANSLATE_NOOP("Finding", "Duplicate claim"),
              QT_TRANSLATE_NOOP(
                  "Finding", "“%member” is duplicated. Programs disagree about which value counts, so none was used."),
              QT_TRANSLATE_NOOP("Finding", "Refuse the token.")},
    Explained{
        kinds::claimType, QT_TRANSLATE_NOOP("Finding", "Claim of the wrong type"),
        QT_TRANSLATE_NOOP("Finding", "“%member” must be %expected."),
        QT_TRANSLATE_NOOP("Finding", "Correct the issuer. An API may read this claim differently or not at all.")},
    Explained{kinds::timeOutOfRange, QT_TRANSLATE_NOOP("Finding", "Invalid time"),
              QT_TRANSLATE_NOOP("Finding", "“%member” is %value, which is not a time between the years 1970 and 9999."),
              QT_TRANSLATE_NOOP("Finding", "Correct the issuer.")},
    Explained{kinds::timeMilliseconds, QT_TRANSLATE_NOOP("Finding", "Time in milliseconds"),
              QT_TRANSLATE_NOOP("Finding", "“%member” is %value, which looks like milliseconds. Seconds are required."),
              QT_TRANSLATE_NOOP("Finding", "Have the issuer divide by 1000.")},
    Explained{kinds::noExpiry, QT_TRANSLATE_NOOP("Finding", "No expiration time"),
              QT_TRANSLATE_NOOP("Finding", "The token has no exp claim. If it leaks, it is valid permanently."),
              QT_TRANSLATE_NOOP("Finding", "Have the issuer set an expiration time.")},
    Explained{kinds::issuedInFuture, QT_TRANSLATE_NOOP("Finding", "Issued in the future"),
              QT_TRANSLATE_N_NOOP("Finding", "The token says it was issued %n seconds from now. The clocks of issuer "
                                             "and verifier differ, or the token is forged."),
              QT_TRANSLATE_NOOP("Finding", "Compare the clocks.")},
    Explained{kinds::expiresBeforeIssued, QT_TRANSLATE_NOOP("Finding", "Expiration precedes issue time"),
              QT_TRANSLATE_NOOP("Finding", "exp is not later than iat."),
              QT_TRANSLATE_NOOP("Finding", "Correct the issuer.")},
    Explained{kinds::neverValid, QT_TRANSLATE_NOOP("Finding", "Never valid"),
              QT_TRANSLATE_NOOP("Finding", "nbf is not earlier than exp."),
              QT_TRANSLATE_NOOP("Finding", "Correct the issuer.")},
    Explained{kinds::lifetimeTooLong, QT_TRANSLATE_NOOP("Finding", "Lifetime longer than the API allows"),
              QT_TRANSLATE_NOOP("Finding", "The token is valid for %lifetime seconds. The API allows %allowed."),
              QT_TRANSLATE_NOOP(
                  "Finding",
                  "If the setting was reduced since, wait until the token expires. Otherwise find out who issued it.")},
    Explained{
        kinds::audienceMissing, QT_TRANSLATE_NOOP("Finding", "No audience"),
        QT_TRANSLATE_NOOP("Finding",
                          "The token names no audience, so every API that trusts its issuer would have to accept it."),
        QT_TRANSLATE_NOOP("Finding", "Have the issuer set aud, and refuse tokens without it.")},
    Explained{kinds::audienceRepeated, QT_TRANSLATE_NOOP("Finding", "Duplicate audience"),
              QT_TRANSLATE_NOOP("Finding", "“%member” has duplicate entries.")},
    Explained{kinds::audienceNearMiss, QT_TRANSLATE_NOOP("Finding", "Audience almost matches"),
              QT_TRANSLATE_NOOP("Finding", "The token says %value, the API's identifier is %expected. They differ, and "
                                           "audiences are compared exactly."),
              QT_TRANSLATE_NOOP("Finding", "Request the token with the exact identifier, including slashes and case.")},
    Explained{kinds::issuerNearMiss, QT_TRANSLATE_NOOP("Finding", "Issuer almost matches"),
              QT_TRANSLATE_NOOP(
                  "Finding",
                  "The token says %value, but %expected is expected. They differ, and issuers are compared exactly."),
              QT_TRANSLATE_NOOP("Finding",
                                "Somebody may want to be taken for that issuer: trust %value only if you know whose it "
                                "is. If the difference is a mistake in your configuration, correct it there.")},
    Explained{kinds::similarClaim, QT_TRANSLATE_NOOP("Finding", "Look-alike claim"),
              QT_TRANSLATE_NOOP("Finding", "“%member” is not “%registered”, although it looks like it. A program that "
                                           "ignores case, spaces or look-alike characters may confuse them."),
              QT_TRANSLATE_NOOP("Finding", "Find out who wrote this claim. It may be meant to deceive.")},
    Explained{kinds::missingClaim, QT_TRANSLATE_NOOP("Finding", "Missing claim"),
              QT_TRANSLATE_NOOP("Finding", "The profile requires “%member”."),
              QT_TRANSLATE_NOOP("Finding", "Correct the issuer.")},
    Explained{kinds::profileSubject, QT_TRANSLATE_NOOP("Finding", "Subject does not match the client"),
              QT_TRANSLATE_NOOP("Finding", "A client's own token has the subject %expected. This token says %subject."),
              QT_TRANSLATE_NOOP("Finding", "Find out who issued it.")},
    Explained{kinds::looksLikeIdToken, QT_TRANSLATE_NOOP("Finding", "Looks like an ID token"),
              QT_TRANSLATE_NOOP(
                  "Finding",
                  "“%member” belongs in ID tokens, which tell an application who signed in. They are not for APIs."),
              QT_TRANSLATE_NOOP("Finding", "Send the access token to the API instead.")},
    Explained{kinds::personalData, QT_TRANSLATE_NOOP("Finding", "Personal data"),
              QT_TRANSLATE_NOOP("Finding", "“%member” contains %what. Everyone who sees the token can read it."),
              QT_TRANSLATE_NOOP("Finding", "Remove what the API does not need.")},
    Explained{kinds::cardNumber, QT_TRANSLATE_NOOP("Finding", "Card number"),
              QT_TRANSLATE_NOOP("Finding", "“%member” contains what looks like a card number (%masked)."),
              QT_TRANSLATE_NOOP("Finding",
                                "Remove it from the token. Card numbers must not be stored where tokens are logged.")},
    Explained{kinds::secretInClaim, QT_TRANSLATE_NOOP("Finding", "Secret in the token"),
              QT_TRANSLATE_NOOP("Finding",
                                "“%member” contains %what (%masked). Everyone who sees a signed token can read it."),
              QT_TRANSLATE_NOOP("Finding", "Remove and replace the secret.")},
    Explained{kinds::tokenInClaim, QT_TRANSLATE_NOOP("Finding", "Token in a claim"),
              QT_TRANSLATE_NOOP("Finding", "“%member” contains another token. Anyone who has this token has both."),
              QT_TRANSLATE_NOOP("Finding", "Check that the inner token may be sent wherever this one is sent.")},
    Explained{
        kinds::hiddenCharacters, QT_TRANSLATE_NOOP("Finding", "Hidden characters"),
        QT_TRANSLATE_NOOP(
            "Finding",
            "“%member” contains characters that hide or reorder the text around them. They are shown as marks here."),
        QT_TRANSLATE_NOOP("Finding", "Find out what the text is meant to look like.")},
    Explained{kinds::markupInClaim, QT_TRANSLATE_NOOP("Finding", "Executable text"),
              QT_TRANSLATE_NOOP("Finding", "“%member” contains %what. It is plain text here."),
              QT_TRANSLATE_NOOP("Finding", "Check that no program shows it as anything else.")},
    Explained{kinds::textVeryLong, QT_TRANSLATE_NOOP("Finding", "Very long text"),
              QT_TRANSLATE_N_NOOP("Finding", "“%member” has %n characters.")},
    Explained{
        kinds::numberInexact, QT_TRANSLATE_NOOP("Finding", "Number that programs round"),
        QT_TRANSLATE_NOOP("Finding", "“%member” is %value. Programs that store numbers as doubles read another value."),
        QT_TRANSLATE_NOOP("Finding", "Have the issuer write it as a string.")});

} // namespace

std::span<const Explanation> textsOf(inspector::kinds::ClaimKinds /*group*/)
{
    return texts;
}

} // namespace gatehouse::ui::text
