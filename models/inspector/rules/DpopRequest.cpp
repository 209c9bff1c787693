#include "models/inspector/TokenCleaner.h"
#include "models/inspector/rules/Rules.h"

#include <QCryptographicHash>
#include <QUrl>

#include <cmath>

namespace gatehouse::inspector::rules {

namespace {

using namespace Qt::StringLiterals;

/// The proof against the request and the access token it is said to come with.
class Comparison
{
public:
    Comparison(const RuleContext &context, const DpopRequest &request, FindingSink &findings)
        : m_context(context)
        , m_request(request)
        , m_findings(findings)
    {
    }

    void compare()
    {
        compareSignature();
        if (m_request.accessToken) {
            const QByteArray token = cleanText(*m_request.accessToken).token;
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
            m_findings.report(kinds::dpopFits);
    }

private:
    void refuse(const auto &kind, const auto &...arguments)
    {
        m_isBroken = true;
        m_findings.report(kind, arguments...);
    }

    void compareSignature()
    {
        const OwnSignature signature = dpopOwnSignature(m_context);
        if (signature != OwnSignature::Right)
            refuse(kinds::dpopProofSignature, "signature"_p = signature);
    }

    /// `ath`: the SHA-256 of the access token's very characters.
    void compareHash(const QByteArray &token)
    {
        const QString said = m_context.claimText(u"ath");
        const QByteArray is = jose::encodeBase64Url(QCryptographicHash::hash(token, QCryptographicHash::Sha256));
        if (said.isEmpty())
            refuse(kinds::dpopTokenHash, "fault"_p = BoundValue::Missing);
        else if (said != QLatin1StringView(is))
            refuse(kinds::dpopTokenHash, "fault"_p = BoundValue::Differs);
    }

    /// `cnf.jkt` of the access token: the RFC 7638 thumbprint of the proof's key. Nothing is said of who issued it.
    void compareBinding(const QByteArray &token)
    {
        const auto jws = jose::CompactJws::parse(token);
        const auto claims = jws ? jose::parseStrictJson(jws->payload) : std::unexpected(jose::JsonError());
        if (!claims || !claims->isObject()) {
            m_findings.report(kinds::dpopTokenOpaque);
            return;
        }
        const jose::JsonValue *cnf = claims->member(u"cnf");
        const jose::JsonValue *jkt = cnf && cnf->isObject() ? cnf->member(u"jkt") : nullptr;
        if (!jkt || !jkt->isString()) {
            refuse(kinds::dpopTokenBinding, "fault"_p = BoundValue::Missing);
            return;
        }
        const jose::JsonValue *jwk = m_context.parameter(u"jwk");
        const auto key = jwk ? jose::Jwk::parse(*jwk) : std::unexpected(jose::KeyError());
        if (!key || key->thumbprint().isEmpty() || key->thumbprint() != jkt->string)
            refuse(kinds::dpopTokenBinding, "fault"_p = BoundValue::Differs);
    }

    void compareText(const QString &member, const QString &said, const QString &wanted)
    {
        if (said != wanted)
            refuse(kinds::dpopRequestDiffers, "member"_p = member, "value"_p = said, "request"_p = wanted);
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
            refuse(kinds::dpopRequestDiffers, "member"_p = u"htu"_s, "value"_p = said,
                   "request"_p = *m_request.address);
    }

    void compareTime()
    {
        if (m_context.claim(u"iat") && !m_context.token.issuedAt)
            refuse(kinds::dpopProofTime, "fault"_p = TimeFault::None, "seconds"_p = 0);
        if (!m_context.policy.now || !m_context.token.issuedAt)
            return;
        const auto now = std::chrono::floor<std::chrono::seconds>(m_context.policy.now->time_since_epoch()).count();
        const qint64 age = now - *m_context.token.issuedAt;
        if (age > DpopRequest::longestAge + m_context.policy.leeway)
            refuse(kinds::dpopProofTime, "fault"_p = TimeFault::Old, "seconds"_p = age);
        else if (-age > m_context.policy.leeway + DpopRequest::clockSkew)
            refuse(kinds::dpopProofTime, "fault"_p = TimeFault::Future, "seconds"_p = -age);
    }

    const RuleContext &m_context;
    const DpopRequest &m_request;
    FindingSink &m_findings;
    bool m_isBroken = false;
};

/// What RFC 9449 section 4.3 asks of a proof beyond its form, when it is known what it came with.
void lookAtDpopRequest(const RuleContext &context, FindingSink &findings)
{
    if (!context.policy.dpop)
        return;
    if (context.type() != "dpop+jwt"_L1) {
        if (context.policy.dpop->isForProofsOnly)
            return;
        findings.report(kinds::dpopNotAProof);
        return;
    }
    Comparison(context, *context.policy.dpop, findings).compare();
}

} // namespace

constinit const Rule dpopRequest{lookAtDpopRequest,         kinds::dpopFits,        kinds::dpopProofSignature,
                                 kinds::dpopTokenHash,      kinds::dpopTokenOpaque, kinds::dpopTokenBinding,
                                 kinds::dpopRequestDiffers, kinds::dpopProofTime,   kinds::dpopNotAProof};

} // namespace gatehouse::inspector::rules
