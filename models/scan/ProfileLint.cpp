#include "models/scan/ProfileLint.h"

namespace gatehouse::scan {

namespace {

using namespace Qt::StringLiterals;
using inspector::TokenInspection;
using jose::JsonValue;

class Lint
{
public:
    explicit Lint(const TokenInspection &inspection)
        : m_inspection(inspection)
    {
    }

    QList<ProfileRule> rules;

    void rule(const QString &id, const QString &member, const QString &section, bool isKept)
    {
        rules.append({id, member, section, isKept && m_inspection.jws && m_inspection.claims});
    }
    const JsonValue *header(QStringView name) const
    {
        return m_inspection.jws ? m_inspection.jws->header.member(name) : nullptr;
    }
    const JsonValue *claim(QStringView name) const
    {
        return m_inspection.claims ? m_inspection.claims->member(name) : nullptr;
    }
    bool hasText(QStringView name) const
    {
        const JsonValue *value = claim(name);
        return value && value->isString() && !value->string.isEmpty();
    }
    bool hasNumber(QStringView name) const
    {
        const JsonValue *value = claim(name);
        return value && value->isNumber();
    }
    bool isType(const QStringList &types) const
    {
        const JsonValue *typ = header(u"typ");
        QString type = typ && typ->isString() ? typ->string.toLower() : QString();
        if (type.startsWith("application/"_L1))
            type = type.sliced(12);
        return types.contains(type);
    }
    bool isSigned() const { return !m_inspection.algorithm.isEmpty() && !jose::isNone(m_inspection.algorithm); }
    bool isNoIdToken() const { return !claim(u"nonce") && !claim(u"at_hash") && !claim(u"c_hash"); }
    bool isScopeText() const { return !claim(u"scope") || claim(u"scope")->isString(); }

private:
    const TokenInspection &m_inspection;
};

QList<ProfileRule> lintRfc9068(const TokenInspection &inspection)
{
    Lint lint(inspection);
    const QString header = u"RFC 9068 section 2.1"_s;
    const QString claims = u"RFC 9068 section 2.2"_s;
    lint.rule(u"type"_s, u"typ"_s, header, lint.isType({u"at+jwt"_s}));
    lint.rule(u"signed"_s, u"alg"_s, header, lint.isSigned());
    for (const QString &name : {u"iss"_s, u"sub"_s, u"client_id"_s, u"jti"_s})
        lint.rule(u"claim-"_s + name, name, claims, lint.hasText(name));
    lint.rule(u"claim-aud"_s, u"aud"_s, claims, !inspection.audience.isEmpty());
    for (const QString &name : {u"exp"_s, u"iat"_s})
        lint.rule(u"claim-"_s + name, name, claims, lint.hasNumber(name));
    lint.rule(u"scope-text"_s, u"scope"_s, u"RFC 9068 section 2.2.3"_s, lint.isScopeText());
    lint.rule(u"no-id-token"_s, u"nonce"_s, u"RFC 9068 section 5"_s, lint.isNoIdToken());
    return lint.rules;
}

QList<ProfileRule> lintAuth0(const TokenInspection &inspection)
{
    Lint lint(inspection);
    const QString profile = u"Auth0 access token profile"_s;
    const bool isHmac = inspection.algorithm.startsWith("HS"_L1);
    const JsonValue *kid = lint.header(u"kid");
    const JsonValue *gty = lint.claim(u"gty");
    const JsonValue *permissions = lint.claim(u"permissions");
    lint.rule(u"type"_s, u"typ"_s, profile, lint.isType({u"jwt"_s}));
    lint.rule(u"algorithm"_s, u"alg"_s, profile,
              inspection.algorithm == "RS256"_L1 || inspection.algorithm == "HS256"_L1 ||
                  inspection.algorithm == "PS256"_L1);
    lint.rule(u"key-id"_s, u"kid"_s, profile, isHmac ? kid == nullptr : kid && kid->isString());
    lint.rule(u"issuer-slash"_s, u"iss"_s, profile, inspection.issuer.endsWith(u'/'));
    lint.rule(u"claim-sub"_s, u"sub"_s, profile, lint.hasText(u"sub"));
    lint.rule(u"claim-aud"_s, u"aud"_s, profile, !inspection.audience.isEmpty() && inspection.audience.size() <= 2);
    for (const QString &name : {u"iat"_s, u"exp"_s})
        lint.rule(u"claim-"_s + name, name, profile, lint.hasNumber(name));
    lint.rule(u"claim-azp"_s, u"azp"_s, profile, lint.hasText(u"azp"));
    // A token of a client itself names it twice, and says by what grant.
    const JsonValue *sub = lint.claim(u"sub");
    const JsonValue *azp = lint.claim(u"azp");
    const bool isOfClient = sub && sub->isString() && sub->string.endsWith("@clients"_L1);
    const bool isGrantTold = gty && gty->isString() && gty->string == "client-credentials"_L1;
    const bool isSameClient = azp && azp->isString() && sub && sub->string == azp->string + "@clients"_L1;
    lint.rule(u"client-credentials"_s, u"gty"_s, profile, isOfClient == isGrantTold && (!isOfClient || isSameClient));
    lint.rule(u"scope-text"_s, u"scope"_s, profile, lint.isScopeText());
    lint.rule(u"permissions"_s, u"permissions"_s, profile, !permissions || permissions->isArray());
    lint.rule(u"no-id-token"_s, u"nonce"_s, profile, lint.isNoIdToken());
    return lint.rules;
}

} // namespace

QList<ProfileRule> lintProfile(const TokenInspection &inspection, Profile profile)
{
    return profile == Profile::Rfc9068 ? lintRfc9068(inspection) : lintAuth0(inspection);
}

} // namespace gatehouse::scan
