#include "models/inspector/TokenShape.h"
#include "models/inspector/rules/Rules.h"
#include "models/inspector/rules/TextInClaims.h"

namespace gatehouse::inspector::rules {

namespace {

using namespace Qt::StringLiterals;

/// The first four characters and how long it is: enough to recognise one's own secret, of no use to others.
QString masked(const QString &text)
{
    return text.size() < 12 ? u"…"_s : u"%1… (%2)"_s.arg(text.left(4)).arg(text.size());
}

/// Whether `name` is this one, or ends with it behind a slash or an underscore: "https://example.com/api_key".
bool isLastPart(QStringView name, QLatin1StringView part)
{
    if (!name.endsWith(part))
        return false;
    if (name.size() == part.size())
        return true;
    const QChar before = name[name.size() - part.size() - 1];
    return before == u'/' || before == u'_';
}

std::optional<SecretKind> secretKind(const QString &name, const QString &text)
{
    if (text.contains("-----BEGIN "_L1) && text.contains("PRIVATE KEY-----"_L1))
        return SecretKind::PrivateKey;
    static constexpr std::array starts{"AKIA"_L1,  "ghp_"_L1,  "gho_"_L1,     "ghs_"_L1,  "github_pat_"_L1, "glpat-"_L1,
                                       "xoxb-"_L1, "xoxp-"_L1, "sk_live_"_L1, "ya29."_L1, "AIza"_L1};
    for (const QLatin1StringView start : starts) {
        if (text.startsWith(start) && text.size() > 12)
            return SecretKind::Credential;
    }
    const QString folded = name.toLower();
    static constexpr std::array names{
        "password"_L1, "passwd"_L1,      "pwd"_L1,        "secret"_L1,        "client_secret"_L1,    "api_key"_L1,
        "apikey"_L1,   "private_key"_L1, "access_key"_L1, "refresh_token"_L1, "connection_string"_L1};
    for (const QLatin1StringView one : names) {
        if (isLastPart(folded, one))
            return SecretKind::Named;
    }
    return {};
}

void lookForSecrets(const RuleContext &context, FindingSink &findings)
{
    if (!context.token.claims)
        return;
    int noted = 0;
    forEachText(*context.token.claims, [&](const QString &name, const QString &text) {
        if (text.isEmpty() || noted > 20)
            return;
        if (const auto kind = secretKind(name, text)) {
            findings.report(kinds::secretInClaim, "member"_p = name, "what"_p = *kind, "masked"_p = masked(text));
            ++noted;
        } else if (looksLikeToken(text.toUtf8())) {
            findings.report(kinds::tokenInClaim, "member"_p = name);
            ++noted;
        }
    });
}

} // namespace

constinit const Rule secretsInClaims{lookForSecrets, kinds::secretInClaim, kinds::tokenInClaim};

} // namespace gatehouse::inspector::rules
