#include "ui/text/findings/Explanation.h"

namespace gatehouse::ui::text {

namespace {

using namespace inspector;

// What a token permits, and to which client.
constexpr auto texts = explain<kinds::ScopeKinds>(
    Explained{kinds::scopeType, QT_TRANSLATE_NOOP("Finding", "Scope of an unexpected type"),
              QT_TRANSLATE_NOOP("Finding", "scope must be one string with the scopes separated by spaces."),
              QT_TRANSLATE_NOOP("Finding", "Check how your API reads scopes.")},
    Explained{kinds::scopeFormat, QT_TRANSLATE_NOOP("Finding", "Scope not in canonical form"),
              QT_TRANSLATE_NOOP("Finding", "scope has duplicate entries or unnecessary spaces.")},
    Explained{kinds::scopeInOtherClaim, QT_TRANSLATE_NOOP("Finding", "Scopes in another claim"),
              QT_TRANSLATE_NOOP("Finding", "“%member” also lists what the token permits."),
              QT_TRANSLATE_NOOP("Finding", "Check which of the claims your API reads.")},
    Explained{kinds::scopesDisagree, QT_TRANSLATE_NOOP("Finding", "Two claims permit different scopes"),
              QT_TRANSLATE_NOOP("Finding", "Only in scope: %onlyHere. Only in %member: %onlyThere."),
              QT_TRANSLATE_NOOP("Finding", "Check which of the claims your API reads.")},
    Explained{kinds::scopesMany, QT_TRANSLATE_NOOP("Finding", "Very many scopes"),
              QT_TRANSLATE_N_NOOP("Finding", "The token has %n scopes, more than an API can define."),
              QT_TRANSLATE_NOOP("Finding", "Correct the issuer.")},
    Explained{kinds::scopeUndefined, QT_TRANSLATE_NOOP("Finding", "Scopes that the API does not define"),
              QT_TRANSLATE_NOOP("Finding", "The API does not define these scopes of the token: %scopes."),
              QT_TRANSLATE_NOOP("Finding", "Add the scopes to the API, or find out who put them into the token.")},
    Explained{kinds::scopeNotGranted, QT_TRANSLATE_NOOP("Finding", "Scopes that are not granted"),
              QT_TRANSLATE_NOOP("Finding", "The client's grant does not contain these scopes of the token: %scopes."),
              QT_TRANSLATE_NOOP(
                  "Finding",
                  "If the grant was reduced since, wait until the token expires. Otherwise find out who issued it.")},
    Explained{kinds::scopeGrantedAndAbsent, QT_TRANSLATE_NOOP("Finding", "Granted scopes that are not in the token"),
              QT_TRANSLATE_NOOP("Finding", "The client can request more scopes than it did: %scopes.")},
    Explained{kinds::scopeMissingForCall, QT_TRANSLATE_NOOP("Finding", "Scopes missing for the call"),
              QT_TRANSLATE_NOOP("Finding", "The call needs scopes that the token does not have: %scopes."),
              QT_TRANSLATE_NOOP("Finding", "Request a token with these scopes.")},
    Explained{kinds::clientUnknown, QT_TRANSLATE_NOOP("Finding", "Unknown client"),
              QT_TRANSLATE_NOOP("Finding", "The tenant has no client %client."),
              QT_TRANSLATE_NOOP("Finding", "If the client was deleted, its tokens stay valid until they expire.")},
    Explained{kinds::clientWithoutGrant, QT_TRANSLATE_NOOP("Finding", "Client without a grant"),
              QT_TRANSLATE_NOOP("Finding", "The client %client is not authorized for %apis now."),
              QT_TRANSLATE_NOOP("Finding", "Tokens already issued stay valid until they expire.")},
    Explained{kinds::clientDiffers, QT_TRANSLATE_NOOP("Finding", "Two different clients"),
              QT_TRANSLATE_NOOP("Finding", "The token names the clients %client and %other."),
              QT_TRANSLATE_NOOP("Finding", "Find out which claim your API uses.")});

} // namespace

std::span<const Explanation> textsOf(inspector::kinds::ScopeKinds /*group*/)
{
    return texts;
}

} // namespace gatehouse::ui::text
