#include "models/inspector/TokenCleaner.h"
#include "models/inspector/rules/Rules.h"

#include <QCryptographicHash>
#include <QUrl>

#include <cmath>

namespace gatehouse::inspector::rules {

namespace {

using namespace Qt::StringLiterals;

constexpr auto checks = "RFC 9449 section 4.3"_L1;

constexpr std::array dpopRequestKinds{
    FindingKind{"dpop-fits"_L1, Severity::Info, Finding::Subject::Token, checks},
    FindingKind{"dpop-not-a-proof"_L1, Severity::Error, Finding::Subject::Header, checks, Bearing::Breaks},
    // wrong|no-key
    FindingKind{"dpop-proof-signature"_L1, Severity::Error, Finding::Subject::Signature, checks, Bearing::Breaks},
    // missing|differs
    FindingKind{"dpop-token-hash"_L1, Severity::Error, Finding::Subject::Claim, checks, Bearing::Breaks},
    // missing|differs
    FindingKind{"dpop-token-binding"_L1, Severity::Error, Finding::Subject::Key, "RFC 9449 section 6.1"_L1,
                Bearing::Breaks},
    FindingKind{"dpop-token-opaque"_L1, Severity::Info, Finding::Subject::Token, "RFC 9449 section 6.2"_L1},
    // of the proof, of the request
    FindingKind{"dpop-request-differs"_L1, Severity::Error, Finding::Subject::Claim, checks, Bearing::Breaks},
    // old|future|none, seconds
    FindingKind{"dpop-proof-time"_L1, Severity::Error, Finding::Subject::Claim, "RFC 9449 section 11.1"_L1,
                Bearing::Breaks},
};

/// The proof against the request and the access token it is said to come with.
class Comparison
{
public:
    Comparison(const RuleContext &context, const DpopRequest &request, QList<Finding> &findings)
        : m_context(context)
        , m_request(request)
        , m_findings(findings)
    {
    }

    void compare()
    {
        compareSignature();
        if (m_request.accessToken) {
            const QByteArray token = cleanText(*m_request.accessToken, m_context.policy.textOrigin).token;
            compareHash(token);
            compareBinding(token);
        }
        if (m_request.method)
            compareText(u"htm"_s, m_context.claimText(u"htm"), *m_request.method);
        if (m_request.address)
            compareAddress();
        compareTime();
        // What a proof lacks is said by the rule for proofs.
        const auto isThere = [this](QStringView name) { return m_context.claim(name) != nullptr; };
        const std::array needed{QStringView(u"jti"), QStringView(u"htm"), QStringView(u"htu"), QStringView(u"iat")};
        if (!m_isBroken && std::ranges::all_of(needed, isThere))
            m_findings.append(makeFinding("dpop-fits"_L1));
    }

private:
    void refuse(QLatin1StringView id, const QString &member, const QStringList &parameters)
    {
        m_isBroken = true;
        m_findings.append(makeFinding(id, member, parameters));
    }

    void compareSignature()
    {
        const QString signature = dpopOwnSignature(m_context);
        if (signature != "right"_L1)
            refuse("dpop-proof-signature"_L1, u"jwk"_s, {signature});
    }

    /// `ath`: the SHA-256 of the access token's very characters.
    void compareHash(const QByteArray &token)
    {
        const QString said = m_context.claimText(u"ath");
        const QByteArray is = jose::encodeBase64Url(QCryptographicHash::hash(token, QCryptographicHash::Sha256));
        if (said.isEmpty())
            refuse("dpop-token-hash"_L1, u"ath"_s, {u"missing"_s});
        else if (said != QLatin1StringView(is))
            refuse("dpop-token-hash"_L1, u"ath"_s, {u"differs"_s});
    }

    /// `cnf.jkt` of the access token: the RFC 7638 thumbprint of the proof's key. Nothing is said of who issued it.
    void compareBinding(const QByteArray &token)
    {
        const auto jws = jose::CompactJws::parse(token);
        const auto claims = jws ? jose::parseStrictJson(jws->payload) : std::unexpected(jose::JsonError());
        if (!claims || !claims->isObject()) {
            m_findings.append(makeFinding("dpop-token-opaque"_L1));
            return;
        }
        const jose::JsonValue *cnf = claims->member(u"cnf");
        const jose::JsonValue *jkt = cnf && cnf->isObject() ? cnf->member(u"jkt") : nullptr;
        if (!jkt || !jkt->isString()) {
            refuse("dpop-token-binding"_L1, u"cnf"_s, {u"missing"_s});
            return;
        }
        const jose::JsonValue *jwk = m_context.parameter(u"jwk");
        const auto key = jwk ? jose::Jwk::parse(*jwk) : std::unexpected(jose::KeyError());
        if (!key || key->thumbprint().isEmpty() || key->thumbprint() != jkt->string)
            refuse("dpop-token-binding"_L1, u"cnf"_s, {u"differs"_s});
    }

    void compareText(const QString &member, const QString &said, const QString &wanted)
    {
        if (said != wanted)
            refuse("dpop-request-differs"_L1, member, {said, wanted});
    }

    /// `htu` is the address without query and fragment; both sides are normalised (RFC 3986 sections 6.2.2 and 6.2.3).
    void compareAddress()
    {
        const auto normal = [](const QString &text, QUrl::FormattingOptions without) {
            QUrl url(text, QUrl::StrictMode);
            if (!url.isValid() || url.host().isEmpty())
                return QString();
            if ((url.scheme() == "https"_L1 && url.port() == 443) || (url.scheme() == "http"_L1 && url.port() == 80))
                url.setPort(-1);
            if (url.path().isEmpty())
                url.setPath(u"/"_s);
            return url.adjusted(QUrl::NormalizePathSegments | without).toString(QUrl::FullyEncoded);
        };
        const QString said = m_context.claimText(u"htu");
        const QString wanted = normal(*m_request.address, QUrl::RemoveQuery | QUrl::RemoveFragment);
        const QString is = normal(said, QUrl::None);
        if (is.isEmpty() || is != wanted)
            refuse("dpop-request-differs"_L1, u"htu"_s, {said, *m_request.address});
    }

    void compareTime()
    {
        if (m_context.claim(u"iat") && !m_context.token.issuedAt)
            refuse("dpop-proof-time"_L1, u"iat"_s, {u"none"_s});
        if (!m_context.policy.now || !m_context.token.issuedAt)
            return;
        const auto now = std::chrono::floor<std::chrono::seconds>(m_context.policy.now->time_since_epoch()).count();
        const qint64 age = now - *m_context.token.issuedAt;
        if (age > DpopRequest::longestAge + m_context.policy.leeway)
            refuse("dpop-proof-time"_L1, u"iat"_s, {u"old"_s, QString::number(age)});
        else if (-age > m_context.policy.leeway + DpopRequest::clockSkew)
            refuse("dpop-proof-time"_L1, u"iat"_s, {u"future"_s, QString::number(-age)});
    }

    const RuleContext &m_context;
    const DpopRequest &m_request;
    QList<Finding> &m_findings;
    bool m_isBroken = false;
};

/// What RFC 9449 section 4.3 asks of a proof beyond its form, when it is known what it came with.
void lookAtDpopRequest(const RuleContext &context, QList<Finding> &findings)
{
    if (!context.policy.dpop)
        return;
    if (context.type() != "dpop+jwt"_L1) {
        findings.append(makeFinding("dpop-not-a-proof"_L1, u"typ"_s));
        return;
    }
    Comparison(context, *context.policy.dpop, findings).compare();
}

} // namespace

constinit const Rule dpopRequest{dpopRequestKinds, lookAtDpopRequest};

} // namespace gatehouse::inspector::rules
