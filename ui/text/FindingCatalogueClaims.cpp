#include "ui/text/FindingCatalogue.h"

#include <QtGlobal>

#include <array>

namespace gatehouse::ui::text {

namespace {

#define SENTENCE(text) QT_TRANSLATE_NOOP("gatehouse::ui::text::FindingText", text)

constexpr std::array claimEntries{
    FindingEntry{"audience-missing", SENTENCE("The token is for nobody in particular"),
                 SENTENCE("It names no audience, so every API that trusts its issuer would have to take it."),
                 SENTENCE("Have the issuer set aud, and refuse tokens without it.")},
    FindingEntry{"audience-repeated", SENTENCE("An audience stands twice"), SENTENCE("“%m” has repeated entries."), ""},
    FindingEntry{
        "similar-claim", SENTENCE("A claim that looks like another"),
        SENTENCE("“%m” is not “%1”, though it looks like it. Programs that ignore case or blanks read it as if "
                 "it were."),
        SENTENCE("Find out who wrote this claim; it may be meant to deceive.")},
    FindingEntry{"scopes-disagree", SENTENCE("Two claims permit different things"),
                 SENTENCE("Only in scope: “%1”. Only in %m: “%2”."),
                 SENTENCE("Check which of the claims your API reads.")},
    FindingEntry{"scopes-many", SENTENCE("Very many scopes"),
                 SENTENCE("The token has %1 scopes, more than an API can define."), SENTENCE("Correct the issuer.")},
    FindingEntry{"scope-granted-and-absent", SENTENCE("Granted and not in the token"),
                 SENTENCE("The client may have more than it asked for: %1"), ""},
    FindingEntry{"scope-missing-for-call", SENTENCE("The call needs more"),
                 SENTENCE("The token does not permit what the call needs: %1"),
                 SENTENCE("Request a token with these scopes.")},
    FindingEntry{"profile-type", SENTENCE("The type is not the profile's"),
                 SENTENCE("The profile demands another typ than “%1”."), SENTENCE("Correct the issuer.")},
    FindingEntry{"profile-algorithm", SENTENCE("The algorithm is not the profile's"),
                 SENTENCE("The profile demands a signature; the header says %1."), SENTENCE("Refuse the token.")},
    FindingEntry{"profile-subject", SENTENCE("The subject does not fit the client"),
                 SENTENCE("A client's own token has the subject %2; this one says %1."),
                 SENTENCE("Find out who issued it.")},
    FindingEntry{"confirmation-malformed", SENTENCE("The binding is malformed"),
                 SENTENCE("cnf ties the token to a key, and its “%1” is no SHA-256 thumbprint."),
                 SENTENCE("Correct the issuer: an API that cannot read the binding may ignore it.")},
    FindingEntry{"dpop-without-confirmation", SENTENCE("Sent with DPoP and bound to no key"),
                 SENTENCE("The text says DPoP, and the token has no cnf.jkt: any proof would do."),
                 SENTENCE("Refuse it under the DPoP scheme.")},
    FindingEntry{"personal-data", SENTENCE("Personal data"),
                 SENTENCE("“%m” holds %1. Everyone who sees the token can read it."),
                 SENTENCE("Leave out what the API does not need.")},
    FindingEntry{"card-number", SENTENCE("A card number"), SENTENCE("“%m” holds what looks like a card number (%1)."),
                 SENTENCE("Take it out of the token; it may not be stored where tokens are logged.")},
    FindingEntry{"secret-in-claim", SENTENCE("A secret in the token"),
                 SENTENCE("“%m” holds %1 (%2). A signed token is readable by everyone who sees it."),
                 SENTENCE("Take it out and replace the secret.")},
    FindingEntry{"token-in-claim", SENTENCE("A token in a claim"),
                 SENTENCE("“%m” holds another token. Whoever gets this one has both."),
                 SENTENCE("Check that the inner token may go wherever this one goes.")},
    FindingEntry{"hidden-characters", SENTENCE("Characters that do not show"),
                 SENTENCE("“%m” has characters that hide or turn the text around them. They are shown as marks here."),
                 SENTENCE("Find out what the text is meant to look like.")},
    FindingEntry{"markup-in-claim", SENTENCE("Text that other programs may run"),
                 SENTENCE("“%m” holds %1. It is plain text here."),
                 SENTENCE("Check that nothing shows it as anything else.")},
    FindingEntry{"text-very-long", SENTENCE("A very long text"), SENTENCE("“%m” has %1 characters."), ""},
    FindingEntry{"number-inexact", SENTENCE("A number that programs round"),
                 SENTENCE("“%m” is %1 as written. Programs that keep numbers as doubles see another one."),
                 SENTENCE("Have the issuer write it as a string.")},
};

#undef SENTENCE

} // namespace

std::span<const FindingEntry> findingsOfClaims()
{
    return claimEntries;
}

} // namespace gatehouse::ui::text
