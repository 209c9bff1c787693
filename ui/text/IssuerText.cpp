#include "ui/text/IssuerText.h"

#include "models/base/Text.h"
#include "models/trust/Presets.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace gatehouse::ui::text {

using namespace Qt::StringLiterals;
using trust::Provider;

namespace {

class IssuerWords
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::ui::text::IssuerText)
};

struct ClaimMeaning
{
    Provider provider;
    QLatin1StringView claim;
    const char *meaning;
};

constexpr const char *context = "gatehouse::ui::text::IssuerText";

using enum Provider;

constexpr std::array meanings{
    ClaimMeaning{Auth0, "azp"_L1,
                 QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerText", "The client that asked for the token.")},
    ClaimMeaning{Auth0, "gty"_L1,
                 QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerText",
                                   "How the token was obtained, such as client-credentials.")},
    ClaimMeaning{
        Auth0, "permissions"_L1,
        QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerText", "What the user may do at the API, from their roles.")},
    ClaimMeaning{
        Auth0, "scope"_L1,
        QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerText", "What was granted to the client, separated by spaces.")},
    ClaimMeaning{Auth0, "org_id"_L1,
                 QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerText", "The organization the user logged in with.")},
    ClaimMeaning{Okta, "cid"_L1,
                 QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerText", "The client that asked for the token.")},
    ClaimMeaning{Okta, "uid"_L1,
                 QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerText",
                                   "The user's permanent id; there is none in a token without a user.")},
    ClaimMeaning{Okta, "scp"_L1,
                 QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerText", "The granted scopes, as a list.")},
    ClaimMeaning{Okta, "ver"_L1,
                 QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerText", "The version of the token's format.")},
    ClaimMeaning{
        EntraId, "tid"_L1,
        QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerText", "The tenant whose directory the user or program is in.")},
    ClaimMeaning{EntraId, "oid"_L1,
                 QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerText",
                                   "The permanent id of the user or program in that tenant.")},
    ClaimMeaning{EntraId, "scp"_L1,
                 QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerText",
                                   "What the program may do in the user's name, separated by spaces.")},
    ClaimMeaning{EntraId, "roles"_L1,
                 QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerText",
                                   "What the program may do by itself, or the user's roles in it.")},
    ClaimMeaning{
        EntraId, "azp"_L1,
        QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerText", "The client that asked for the token (version 2.0).")},
    ClaimMeaning{
        EntraId, "appid"_L1,
        QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerText", "The client that asked for the token (version 1.0).")},
    ClaimMeaning{EntraId, "ver"_L1,
                 QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerText",
                                   "The version of the token, which decides its issuer and claims.")},
    ClaimMeaning{EntraId, "idtyp"_L1,
                 QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerText",
                                   "Whom the token speaks for; app means a program without a user.")},
    ClaimMeaning{Keycloak, "realm_access"_L1,
                 QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerText", "The user's roles in the whole realm.")},
    ClaimMeaning{Keycloak, "resource_access"_L1,
                 QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerText", "The user's roles, by the client they are for.")},
    ClaimMeaning{Keycloak, "azp"_L1,
                 QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerText", "The client that asked for the token.")},
    ClaimMeaning{Keycloak, "typ"_L1,
                 QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerText",
                                   "What the token is: Bearer, ID or Refresh. An API takes Bearer alone.")},
    ClaimMeaning{Keycloak, "sid"_L1,
                 QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerText", "The user's session at Keycloak.")},
    ClaimMeaning{Cognito, "token_use"_L1,
                 QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerText",
                                   "What the token is: access or id. An API takes access alone.")},
    ClaimMeaning{Cognito, "client_id"_L1,
                 QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerText",
                                   "The app client; an access token has it instead of an audience.")},
    ClaimMeaning{Cognito, "cognito:groups"_L1,
                 QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerText", "The user's groups in the user pool.")},
    ClaimMeaning{Cognito, "cognito:username"_L1,
                 QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerText", "The user's name in the user pool.")},
    ClaimMeaning{Google, "azp"_L1,
                 QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerText",
                                   "The client that asked for the token, where it is not the audience.")},
    ClaimMeaning{Google, "hd"_L1,
                 QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerText",
                                   "The user's Workspace domain; a private account has none.")},
    ClaimMeaning{Google, "email_verified"_L1,
                 QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerText", "Whether Google has checked the address.")},
    ClaimMeaning{Google, "sub"_L1,
                 QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerText",
                                   "The account, permanently. An email address may go to somebody else.")},
    ClaimMeaning{GitHubActions, "sub"_L1,
                 QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerText",
                                   "Repository and branch, tag, environment or event that the job runs for.")},
    ClaimMeaning{GitHubActions, "repository"_L1,
                 QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerText",
                                   "The repository; its name may be taken by somebody else later.")},
    ClaimMeaning{GitHubActions, "repository_owner_id"_L1,
                 QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerText", "The owner's permanent id.")},
    ClaimMeaning{GitHubActions, "ref"_L1,
                 QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerText", "The branch or tag that started the workflow.")},
    ClaimMeaning{GitHubActions, "environment"_L1,
                 QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerText", "The environment that the job uses.")},
    ClaimMeaning{GitHubActions, "job_workflow_ref"_L1,
                 QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerText",
                                   "The workflow file that is run, and at which commit or branch.")},
    ClaimMeaning{GitHubActions, "event_name"_L1,
                 QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerText",
                                   "What started the workflow, such as push or pull_request.")},
    ClaimMeaning{Kubernetes, "sub"_L1,
                 QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerText",
                                   "system:serviceaccount, the namespace and the service account's name.")},
    ClaimMeaning{Kubernetes, "kubernetes.io"_L1,
                 QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerText",
                                   "Namespace, service account and pod that the token is bound to; it "
                                   "ends with them.")},
    ClaimMeaning{
        Apple, "is_private_email"_L1,
        QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerText", "Whether the address is Apple's relay; may be a text.")},
    ClaimMeaning{Apple, "email_verified"_L1,
                 QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerText", "Always true; may be a text.")},
    ClaimMeaning{
        Apple, "nonce_supported"_L1,
        QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerText", "Whether a nonce that is missing means a replay.")},
    ClaimMeaning{Apple, "real_user_status"_L1,
                 QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerText",
                                   "How likely it is a person: 0 not supported, 1 unknown, 2 likely.")},
    ClaimMeaning{Apple, "sub"_L1,
                 QT_TRANSLATE_NOOP("gatehouse::ui::text::IssuerText",
                                   "The user, permanently, for all apps of one developer team.")},
};

QString names(const QStringList &list)
{
    constexpr qsizetype most = 5;
    constexpr int longest = 80;
    QStringList shown;
    const QStringList first = list.first(std::min(list.size(), most));
    for (const QString &name : first)
        shown.append(base::visibleText(name, longest));
    if (list.size() > most)
        shown.append(u"…"_s);
    return shown.join(", "_L1);
}

} // namespace

QString providerName(Provider provider)
{
    const trust::Preset *preset = trust::presetOf(provider);
    return preset ? QString(preset->name) : IssuerWords::tr("Other");
}

QString providerNote(Provider provider)
{
    switch (provider) {
    case Other:
        break;
    case Auth0:
        return IssuerWords::tr("The issuer ends with a slash. An API may sign with a shared secret (HS256) instead; "
                               "such tokens are not verified here.");
    case Okta:
        return IssuerWords::tr(
            "Only tokens of a custom authorization server, such as default, are for your APIs. Those "
            "of the organization itself are for Okta alone.");
    case EntraId:
        return IssuerWords::tr("One issuer for all tenants: list those whose tokens you rely on. Tokens of version 1.0 "
                               "have https://sts.windows.net/ and the tenant as issuer, and those for Microsoft Graph "
                               "are for Microsoft alone.");
    case Keycloak:
        return IssuerWords::tr("Each realm is an issuer of its own. ID and refresh tokens look like access tokens; typ "
                               "tells which is which.");
    case Cognito:
        return IssuerWords::tr("Access tokens have no audience; what you expect is compared with the client ID there.");
    case Google:
        return IssuerWords::tr("ID tokens alone are readable; access tokens are not. Google may leave https:// out of "
                               "iss: add that as an issuer of its own where you get such tokens.");
    case GitHubActions:
        return IssuerWords::tr("Every repository of GitHub gets tokens of this issuer: what you rely on is sub, or the "
                               "ids of repository and owner, never the issuer alone.");
    case Kubernetes:
        return IssuerWords::tr(
            "Each cluster has an issuer of its own, which often cannot be reached from outside: give "
            "what “kubectl get --raw /openid/v1/jwks” prints as the file of keys.");
    case Apple:
        return IssuerWords::tr("Some yes-or-no claims may be texts. The audience is your app's client ID.");
    }
    return {};
}

QString providerClaimText(Provider provider, QStringView claim)
{
    const auto *found = std::ranges::find_if(
        meanings, [&](const ClaimMeaning &one) { return one.provider == provider && one.claim == claim; });
    return found == meanings.end() ? QString() : QCoreApplication::translate(context, found->meaning);
}

QString keySourceText(const trust::TrustedIssuer &issuer)
{
    const QString address = base::visibleText(issuer.address.toString(QUrl::FullyEncoded), 300);
    switch (issuer.source) {
    case trust::KeySource::Discovery:
        return IssuerWords::tr("Configuration at %1").arg(address);
    case trust::KeySource::KeySet:
        return IssuerWords::tr("Key set at %1").arg(address);
    case trust::KeySource::Given:
        return IssuerWords::tr("A file you gave");
    }
    return {};
}

QString keyNewsText(const trust::KeyNews &news)
{
    QStringList sentences;
    if (news.isAllNew)
        sentences.append(IssuerWords::tr("All keys are new: none of the former ones is published any more."));
    if (!news.replaced.isEmpty())
        sentences.append(
            IssuerWords::tr("There is another key under an ID that was taken: %1.").arg(names(news.replaced)));
    if (!news.added.isEmpty())
        sentences.append(IssuerWords::tr("New: %1.").arg(names(news.added)));
    if (!news.restated.isEmpty())
        sentences.append(IssuerWords::tr("For another algorithm or use than before: %1.").arg(names(news.restated)));
    if (!news.returned.isEmpty())
        sentences.append(IssuerWords::tr("Published again: %1.").arg(names(news.returned)));
    if (!news.gone.isEmpty())
        sentences.append(IssuerWords::tr("No longer published: %1.").arg(names(news.gone)));
    if (news.isNothing())
        sentences.append(IssuerWords::tr("The keys are the same as before."));
    if (news.unusable > 0)
        sentences.append(
            IssuerWords::tr("%n keys of the set verify no signatures here.", nullptr, static_cast<int>(news.unusable)));
    if (news.leftOut > 0)
        sentences.append(IssuerWords::tr("%n keys were skipped, because a set has at most 100 of them.", nullptr,
                                         static_cast<int>(news.leftOut)));
    return sentences.join(u' ');
}

QString waitingKeysText(const trust::TrustedIssuer &issuer)
{
    if (!issuer.waiting)
        return {};
    // A kid says what somebody calls a key; the thumbprint, which key it is.
    QStringList kids;
    for (const jose::Jwk &key : std::as_const(issuer.waiting->keys)) {
        const QString name = trust::IssuerKey{.key = key, .added = {}}.name();
        kids.append(key.kid ? IssuerWords::tr("%1 (thumbprint %2)").arg(name, key.thumbprint()) : name);
    }
    return IssuerWords::tr("%1 publishes keys that nobody could expect: %2. An issuer announces a new key beside the "
                           "former ones, so somebody else may be answering. The former keys stay in use until you "
                           "accept the new ones.")
        .arg(base::visibleText(issuer.name, 80), names(kids));
}

} // namespace gatehouse::ui::text
