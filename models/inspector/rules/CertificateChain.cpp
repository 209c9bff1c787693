#include "models/inspector/KeyResolver.h"
#include "models/inspector/rules/Rules.h"

#include <QCryptographicHash>

namespace gatehouse::inspector::rules {

namespace {

using namespace Qt::StringLiterals;

constexpr std::array certificateChainKinds{
    // count
    FindingKind{"embedded-certificate"_L1, Severity::Warning, Finding::Subject::Header, "RFC 8725 section 3.10"_L1},
    FindingKind{"certificate-malformed"_L1, Severity::Error, Finding::Subject::Header, "RFC 7515 section 4.1.6"_L1,
                Bearing::Warns}, // place, base64url|base64|der
    FindingKind{"certificate-chain-long"_L1, Severity::Warning, Finding::Subject::Header, "RFC 7515 section 4.1.6"_L1,
                Bearing::Warns}, // count
    FindingKind{"certificate-key"_L1, Severity::Info, Finding::Subject::Header,
                "RFC 7515 section 4.1.6"_L1}, // thumbprint, own|foreign
    FindingKind{"certificate-key-type"_L1, Severity::Warning, Finding::Subject::Header, "RFC 7515 section 4.1.6"_L1,
                Bearing::Warns}, // algorithm
    FindingKind{"certificate-thumbprint-differs"_L1, Severity::Error, Finding::Subject::Header,
                "RFC 7515 section 4.1.7"_L1, Bearing::Breaks},
};

constexpr qsizetype maxChain = 10;
constexpr qsizetype maxCertificate = qsizetype{64} * 1024;

/// Standard base64 with padding, as x5c has it (RFC 7515 section 4.1.6), of a DER sequence. Otherwise what is wrong.
QByteArray decodeCertificate(const QString &entry, QString &fault)
{
    const QByteArray text = entry.toLatin1();
    if (text.size() > maxCertificate) {
        fault = u"der"_s;
        return {};
    }
    const auto result = QByteArray::fromBase64Encoding(text, QByteArray::AbortOnBase64DecodingErrors);
    const QByteArray &decoded = result.decoded;
    if (!result || text != decoded.toBase64()) {
        fault = text.contains('-') || text.contains('_') ? u"base64url"_s : u"base64"_s;
        return {};
    }
    // A certificate is a SEQUENCE whose length is that of the rest.
    const bool isSequence = decoded.size() > 4 && decoded.at(0) == 0x30 && decoded.at(1) == char(0x82) &&
                            decoded.size() == 4 + (static_cast<unsigned char>(decoded.at(2)) << 8) +
                                                  static_cast<unsigned char>(decoded.at(3));
    if (!isSequence) {
        fault = u"der"_s;
        return {};
    }
    return decoded;
}

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
    const QByteArray pem = "-----BEGIN CERTIFICATE-----\n" + certificate.toBase64() + "\n-----END CERTIFICATE-----\n";
    const auto key = context.codec.publicKeyFromPem(pem);
    if (!key)
        return;
    const QString thumbprint = key->thumbprint();
    findings.append(makeFinding("certificate-key"_L1, u"x5c"_s,
                                {thumbprint, context.keys.isTrusted(thumbprint) ? u"own"_s : u"foreign"_s}));
    const auto algorithm = jose::parseAlgorithm(context.token.algorithm);
    if (algorithm && jose::keyTypeOf(*algorithm) != key->type)
        findings.append(makeFinding("certificate-key-type"_L1, u"x5c"_s, {context.token.algorithm}));
}

/// `x5c`: shown entry by entry, never trusted. The first certificate holds the key.
void lookForCertificates(const RuleContext &context, QList<Finding> &findings)
{
    const jose::JsonValue *chain = context.parameter(u"x5c");
    if (!chain || !chain->isArray())
        return;
    const qsizetype count = chain->elements.size();
    findings.append(makeFinding("embedded-certificate"_L1, u"x5c"_s, {QString::number(count)}));
    if (count > maxChain)
        findings.append(makeFinding("certificate-chain-long"_L1, u"x5c"_s, {QString::number(count)}));
    QByteArray first;
    for (qsizetype i = 0; i < qMin(count, maxChain); ++i) {
        QString fault;
        const QByteArray certificate = decodeCertificate(chain->elements[i].string, fault);
        if (!fault.isEmpty())
            findings.append(makeFinding("certificate-malformed"_L1, u"x5c"_s, {QString::number(i + 1), fault}));
        else if (i == 0)
            first = certificate;
    }
    if (first.isEmpty())
        return;
    judgeKey(context, first, findings);
    compareThumbprints(context, first, findings);
}

} // namespace

constinit const Rule certificateChain{certificateChainKinds, lookForCertificates};

} // namespace gatehouse::inspector::rules
