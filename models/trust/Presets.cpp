#include "models/trust/Presets.h"

#include "models/oauth/ServerMetadata.h"

#include <algorithm>

namespace gatehouse::trust {

namespace {

using enum jose::Algorithm;

constexpr std::array rs256{RS256};
constexpr std::array entraAlgorithms{RS256};
constexpr std::array keycloakAlgorithms{RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512, EdDSA};
constexpr std::array kubernetesAlgorithms{RS256, ES256, ES384, ES512};
constexpr std::array auth0Algorithms{RS256, RS512, PS256};

constexpr std::array auth0Claims{"azp"_L1, "gty"_L1, "permissions"_L1, "scope"_L1, "org_id"_L1};
constexpr std::array oktaClaims{"cid"_L1, "uid"_L1, "scp"_L1, "ver"_L1};
constexpr std::array entraClaims{"tid"_L1, "oid"_L1, "scp"_L1, "roles"_L1, "azp"_L1, "appid"_L1, "ver"_L1, "idtyp"_L1};
constexpr std::array keycloakClaims{"realm_access"_L1, "resource_access"_L1, "azp"_L1, "typ"_L1, "sid"_L1};
constexpr std::array cognitoClaims{"token_use"_L1, "client_id"_L1, "cognito:groups"_L1, "cognito:username"_L1};
constexpr std::array googleClaims{"azp"_L1, "hd"_L1, "email_verified"_L1, "sub"_L1};
constexpr std::array gitHubClaims{"sub"_L1,         "repository"_L1,       "repository_owner_id"_L1, "ref"_L1,
                                  "environment"_L1, "job_workflow_ref"_L1, "event_name"_L1};
constexpr std::array kubernetesClaims{"sub"_L1, "kubernetes.io"_L1};
constexpr std::array appleClaims{"is_private_email"_L1, "email_verified"_L1, "nonce_supported"_L1,
                                 "real_user_status"_L1, "sub"_L1};

constexpr std::array all{
    Preset{.provider = Provider::Auth0,
           .name = "Auth0"_L1,
           .issuer = "https://YOUR-TENANT.auth0.com/"_L1,
           .source = KeySource::Discovery,
           .keys = {},
           .algorithms = auth0Algorithms,
           .claims = auth0Claims,
           .reference = "https://auth0.com/docs/secure/tokens/access-tokens/access-token-profiles"_L1},
    Preset{.provider = Provider::Okta,
           .name = "Okta"_L1,
           .issuer = "https://YOUR-ORG.okta.com/oauth2/default"_L1,
           .source = KeySource::Discovery,
           .keys = {},
           .algorithms = rs256,
           .claims = oktaClaims,
           .reference = "https://developer.okta.com/docs/guides/validate-access-tokens/"_L1},
    Preset{.provider = Provider::EntraId,
           .name = "Microsoft Entra ID"_L1,
           .issuer = "https://login.microsoftonline.com/{tenantid}/v2.0"_L1,
           .source = KeySource::Discovery,
           .keys = "https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration"_L1,
           .algorithms = entraAlgorithms,
           .claims = entraClaims,
           .reference = "https://learn.microsoft.com/entra/identity-platform/access-tokens"_L1},
    Preset{.provider = Provider::Keycloak,
           .name = "Keycloak"_L1,
           .issuer = "https://YOUR-HOST/realms/YOUR-REALM"_L1,
           .source = KeySource::Discovery,
           .keys = {},
           .algorithms = keycloakAlgorithms,
           .claims = keycloakClaims,
           .reference = "https://www.keycloak.org/securing-apps/oidc-layers"_L1},
    Preset{.provider = Provider::Cognito,
           .name = "Amazon Cognito"_L1,
           .issuer = "https://cognito-idp.YOUR-REGION.amazonaws.com/YOUR-POOL"_L1,
           .source = KeySource::KeySet,
           .keys = "/.well-known/jwks.json"_L1,
           .algorithms = rs256,
           .claims = cognitoClaims,
           .reference = "https://docs.aws.amazon.com/cognito/latest/developerguide/"
                        "amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html"_L1},
    Preset{.provider = Provider::Google,
           .name = "Google"_L1,
           .issuer = "https://accounts.google.com"_L1,
           .source = KeySource::Discovery,
           .keys = {},
           .algorithms = rs256,
           .claims = googleClaims,
           .reference = "https://developers.google.com/identity/openid-connect/openid-connect"_L1},
    Preset{.provider = Provider::GitHubActions,
           .name = "GitHub Actions"_L1,
           .issuer = "https://token.actions.githubusercontent.com"_L1,
           .source = KeySource::Discovery,
           .keys = {},
           .algorithms = rs256,
           .claims = gitHubClaims,
           .reference = "https://docs.github.com/en/actions/reference/security/oidc"_L1},
    Preset{.provider = Provider::Kubernetes,
           .name = "Kubernetes"_L1,
           .issuer = "https://kubernetes.default.svc"_L1,
           .source = KeySource::Given,
           .keys = "/openid/v1/jwks"_L1,
           .algorithms = kubernetesAlgorithms,
           .claims = kubernetesClaims,
           .reference = "https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/"_L1},
    Preset{.provider = Provider::Apple,
           .name = "Apple"_L1,
           .issuer = "https://appleid.apple.com"_L1,
           .source = KeySource::KeySet,
           .keys = "/auth/keys"_L1,
           .algorithms = rs256,
           .claims = appleClaims,
           .reference = "https://developer.apple.com/documentation/signinwithapple/verifying-a-user"_L1},
};

} // namespace

std::span<const Preset> presets()
{
    return all;
}

const Preset *presetOf(Provider provider)
{
    const auto *found = std::ranges::find(all, provider, &Preset::provider);
    return found == all.end() ? nullptr : &*found;
}

Provider providerOf(const QString &issuer)
{
    const QUrl url(issuer, QUrl::StrictMode);
    const QString host = url.host();
    if (host == "login.microsoftonline.com"_L1 || host == "sts.windows.net"_L1)
        return Provider::EntraId;
    if (host.endsWith(".auth0.com"_L1))
        return Provider::Auth0;
    if (host.endsWith(".okta.com"_L1) || host.endsWith(".oktapreview.com"_L1))
        return Provider::Okta;
    if (host.startsWith("cognito-idp."_L1) && host.endsWith(".amazonaws.com"_L1))
        return Provider::Cognito;
    if (host == "accounts.google.com"_L1 || issuer == "accounts.google.com"_L1)
        return Provider::Google;
    if (host == "token.actions.githubusercontent.com"_L1)
        return Provider::GitHubActions;
    if (host == "appleid.apple.com"_L1)
        return Provider::Apple;
    if (host.startsWith("kubernetes.default"_L1) || issuer == "kubernetes/serviceaccount"_L1)
        return Provider::Kubernetes;
    if (url.path().contains("/realms/"_L1))
        return Provider::Keycloak;
    return Provider::Other;
}

KeySource usualSource(Provider provider)
{
    const Preset *preset = presetOf(provider);
    return preset ? preset->source : KeySource::Discovery;
}

QUrl usualAddress(Provider provider, const QString &issuer, KeySource source)
{
    const Preset *preset = presetOf(provider);
    const QLatin1StringView keys = preset ? preset->keys : QLatin1StringView();
    if (source == KeySource::Given)
        return {};
    if (source == KeySource::Discovery) {
        if (issuer.contains(TrustedIssuer::tenantPart))
            return QUrl(keys.startsWith("https:"_L1) ? QString(keys) : QString());
        return oauth::metadataAddressOf(issuer, oauth::PlainHttp::OnLoopback).value_or(QUrl());
    }
    const auto checked = oauth::checkedJwksAddress(issuer, oauth::PlainHttp::OnLoopback);
    if (!checked || checked->hasQuery())
        return {};
    QUrl address = *checked;
    QString path = address.path();
    if (path.endsWith(u'/'))
        path.chop(1);
    address.setPath(path + (keys.startsWith(u'/') ? QString(keys) : u"/.well-known/jwks.json"_s));
    return address;
}

} // namespace gatehouse::trust
