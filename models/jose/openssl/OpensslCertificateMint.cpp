#include "models/jose/openssl/OpensslCertificateMint.h"

#include "models/jose/openssl/PrivateKeyForms.h"

#include <QCryptographicHash>

#include <algorithm>
#include <array>
#include <openssl/x509v3.h>
#include <optional>
#include <span>

namespace gatehouse::jose::openssl {

namespace {

using namespace std::chrono_literals;
using Certificate = std::unique_ptr<X509, Freed<X509_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, Freed<X509_EXTENSION_free>>;

constexpr std::chrono::days authorityDays{3652};
/// What the CA/Browser Forum allows, and Apple demands: longer ones are refused.
constexpr std::chrono::days leafDays{397};
constexpr std::chrono::days renewalDays{30};
/// Clocks of containers and virtual machines are a little behind.
constexpr auto backdated = 1h;
/// RFC 5280 section 4.1.2.2: up to 20 octets, positive.
constexpr int serialBits = 126;

constexpr auto names = "DNS:localhost,IP:127.0.0.1,IP:::1";
constexpr auto constraints = "critical,permitted;DNS:localhost,permitted;IP:127.0.0.1/255.255.255.255,"
                             "permitted;IP:::1/FFFF:FFFF:FFFF:FFFF:FFFF:FFFF:FFFF:FFFF";

struct ExtensionText
{
    int nid;
    const char *value;
};

constexpr std::array authorityExtensions{
    ExtensionText{NID_basic_constraints, "critical,CA:TRUE,pathlen:0"},
    ExtensionText{NID_key_usage, "critical,keyCertSign,cRLSign"},
    ExtensionText{NID_name_constraints, constraints},
    ExtensionText{NID_subject_key_identifier, "hash"},
    ExtensionText{NID_authority_key_identifier, "keyid:always"},
};
constexpr std::array signingExtensions{
    ExtensionText{NID_basic_constraints, "critical,CA:FALSE"},
    ExtensionText{NID_key_usage, "critical,digitalSignature"},
    ExtensionText{NID_subject_key_identifier, "hash"},
};
constexpr std::array leafExtensions{
    ExtensionText{NID_basic_constraints, "critical,CA:FALSE"},
    ExtensionText{NID_key_usage, "critical,digitalSignature"},
    ExtensionText{NID_ext_key_usage, "serverAuth"},
    ExtensionText{NID_subject_alt_name, names},
    ExtensionText{NID_subject_key_identifier, "hash"},
    ExtensionText{NID_authority_key_identifier, "keyid:always"},
};

struct Lifetime
{
    base::Instant from;
    base::Instant until;
};

std::unexpected<base::Error> refused(const char *what)
{
    return base::failure(base::ErrorCode::Internal, base::ErrorStep::MintCertificate, {}, QString::fromLatin1(what));
}

KeyHandle makeKey()
{
    return KeyHandle(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", groupName(Curve::P256)));
}

bool setSerial(X509 *certificate)
{
    const Number number(BN_new());
    return number && BN_rand(number.get(), serialBits, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY) == 1 &&
           BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) != nullptr;
}

bool setLifetime(X509 *certificate, const Lifetime &lifetime)
{
    const auto seconds = [](base::Instant instant) { return static_cast<time_t>(base::unixSeconds(instant)); };
    return ASN1_TIME_set(X509_getm_notBefore(certificate), seconds(lifetime.from)) != nullptr &&
           ASN1_TIME_set(X509_getm_notAfter(certificate), seconds(lifetime.until)) != nullptr;
}

bool addName(X509_NAME *name, const char *field, const QByteArray &value)
{
    return X509_NAME_add_entry_by_txt(name, field, MBSTRING_UTF8, bytesOf(QByteArrayView(value)),
                                      static_cast<int>(value.size()), -1, 0) == 1;
}

bool addExtensions(X509 *certificate, X509 *issuer, std::span<const ExtensionText> extensions)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    return std::ranges::all_of(extensions, [&](const ExtensionText &text) {
        const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, text.nid, text.value));
        return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
    });
}

/// A certificate of version 3 for `key` without issuer and extensions.
Certificate blank(EVP_PKEY *key, const QByteArray &commonName, const Lifetime &lifetime)
{
    Certificate certificate(X509_new());
    const bool made = certificate && X509_set_version(certificate.get(), X509_VERSION_3) == 1 &&
                      setSerial(certificate.get()) && setLifetime(certificate.get(), lifetime) &&
                      X509_set_pubkey(certificate.get(), key) == 1 &&
                      addName(X509_get_subject_name(certificate.get()), "O", "Gatehouse") &&
                      addName(X509_get_subject_name(certificate.get()), "CN", commonName);
    return made ? std::move(certificate) : Certificate();
}

QByteArray derOf(X509 *certificate)
{
    unsigned char *bytes = nullptr;
    const int size = i2d_X509(certificate, &bytes);
    const QByteArray der = size > 0 ? QByteArray(reinterpret_cast<const char *>(bytes), size) : QByteArray();
    OPENSSL_free(bytes);
    return der;
}

Certificate certificateOf(const QByteArray &der)
{
    const unsigned char *at = bytesOf(QByteArrayView(der));
    return Certificate(d2i_X509(nullptr, &at, static_cast<long>(der.size())));
}

std::optional<base::Instant> instantOf(const ASN1_TIME *time)
{
    std::tm parts{};
    if (!time || ASN1_TIME_to_tm(time, &parts) != 1)
        return std::nullopt;
    const std::chrono::sys_days day{std::chrono::year(parts.tm_year + 1900) /
                                    (static_cast<unsigned>(parts.tm_mon) + 1) / parts.tm_mday};
    return day + std::chrono::hours(parts.tm_hour) + std::chrono::minutes(parts.tm_min) +
           std::chrono::seconds(parts.tm_sec);
}

/// Two authorities of one name would be taken for each other: the name holds some of the key.
QByteArray authorityName(EVP_PKEY *key)
{
    constexpr qsizetype shown = 4;
    const QByteArray digest = QCryptographicHash::hash(exportPublic(key), QCryptographicHash::Sha256);
    return "Gatehouse loopback CA " + digest.first(shown).toHex();
}

} // namespace

base::Result<CertifiedKey> OpensslCertificateMint::makeAuthority(base::Instant now) const
{
    const QuietErrors quiet;
    const KeyHandle key = makeKey();
    if (!key)
        return refused("no key");
    const Certificate certificate =
        blank(key.get(), authorityName(key.get()), {.from = now - backdated, .until = now + authorityDays});
    if (!certificate || X509_set_issuer_name(certificate.get(), X509_get_subject_name(certificate.get())) != 1 ||
        !addExtensions(certificate.get(), certificate.get(), authorityExtensions) ||
        X509_sign(certificate.get(), key.get(), EVP_sha256()) <= 0)
        return refused("no authority");
    return CertifiedKey{.certificate = derOf(certificate.get()), .key = exportPkcs8(key.get())};
}

base::Result<QByteArray> OpensslCertificateMint::selfSigned(const base::Secret &pkcs8, const QString &commonName,
                                                            base::Instant now) const
{
    const QuietErrors quiet;
    const KeyHandle key = importPkcs8(pkcs8.bytes());
    const Certificate certificate =
        key ? blank(key.get(), commonName.toUtf8(), {.from = now - backdated, .until = now + authorityDays})
            : Certificate();
    if (!certificate || X509_set_issuer_name(certificate.get(), X509_get_subject_name(certificate.get())) != 1 ||
        !addExtensions(certificate.get(), certificate.get(), signingExtensions) ||
        X509_sign(certificate.get(), key.get(), EVP_sha256()) <= 0)
        return refused("no certificate of a signing key");
    return derOf(certificate.get());
}

bool OpensslCertificateMint::isAuthorityDue(const QByteArray &der, base::Instant now) const
{
    const QuietErrors quiet;
    const Certificate certificate = certificateOf(der);
    if (!certificate || X509_check_ca(certificate.get()) != 1)
        return true;
    const auto from = instantOf(X509_get0_notBefore(certificate.get()));
    const auto until = instantOf(X509_get0_notAfter(certificate.get()));
    return !from || !until || now < *from || now + 2 * renewalDays > *until;
}

base::Result<TlsIdentity> OpensslCertificateMint::makeIdentity(const CertifiedKey &authority, base::Instant now) const
{
    const QuietErrors quiet;
    const Certificate issuer = certificateOf(authority.certificate);
    const KeyHandle issuerKey = importPkcs8(authority.key.bytes());
    const auto end = issuer ? instantOf(X509_get0_notAfter(issuer.get())) : std::nullopt;
    if (!end || !issuerKey || X509_check_private_key(issuer.get(), issuerKey.get()) != 1)
        return refused("the authority's key is not that of its certificate");
    const KeyHandle key = makeKey();
    if (!key)
        return refused("no key");
    // The last second belongs to the lifetime (RFC 5280 section 4.1.2.5).
    const Lifetime lifetime{.from = now - backdated,
                            .until = std::min<base::Instant>(now - backdated + leafDays - 1s, *end)};
    const Certificate certificate = blank(key.get(), "localhost", lifetime);
    if (!certificate || X509_set_issuer_name(certificate.get(), X509_get_subject_name(issuer.get())) != 1 ||
        !addExtensions(certificate.get(), issuer.get(), leafExtensions) ||
        X509_sign(certificate.get(), issuerKey.get(), EVP_sha256()) <= 0)
        return refused("no certificate");
    return TlsIdentity{.leaf = {.certificate = derOf(certificate.get()), .key = exportPkcs8(key.get())},
                       .authority = authority.certificate,
                       .renewal = std::max<base::Instant>(lifetime.until - renewalDays, now + std::chrono::days(1))};
}

} // namespace gatehouse::jose::openssl
