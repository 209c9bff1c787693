#include "models/jose/openssl/OpensslCertificates.h"

#include "models/jose/openssl/Handles.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QTimeZone>

#include <algorithm>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>
#include <vector>

namespace gatehouse::jose::openssl {

namespace {

using Certificate = std::unique_ptr<X509, Freed<X509_free>>;
using Store = std::unique_ptr<X509_STORE, Freed<X509_STORE_free>>;
using StoreContext = std::unique_ptr<X509_STORE_CTX, Freed<X509_STORE_CTX_free>>;
using Memory = std::unique_ptr<BIO, Freed<BIO_free_all>>;

constexpr qsizetype mostRoots = 1000;
constexpr qsizetype longestName = 200;
constexpr qsizetype mostKnown = 64;
/// 112 bits, as Debian demands it of TLS: RSA from 2048 bits, no SHA-1.
constexpr int securityLevel = 2;

Certificate certificateOf(QByteArrayView der)
{
    if (der.size() > largestCertificate || !certificateParts(der))
        return {};
    const unsigned char *at = bytesOf(der);
    Certificate certificate(d2i_X509(nullptr, &at, static_cast<long>(der.size())));
    return at == bytesOf(der) + der.size() ? std::move(certificate) : Certificate();
}

QString nameOf(const X509_NAME *name)
{
    const Memory memory(BIO_new(BIO_s_mem()));
    // UTF-8, with what RFC 4514 escapes escaped.
    if (!memory || X509_NAME_print_ex(memory.get(), name, 0, XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB) < 0)
        return {};
    char *text = nullptr;
    const long size = BIO_get_mem_data(memory.get(), &text);
    return size > 0 ? QString::fromUtf8(text, size).left(longestName) : QString();
}

std::optional<qint64> secondsOf(const ASN1_TIME *time)
{
    std::tm parts{};
    if (!time || ASN1_TIME_to_tm(time, &parts) != 1)
        return std::nullopt;
    const QDateTime moment(QDate(parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday),
                           QTime(parts.tm_hour, parts.tm_min, parts.tm_sec), QTimeZone::utc());
    return moment.isValid() ? std::optional(moment.toSecsSinceEpoch()) : std::nullopt;
}

std::optional<CertificateFacts> factsOf(const Certificate &certificate, bool mayVerify)
{
    const auto notBefore = certificate ? secondsOf(X509_get0_notBefore(certificate.get())) : std::nullopt;
    const auto notAfter = certificate ? secondsOf(X509_get0_notAfter(certificate.get())) : std::nullopt;
    if (!notBefore || !notAfter)
        return std::nullopt;
    return CertificateFacts{.subject = nameOf(X509_get_subject_name(certificate.get())),
                            .issuer = nameOf(X509_get_issuer_name(certificate.get())),
                            .notBefore = *notBefore,
                            .notAfter = *notAfter,
                            .isSelfSigned = mayVerify && X509_self_signed(certificate.get(), 1) == 1};
}

bool isIssuedBy(const Certificate &certificate, const Certificate &issuer)
{
    return X509_NAME_cmp(X509_get_issuer_name(certificate.get()), X509_get_subject_name(issuer.get())) == 0;
}

TrustPath pathOf(int error)
{
    switch (error) {
    case X509_V_OK:
        return TrustPath::Trusted;
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
    case X509_V_ERR_CERT_UNTRUSTED:
        return TrustPath::NoRoot;
    case X509_V_ERR_CERT_HAS_EXPIRED:
        return TrustPath::Expired;
    case X509_V_ERR_CERT_NOT_YET_VALID:
        return TrustPath::NotYet;
    case X509_V_ERR_CERT_SIGNATURE_FAILURE:
        return TrustPath::SignatureWrong;
    case X509_V_ERR_INVALID_CA:
    case X509_V_ERR_INVALID_NON_CA:
    case X509_V_ERR_PATH_LENGTH_EXCEEDED:
    case X509_V_ERR_KEYUSAGE_NO_CERTSIGN:
        return TrustPath::NotAnAuthority;
    case X509_V_ERR_EE_KEY_TOO_SMALL:
    case X509_V_ERR_CA_KEY_TOO_SMALL:
    case X509_V_ERR_CA_MD_TOO_WEAK:
        return TrustPath::Weak;
    default:
        return TrustPath::Refused;
    }
}

/// A certificate is valid through the second of notAfter (RFC 5280 section 4.1.2.5); for OpenSSL it has expired then.
int throughLastSecond(int isRight, X509_STORE_CTX *context)
{
    if (isRight == 1 || X509_STORE_CTX_get_error(context) != X509_V_ERR_CERT_HAS_EXPIRED)
        return isRight;
    const X509 *certificate = X509_STORE_CTX_get_current_cert(context);
    const auto notAfter = certificate ? secondsOf(X509_get0_notAfter(certificate)) : std::nullopt;
    if (!notAfter || *notAfter != X509_VERIFY_PARAM_get_time(X509_STORE_CTX_get0_param(context)))
        return isRight;
    X509_STORE_CTX_set_error(context, X509_V_OK);
    return 1;
}

ProfileDeviation::Kind deviationOf(int error)
{
    using enum ProfileDeviation::Kind;
    switch (error) {
    case X509_V_ERR_MISSING_AUTHORITY_KEY_IDENTIFIER:
    case X509_V_ERR_AUTHORITY_KEY_IDENTIFIER_CRITICAL:
        return AuthorityKeyId;
    case X509_V_ERR_MISSING_SUBJECT_KEY_IDENTIFIER:
    case X509_V_ERR_SUBJECT_KEY_IDENTIFIER_CRITICAL:
        return SubjectKeyId;
    case X509_V_ERR_CA_CERT_MISSING_KEY_USAGE:
    case X509_V_ERR_KU_KEY_CERT_SIGN_INVALID_FOR_NON_CA:
        return KeyUsage;
    case X509_V_ERR_SUBJECT_NAME_EMPTY:
        return Subject;
    case X509_V_ERR_ISSUER_NAME_EMPTY:
        return Issuer;
    case X509_V_ERR_EMPTY_SUBJECT_SAN_NOT_CRITICAL:
    case X509_V_ERR_EMPTY_SUBJECT_ALT_NAME:
        return AlternativeName;
    case X509_V_ERR_CA_BCONS_NOT_CRITICAL:
    case X509_V_ERR_PATHLEN_INVALID_FOR_NON_CA:
    case X509_V_ERR_PATHLEN_WITHOUT_KU_KEY_CERT_SIGN:
        return BasicConstraints;
    case X509_V_ERR_SIGNATURE_ALGORITHM_INCONSISTENCY:
        return SignatureAlgorithm;
    case X509_V_ERR_EXTENSIONS_REQUIRE_VERSION_3:
        return Version;
    default:
        return Other;
    }
}

class OpensslRoots final : public TrustedRoots
{
public:
    OpensslRoots(const KeyCodec &codec, Store store, qsizetype count)
        : m_codec(codec)
        , m_store(std::move(store))
        , m_count(count)
    {
    }

    qsizetype count() const override { return m_count; }
    TrustPath judge(const QList<QByteArray> &chain, std::optional<qint64> now) const override
    {
        return pathFor(chain, now, 0, nullptr);
    }
    std::optional<ProfileDeviation> deviation(const QList<QByteArray> &chain, std::optional<qint64> now) const override;

private:
    /// Also the error and the place of what failed, when asked for.
    TrustPath pathFor(const QList<QByteArray> &chain, std::optional<qint64> now, unsigned long flags,
                      std::optional<std::pair<int, int>> *failed) const;

    const KeyCodec &m_codec;
    Store m_store;
    qsizetype m_count;
};

std::optional<ProfileDeviation> OpensslRoots::deviation(const QList<QByteArray> &chain, std::optional<qint64> now) const
{
    const QuietErrors quiet;
    std::optional<std::pair<int, int>> failed;
    if (pathFor(chain, now, X509_V_FLAG_X509_STRICT, &failed) != TrustPath::Trusted && failed)
        return ProfileDeviation{.kind = deviationOf(failed->first), .place = failed->second + 1};
    // OpenSSL looks at the usage of a leaf for a purpose only, and signing tokens is none of its purposes.
    const Certificate leaf = chain.isEmpty() ? Certificate() : certificateOf(chain.first());
    constexpr std::uint32_t signing = KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION;
    if (leaf && (X509_get_key_usage(leaf.get()) & signing) == 0)
        return ProfileDeviation{.kind = ProfileDeviation::Kind::LeafKeyUsage, .place = 1};
    return std::nullopt;
}

TrustPath OpensslRoots::pathFor(const QList<QByteArray> &chain, std::optional<qint64> now, unsigned long flags,
                                std::optional<std::pair<int, int>> *failed) const
{
    const QuietErrors quiet;
    if (chain.isEmpty() || chain.size() > mostCertificates)
        return TrustPath::Refused;
    std::vector<Certificate> certificates;
    // The stack borrows: the certificates are the vector's.
    const std::unique_ptr<STACK_OF(X509), decltype([](STACK_OF(X509) * stack) { sk_X509_free(stack); })> others(
        sk_X509_new_null());
    for (const QByteArray &der : chain) {
        certificates.push_back(certificateOf(der));
        if (!certificates.back())
            return TrustPath::Refused;
        const auto key = m_codec.publicKeyFromAnyDer(der);
        if (!key)
            return key.error().kind == KeyError::Kind::WeakRsa ? TrustPath::Weak : TrustPath::Refused;
        if (certificates.size() > 1)
            sk_X509_push(others.get(), certificates.back().get());
    }
    const StoreContext context(X509_STORE_CTX_new());
    if (!context || X509_STORE_CTX_init(context.get(), m_store.get(), certificates.front().get(), others.get()) != 1)
        return TrustPath::Refused;
    X509_VERIFY_PARAM *parameters = X509_STORE_CTX_get0_param(context.get());
    X509_VERIFY_PARAM_set_depth(parameters, static_cast<int>(mostCertificates));
    X509_VERIFY_PARAM_set_auth_level(parameters, securityLevel);
    X509_VERIFY_PARAM_set_flags(parameters,
                                flags | X509_V_FLAG_PARTIAL_CHAIN | (now ? 0UL : X509_V_FLAG_NO_CHECK_TIME));
    if (now)
        X509_VERIFY_PARAM_set_time(parameters, static_cast<time_t>(*now));
    X509_STORE_CTX_set_verify_cb(context.get(), throughLastSecond);
    if (X509_verify_cert(context.get()) == 1)
        return TrustPath::Trusted;
    const int error = X509_STORE_CTX_get_error(context.get());
    if (failed)
        *failed = {error, X509_STORE_CTX_get_error_depth(context.get())};
    return error == X509_V_OK ? TrustPath::Refused : pathOf(error);
}

} // namespace

CertificateChain OpensslCertificates::read(const QList<QByteArray> &chain) const
{
    const QList<QByteArray> looked = chain.first(std::min(chain.size(), mostCertificates));
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QByteArray &der : looked) {
        // The length in front keeps one chain's bytes from being another's.
        hash.addData(QByteArray::number(der.size()) + ':');
        hash.addData(der);
    }
    const QByteArray name = hash.result();
    {
        const std::lock_guard lock(m_mutex);
        if (const auto known = m_known.constFind(name); known != m_known.cend())
            return *known;
    }
    CertificateChain read = readAfresh(looked);
    const std::lock_guard lock(m_mutex);
    if (m_known.size() >= mostKnown)
        m_known.clear();
    m_known.insert(name, read);
    return read;
}

CertificateChain OpensslCertificates::readAfresh(const QList<QByteArray> &chain) const
{
    const QuietErrors quiet;
    std::vector<Certificate> certificates;
    std::vector<bool> mayVerify;
    CertificateChain out;
    for (const QByteArray &der : chain) {
        certificates.push_back(certificateOf(der));
        mayVerify.push_back(certificates.back() && m_codec.publicKeyFromAnyDer(der));
        out.certificates.append(factsOf(certificates.back(), mayVerify.back()));
    }
    using Link = CertificateChain::Link;
    for (std::size_t i = 0; i + 1 < certificates.size(); ++i) {
        const Certificate &one = certificates[i];
        const Certificate &next = certificates[i + 1];
        Link link = Link::Absent;
        if (one && next && isIssuedBy(one, next)) {
            EVP_PKEY *key = X509_get0_pubkey(next.get());
            link = mayVerify[i + 1] && key && X509_verify(one.get(), key) == 1 ? Link::Right : Link::SignatureWrong;
        } else if (one && std::ranges::any_of(certificates, [&one](const Certificate &other) {
                       return other && other != one && isIssuedBy(one, other);
                   })) {
            link = Link::Elsewhere;
        }
        out.links.append(link);
    }
    return out;
}

std::expected<std::shared_ptr<const TrustedRoots>, KeyError> OpensslCertificates::roots(QByteArrayView pem) const
{
    const QuietErrors quiet;
    Store store(X509_STORE_new());
    qsizetype count = 0;
    const QList<QByteArray> given = certificatesIn(pem, mostRoots);
    for (const QByteArray &der : given) {
        const Certificate certificate = certificateOf(der);
        if (!certificate || !store || X509_STORE_add_cert(store.get(), certificate.get()) != 1)
            return std::unexpected(KeyError{.kind = KeyError::Kind::NotAKey, .member = {}});
        ++count;
    }
    if (count == 0)
        return std::unexpected(KeyError{.kind = KeyError::Kind::NotAKey, .member = {}});
    return std::make_shared<OpensslRoots>(m_codec, std::move(store), count);
}

} // namespace gatehouse::jose::openssl
