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

constexpr auto x5cSection = "RFC 7515 section 4.1.6"_L1;

// "place" is the number of a certificate in its chain, from 1; "whose" is carried (in x5c) or given (as the key).
constexpr std::array certificateChainKinds{
    // count
    FindingKind{"embedded-certificate"_L1, Severity::Warning, Finding::Subject::Header, "RFC 8725 section 3.10"_L1},
    FindingKind{"certificate-malformed"_L1, Severity::Error, Finding::Subject::Header, x5cSection,
                Bearing::Warns}, // place, base64url|base64|der
    FindingKind{"certificate-chain-long"_L1, Severity::Warning, Finding::Subject::Header, x5cSection,
                Bearing::Warns},                                                             // count
    FindingKind{"certificate-key"_L1, Severity::Info, Finding::Subject::Header, x5cSection}, // thumbprint, own|foreign
    FindingKind{"certificate-key-type"_L1, Severity::Warning, Finding::Subject::Header, x5cSection,
                Bearing::Warns}, // algorithm
    FindingKind{"certificate-thumbprint-differs"_L1, Severity::Error, Finding::Subject::Header,
                "RFC 7515 section 4.1.7"_L1, Bearing::Breaks},
    // place, whose, subject, issuer, notBefore, notAfter
    FindingKind{"certificate-names"_L1, Severity::Info, Finding::Subject::Key, "RFC 5280 section 4.1"_L1},
    // place, whose, notAfter
    FindingKind{"certificate-expired"_L1, Severity::Warning, Finding::Subject::Key, "RFC 5280 section 4.1.2.5"_L1,
                Bearing::Warns},
    // place, whose, notBefore
    FindingKind{"certificate-not-yet"_L1, Severity::Warning, Finding::Subject::Key, "RFC 5280 section 4.1.2.5"_L1,
                Bearing::Warns},
    // place, whose, elsewhere|absent|signature
    FindingKind{"certificate-order"_L1, Severity::Error, Finding::Subject::Key, x5cSection, Bearing::Warns},
    // place, whose
    FindingKind{"certificate-duplicate"_L1, Severity::Warning, Finding::Subject::Key, x5cSection, Bearing::Warns},
    // place, whose
    FindingKind{"certificate-self-signed"_L1, Severity::Info, Finding::Subject::Key, "RFC 5280 section 3.2"_L1},
    // whose
    FindingKind{"certificate-root"_L1, Severity::Info, Finding::Subject::Key, "RFC 5280 section 6.1"_L1},
    // whose, trustPathName
    FindingKind{"certificate-no-root"_L1, Severity::Warning, Finding::Subject::Key, "RFC 5280 section 6.1"_L1,
                Bearing::Warns},
};

void compareThumbprints(const RuleContext &context, const QByteArray &certificate, QList<Finding> &findings)
{
    const auto compare = [&](QStringView name, QCryptographicHash::Algorithm hash) {
        const QString said = context.parameterText(name);
        if (said.isEmpty())
            return;
        const QByteArray is = jose::encodeBase64Url(QCryptographicHash::hash(certificate, hash));
        if (said != QLatin1StringView(is))
            findings.append(makeFinding("certificate-thumbprint-differs"_L1, name.toString()));
    };
    compare(u"x5t", QCryptographicHash::Sha1);
    compare(u"x5t#S256", QCryptographicHash::Sha256);
}

void judgeKey(const RuleContext &context, const QByteArray &certificate, QList<Finding> &findings)
{
    const auto key = context.codec.publicKeyFromAnyDer(certificate);
    if (!key)
        return;
    const QString thumbprint = key->thumbprint();
    findings.append(makeFinding("certificate-key"_L1, u"x5c"_s,
                                {thumbprint, context.keys.isTrusted(thumbprint) ? u"own"_s : u"foreign"_s}));
    const auto algorithm = jose::parseAlgorithm(context.token.algorithm);
    if (algorithm && jose::keyTypeOf(*algorithm) != key->type)
        findings.append(makeFinding("certificate-key-type"_L1, u"x5c"_s, {context.token.algorithm}));
}

QString faultName(CarriedCertificates::Fault fault)
{
    using Fault = CarriedCertificates::Fault;
    return fault == Fault::Base64Url ? u"base64url"_s : fault == Fault::Base64 ? u"base64"_s : u"der"_s;
}

QString linkName(Link link)
{
    return link == Link::Elsewhere ? u"elsewhere"_s : link == Link::Absent ? u"absent"_s : u"signature"_s;
}

QString dateOf(qint64 seconds)
{
    return QDateTime::fromSecsSinceEpoch(seconds, QTimeZone(QTimeZone::UTC)).toString(Qt::ISODate);
}

/// One chain: what its certificates say, when they are good, and how they hang together.
class ChainLook
{
public:
    ChainLook(const RuleContext &context, QString member, QString whose, QList<Finding> &findings)
        : m_context(context)
        , m_member(std::move(member))
        , m_whose(std::move(whose))
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
                    m_findings.append(
                        makeFinding("certificate-malformed"_L1, m_member, {QString::number(i + 1), u"der"_s}));
                continue;
            }
            judgeOne(i, *chain.certificates[i]);
            if (certificates.first(i).contains(certificates[i]))
                add("certificate-duplicate"_L1, i);
        }
        for (qsizetype i = 0; i < chain.links.size(); ++i) {
            const bool areBoth = chain.certificates[i] && chain.certificates[i + 1];
            if (areBoth && chain.links[i] != Link::Right)
                add("certificate-order"_L1, i, {linkName(chain.links[i])});
        }
        if (!chain.certificates.isEmpty() && chain.certificates[0] && chain.certificates[0]->isSelfSigned)
            add("certificate-self-signed"_L1, 0);
    }

    void tellPath(std::optional<jose::TrustPath> path) const
    {
        if (!path)
            return;
        if (*path == jose::TrustPath::Trusted)
            m_findings.append(makeFinding("certificate-root"_L1, m_member, {m_whose}));
        else
            m_findings.append(makeFinding("certificate-no-root"_L1, m_member, {m_whose, jose::trustPathName(*path)}));
    }

private:
    void judgeOne(qsizetype place, const jose::CertificateFacts &facts) const
    {
        const QString notBefore = dateOf(facts.notBefore);
        const QString notAfter = dateOf(facts.notAfter);
        add("certificate-names"_L1, place, {facts.subject, facts.issuer, notBefore, notAfter});
        if (!m_context.policy.now)
            return;
        const auto now = std::chrono::floor<std::chrono::seconds>(m_context.policy.now->time_since_epoch()).count();
        if (facts.notAfter < now)
            add("certificate-expired"_L1, place, {notAfter});
        if (facts.notBefore > now)
            add("certificate-not-yet"_L1, place, {notBefore});
    }

    void add(QLatin1StringView id, qsizetype place, const QStringList &more = {}) const
    {
        m_findings.append(makeFinding(id, m_member, QStringList{QString::number(place + 1), m_whose} + more));
    }

    const RuleContext &m_context;
    QString m_member;
    QString m_whose;
    QList<Finding> &m_findings;
};

/// `x5c`: shown entry by entry, never trusted. The first certificate holds the key.
void lookAtCarried(const RuleContext &context, const CarriedCertificates &carried, QList<Finding> &findings)
{
    const QString count = QString::number(carried.count);
    findings.append(makeFinding("embedded-certificate"_L1, u"x5c"_s, {count}));
    if (carried.count > jose::mostCertificates)
        findings.append(makeFinding("certificate-chain-long"_L1, u"x5c"_s, {count}));
    for (qsizetype i = 0; i < carried.faults.size(); ++i) {
        if (carried.faults[i] != CarriedCertificates::Fault::None)
            findings.append(makeFinding("certificate-malformed"_L1, u"x5c"_s,
                                        {QString::number(i + 1), faultName(carried.faults[i])}));
    }
    if (!carried.certificates.isEmpty() && !carried.certificates.first().isEmpty()) {
        judgeKey(context, carried.certificates.first(), findings);
        compareThumbprints(context, carried.certificates.first(), findings);
    }
    const ChainLook chain(context, u"x5c"_s, u"carried"_s, findings);
    chain.look(carried.certificates);
    chain.tellPath(context.token.carriedPath);
}

void lookForCertificates(const RuleContext &context, QList<Finding> &findings)
{
    if (const auto carried = carriedCertificates(context.header()))
        lookAtCarried(context, *carried, findings);
    const auto *pasted = std::get_if<PastedKey>(&context.policy.keys);
    if (!pasted || pasted->certificates.isEmpty())
        return;
    const ChainLook chain(context, u"key"_s, u"given"_s, findings);
    chain.look(pasted->certificates);
    chain.tellPath(context.token.keyPath);
}

} // namespace

constinit const Rule certificateChain{certificateChainKinds, lookForCertificates};

} // namespace gatehouse::inspector::rules
