#include "models/inspector/CertificateJudgement.h"
#include "models/inspector/KeyResolver.h"
#include "models/inspector/rules/Rules.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QTimeZone>

namespace gatehouse::inspector::rules {

namespace {

using namespace Qt::StringLiterals;
using Link = jose::CertificateChain::Link;

/// Whether thumbprints of a certificate, which is said to be this one, are its own; those that differ.
QStringList differingThumbprints(const QByteArray &certificate, const QString &x5t, const QString &x5tS256)
{
    QStringList differing;
    const auto compare = [&](const QString &name, const QString &said, QCryptographicHash::Algorithm hash) {
        const QByteArray is = jose::encodeBase64Url(QCryptographicHash::hash(certificate, hash));
        if (!said.isEmpty() && said != QLatin1StringView(is))
            differing.append(name);
    };
    compare(u"x5t"_s, x5t, QCryptographicHash::Sha1);
    compare(u"x5t#S256"_s, x5tS256, QCryptographicHash::Sha256);
    return differing;
}

void compareThumbprints(const RuleContext &context, const QByteArray &certificate, FindingSink &findings)
{
    const QStringList differing =
        differingThumbprints(certificate, context.parameterText(u"x5t"), context.parameterText(u"x5t#S256"));
    for (const QString &name : differing)
        findings.report(kinds::certificateThumbprintDiffers, "member"_p = name);
}

void judgeKey(const RuleContext &context, const QByteArray &certificate, FindingSink &findings)
{
    const auto key = context.codec.publicKeyFromAnyDer(certificate);
    if (!key)
        return;
    const QString thumbprint = key->thumbprint();
    findings.report(kinds::certificateKey, "thumbprint"_p = thumbprint,
                    "owner"_p = context.keys.isTrusted(thumbprint) ? KeyOwner::Own : KeyOwner::Foreign);
    const auto algorithm = jose::parseAlgorithm(context.token.algorithm);
    if (algorithm && jose::keyTypeOf(*algorithm) != key->type)
        findings.report(kinds::certificateKeyType, "algorithm"_p = context.token.algorithm);
}

CertificateFault faultOf(CarriedCertificates::Fault fault)
{
    using Fault = CarriedCertificates::Fault;
    return fault == Fault::Base64Url ? CertificateFault::Base64Url
           : fault == Fault::Base64  ? CertificateFault::Base64
                                     : CertificateFault::Der;
}

ChainGap gapOf(Link link)
{
    return link == Link::Elsewhere ? ChainGap::Elsewhere
           : link == Link::Absent  ? ChainGap::Absent
                                   : ChainGap::Signature;
}

std::optional<qint64> secondsOf(std::optional<base::Instant> now)
{
    if (!now)
        return std::nullopt;
    return std::chrono::floor<std::chrono::seconds>(now->time_since_epoch()).count();
}

QString dateOf(qint64 seconds)
{
    return QDateTime::fromSecsSinceEpoch(seconds, QTimeZone(QTimeZone::UTC)).toString(Qt::ISODate);
}

/// One chain: what its certificates say, when they are good, and how they hang together.
class ChainLook
{
public:
    ChainLook(const RuleContext &context, QString member, ChainOwner owner, FindingSink &findings)
        : m_context(context)
        , m_member(std::move(member))
        , m_owner(owner)
        , m_findings(findings)
    {
    }

    void look(const QList<QByteArray> &certificates) const
    {
        if (!m_context.certificates)
            return;
        const jose::CertificateChain chain = m_context.certificates->read(certificates);
        for (qsizetype i = 0; i < chain.certificates.size(); ++i) {
            if (!chain.certificates[i]) {
                // Carried ones that are no DER were said before; these are DER, and no certificate all the same.
                if (!certificates[i].isEmpty())
                    m_findings.report(kinds::certificateMalformed, "member"_p = m_member, "place"_p = i + 1,
                                      "fault"_p = CertificateFault::Der);
                continue;
            }
            judgeOne(i, *chain.certificates[i]);
            if (certificates.first(i).contains(certificates[i]))
                add(kinds::certificateDuplicate, i);
        }
        for (qsizetype i = 0; i < chain.links.size(); ++i) {
            const bool areBoth = chain.certificates[i] && chain.certificates[i + 1];
            if (areBoth && chain.links[i] != Link::Right)
                add(kinds::certificateOrder, i, "gap"_p = gapOf(chain.links[i]));
        }
        if (!chain.certificates.isEmpty() && chain.certificates[0] && chain.certificates[0]->isSelfSigned)
            add(kinds::certificateSelfSigned, 0);
    }

    void tellPath(std::optional<jose::TrustPath> path, const QList<QByteArray> &certificates) const
    {
        if (!path)
            return;
        if (*path != jose::TrustPath::Trusted) {
            m_findings.report(kinds::certificateNoRoot, "member"_p = m_member, "chain"_p = m_owner, "fault"_p = *path);
            return;
        }
        m_findings.report(kinds::certificateRoot, "member"_p = m_member, "chain"_p = m_owner);
        const auto deviation =
            m_findings.isWanted()
                ? m_context.policy.trustedRoots->deviation(certificates, secondsOf(m_context.policy.now))
                : std::nullopt;
        if (deviation)
            m_findings.report(kinds::certificateProfile, "member"_p = m_member, "chain"_p = m_owner,
                              "deviation"_p = deviation->kind, "place"_p = deviation->place);
    }

private:
    void judgeOne(qsizetype place, const jose::CertificateFacts &facts) const
    {
        const QString notBefore = dateOf(facts.notBefore);
        const QString notAfter = dateOf(facts.notAfter);
        add(kinds::certificateNames, place, "subject"_p = facts.subject, "issuer"_p = facts.issuer,
            "notBefore"_p = notBefore, "notAfter"_p = notAfter);
        if (!m_context.policy.now)
            return;
        const qint64 now = *secondsOf(m_context.policy.now);
        if (facts.notAfter < now)
            add(kinds::certificateExpired, place, "notAfter"_p = notAfter);
        if (facts.notBefore > now)
            add(kinds::certificateNotYet, place, "notBefore"_p = notBefore);
    }

    void add(const auto &kind, qsizetype place, const auto &...more) const
    {
        m_findings.report(kind, "member"_p = m_member, "place"_p = place + 1, "chain"_p = m_owner, more...);
    }

    const RuleContext &m_context;
    QString m_member;
    ChainOwner m_owner;
    FindingSink &m_findings;
};

/// `x5c`: shown entry by entry, never trusted. The first certificate holds the key.
void lookAtCarried(const RuleContext &context, const CarriedCertificates &carried, FindingSink &findings)
{
    findings.report(kinds::embeddedCertificate, "count"_p = carried.count);
    if (carried.count > jose::mostCertificates)
        findings.report(kinds::certificateChainLong, "count"_p = carried.count);
    for (qsizetype i = 0; i < carried.faults.size(); ++i) {
        if (carried.faults[i] != CarriedCertificates::Fault::None)
            findings.report(kinds::certificateMalformed, "member"_p = u"x5c"_s, "place"_p = i + 1,
                            "fault"_p = faultOf(carried.faults[i]));
    }
    if (!carried.certificates.isEmpty() && !carried.certificates.first().isEmpty()) {
        judgeKey(context, carried.certificates.first(), findings);
        compareThumbprints(context, carried.certificates.first(), findings);
    }
    const ChainLook chain(context, u"x5c"_s, ChainOwner::Carried, findings);
    chain.look(carried.certificates);
    chain.tellPath(context.token.carriedPath, carried.certificates);
}

/// RFC 7517 sections 4.7 to 4.9: the certificate in a JWK MUST hold its key, and the thumbprints be the certificate's.
void lookAtKeysOwn(const RuleContext &context, FindingSink &findings)
{
    const KeyUsed &key = context.token.key;
    if (key.certificates.x5c.isEmpty())
        return;
    const CarriedCertificates carried = readCertificates(key.certificates.x5c);
    for (qsizetype i = 0; i < carried.faults.size(); ++i) {
        if (carried.faults[i] != CarriedCertificates::Fault::None)
            findings.report(kinds::certificateMalformed, "member"_p = u"x5c"_s, "place"_p = i + 1,
                            "fault"_p = faultOf(carried.faults[i]));
    }
    const QByteArray &first = carried.certificates.first();
    if (first.isEmpty())
        return;
    const auto held = context.codec.publicKeyFromAnyDer(first);
    const QString thumbprint = held ? held->thumbprint() : QString();
    if (thumbprint != key.thumbprint)
        findings.report(kinds::keyCertificateDiffers, "thumbprint"_p = thumbprint);
    const QStringList differing = differingThumbprints(first, key.certificates.x5t.value_or(QString()),
                                                       key.certificates.x5tS256.value_or(QString()));
    for (const QString &name : differing)
        findings.report(kinds::keyCertificateThumbprintDiffers, "member"_p = name);
    ChainLook(context, u"x5c"_s, ChainOwner::Given, findings).look(carried.certificates);
}

void lookForCertificates(const RuleContext &context, FindingSink &findings)
{
    if (const auto carried = carriedCertificates(context.header()))
        lookAtCarried(context, *carried, findings);
    lookAtKeysOwn(context, findings);
    const auto *pasted = std::get_if<PastedKey>(&context.policy.keys);
    if (!pasted || pasted->certificates.isEmpty())
        return;
    const ChainLook chain(context, u"key"_s, ChainOwner::Given, findings);
    chain.look(pasted->certificates);
    chain.tellPath(context.token.keyPath, pasted->certificates);
}

} // namespace

constinit const Rule certificateChain{lookForCertificates,
                                      kinds::certificateProfile,
                                      kinds::keyCertificateDiffers,
                                      kinds::keyCertificateThumbprintDiffers,
                                      kinds::certificateThumbprintDiffers,
                                      kinds::certificateKey,
                                      kinds::certificateKeyType,
                                      kinds::certificateMalformed,
                                      kinds::certificateDuplicate,
                                      kinds::certificateOrder,
                                      kinds::certificateSelfSigned,
                                      kinds::certificateRoot,
                                      kinds::certificateNoRoot,
                                      kinds::certificateNames,
                                      kinds::certificateExpired,
                                      kinds::certificateNotYet,
                                      kinds::embeddedCertificate,
                                      kinds::certificateChainLong};

} // namespace gatehouse::inspector::rules
