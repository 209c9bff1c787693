#include "models/jose/qca/QcaKeyCodec.h"

#include "models/jose/qca/Der.h"
#include "models/jose/qca/QcaBytes.h"

namespace gatehouse::jose::qca {

namespace {

using Kind = KeyError::Kind;
using Spki = std::expected<QByteArray, KeyError>;

/// rsaEncryption (RFC 8017 appendix C), the object identifier's content.
constexpr QByteArrayView rsaEncryption("\x2A\x86\x48\x86\xF7\x0D\x01\x01\x01");

std::unexpected<KeyError> refuse(Kind kind)
{
    return std::unexpected(KeyError{kind, {}});
}

/// The content of the one sequence that `der` is.
std::optional<QByteArrayView> soleSequence(QByteArrayView der)
{
    DerReader reader(der);
    const auto sequence = reader.next(DerTag::Sequence);
    if (!sequence || !reader.atEnd())
        return std::nullopt;
    return sequence->content;
}

/// Nothing when an AlgorithmIdentifier names an RSA key, otherwise why not.
std::optional<Kind> refuseAlgorithm(const std::optional<DerElement> &identifier)
{
    if (!identifier)
        return Kind::NotAKey;
    const auto oid = DerReader(identifier->content).next(DerTag::ObjectIdentifier);
    if (!oid)
        return Kind::NotAKey;
    if (oid->content != rsaEncryption)
        return Kind::UnsupportedType;
    return std::nullopt;
}

/// SubjectPublicKeyInfo (RFC 5280 section 4.1) around an RSAPublicKey.
QByteArray wrap(QByteArrayView rsaPublicKey)
{
    QByteArray identifier = derElement(DerTag::ObjectIdentifier, rsaEncryption);
    identifier += QByteArray("\x05\x00", 2);
    QByteArray bits(1, '\0');
    bits += rsaPublicKey;
    return derElement(DerTag::Sequence, derElement(DerTag::Sequence, identifier) + derElement(DerTag::BitString, bits));
}

/// RSAPublicKey (RFC 8017 appendix A.1.1).
Spki fromPkcs1(QByteArrayView der)
{
    const auto sequence = soleSequence(der);
    if (!sequence)
        return refuse(Kind::NotAKey);
    DerReader reader(*sequence);
    if (!reader.next(DerTag::Integer) || !reader.next(DerTag::Integer) || !reader.atEnd())
        return refuse(Kind::NotAKey);
    return wrap(der);
}

/// RSAPrivateKey (RFC 8017 appendix A.1.2): modulus and exponent are taken, the rest is not looked at.
Spki fromPrivatePkcs1(QByteArrayView der)
{
    const auto sequence = soleSequence(der);
    if (!sequence)
        return refuse(Kind::NotAKey);
    DerReader reader(*sequence);
    const auto version = reader.next(DerTag::Integer);
    const auto n = reader.next(DerTag::Integer);
    const auto e = reader.next(DerTag::Integer);
    if (!version || !n || !e || !reader.next(DerTag::Integer))
        return refuse(Kind::NotAKey);
    return wrap(derElement(DerTag::Sequence, n->whole.toByteArray() + e->whole.toByteArray()));
}

/// PrivateKeyInfo (RFC 5958), or EncryptedPrivateKeyInfo, which has no version.
Spki fromPkcs8(QByteArrayView der)
{
    const auto sequence = soleSequence(der);
    if (!sequence)
        return refuse(Kind::NotAKey);
    DerReader reader(*sequence);
    if (reader.isNext(DerTag::Sequence))
        return refuse(Kind::Encrypted);
    if (!reader.next(DerTag::Integer))
        return refuse(Kind::NotAKey);
    if (const auto kind = refuseAlgorithm(reader.next(DerTag::Sequence)))
        return refuse(*kind);
    const auto key = reader.next(DerTag::OctetString);
    return key ? fromPrivatePkcs1(key->content) : refuse(Kind::NotAKey);
}

/// The key of an X.509 certificate (RFC 5280 section 4.1). The certificate is an envelope here: who signed it, and
/// until when it is good, is for others to ask.
Spki fromCertificate(QByteArrayView der)
{
    const auto sequence = soleSequence(der);
    if (!sequence)
        return refuse(Kind::NotAKey);
    DerReader certificate(*sequence);
    const auto toBeSigned = certificate.next(DerTag::Sequence);
    if (!toBeSigned || !certificate.next(DerTag::Sequence) || !certificate.next(DerTag::BitString) ||
        !certificate.atEnd())
        return refuse(Kind::NotAKey);

    DerReader reader(toBeSigned->content);
    if (reader.isNext(DerTag::Context0))
        reader.next();
    const bool leading = reader.next(DerTag::Integer)      // serialNumber
                         && reader.next(DerTag::Sequence)  // signature
                         && reader.next(DerTag::Sequence)  // issuer
                         && reader.next(DerTag::Sequence)  // validity
                         && reader.next(DerTag::Sequence); // subject
    const auto key = leading ? reader.next(DerTag::Sequence) : std::nullopt;
    if (!key)
        return refuse(Kind::NotAKey);
    return key->whole.toByteArray();
}

/// One armoured block (RFC 7468, and the older headers of RFC 1421 in front of the base64).
struct PemBlock
{
    QByteArrayView label;
    bool encrypted = false;
    QByteArray der; ///< wiped by whoever has it when it is private
};

/// The block that the text holds; a text with several keys is for the person to choose from.
std::expected<PemBlock, KeyError> solePemBlock(QByteArrayView pem)
{
    constexpr QByteArrayView begin("-----BEGIN ");
    constexpr QByteArrayView dashes("-----");
    const qsizetype beginAt = pem.indexOf(begin);
    if (beginAt < 0)
        return refuse(Kind::NotAKey);
    const qsizetype labelAt = beginAt + begin.size();
    const qsizetype labelEnd = pem.indexOf(dashes, labelAt);
    if (labelEnd < 0)
        return refuse(Kind::NotAKey);

    PemBlock block;
    block.label = pem.sliced(labelAt, labelEnd - labelAt);
    const QByteArray end = "-----END " + block.label.toByteArray() + "-----";
    const qsizetype bodyAt = labelEnd + dashes.size();
    const qsizetype bodyEnd = pem.indexOf(end, bodyAt);
    if (bodyEnd < 0)
        return refuse(Kind::NotAKey);
    if (block.label == "EC PARAMETERS")
        return refuse(Kind::UnsupportedType);
    if (pem.indexOf(begin, bodyEnd) >= 0)
        return refuse(Kind::Ambiguous);

    QByteArrayView body = pem.sliced(bodyAt, bodyEnd - bodyAt);
    if (body.contains("ENCRYPTED")) {
        block.encrypted = true;
        return block;
    }
    QByteArray base64 = body.toByteArray();
    base64.removeIf(
        [](char character) { return character == '\n' || character == '\r' || character == ' ' || character == '\t'; });
    auto der = QByteArray::fromBase64Encoding(base64, QByteArray::AbortOnBase64DecodingErrors);
    base::wipe(base64.data(), static_cast<std::size_t>(base64.size()));
    if (!der)
        return refuse(Kind::NotAKey);
    block.der = std::move(*der);
    return block;
}

QByteArray magnitude(const QCA::BigInteger &number)
{
    QByteArray bytes = number.toArray().toByteArray();
    qsizetype zeros = 0;
    while (zeros < bytes.size() && bytes[zeros] == '\0')
        ++zeros;
    return bytes.sliced(zeros);
}

} // namespace

std::expected<Jwk, KeyError> QcaKeyCodec::publicKeyFromPem(QByteArrayView pem) const
{
    auto block = solePemBlock(pem);
    if (!block)
        return std::unexpected(block.error());
    if (block->encrypted || block->label == "ENCRYPTED PRIVATE KEY")
        return refuse(Kind::Encrypted);

    Spki spki;
    bool isPrivate = false;
    if (block->label == "PUBLIC KEY") {
        spki = block->der;
    } else if (block->label == "RSA PUBLIC KEY") {
        spki = fromPkcs1(block->der);
    } else if (block->label == "CERTIFICATE" || block->label == "X509 CERTIFICATE") {
        spki = fromCertificate(block->der);
    } else if (block->label == "PRIVATE KEY") {
        isPrivate = true;
        spki = fromPkcs8(block->der);
    } else if (block->label == "RSA PRIVATE KEY") {
        isPrivate = true;
        spki = fromPrivatePkcs1(block->der);
    } else {
        const bool otherKey = block->label.endsWith("PRIVATE KEY") || block->label.endsWith("PUBLIC KEY");
        return refuse(otherKey ? Kind::UnsupportedType : Kind::NotAKey);
    }
    if (isPrivate)
        base::wipe(block->der.data(), static_cast<std::size_t>(block->der.size()));
    if (!spki)
        return std::unexpected(spki.error());
    auto key = publicKeyFromDer(*spki);
    if (key)
        key->hadPrivatePart = isPrivate;
    return key;
}

std::expected<Jwk, KeyError> QcaKeyCodec::publicKeyFromDer(QByteArrayView der) const
{
    const auto sequence = soleSequence(der);
    if (!sequence)
        return refuse(Kind::NotAKey);
    DerReader reader(*sequence);
    if (const auto kind = refuseAlgorithm(reader.next(DerTag::Sequence)))
        return refuse(*kind);
    if (!reader.next(DerTag::BitString) || !reader.atEnd())
        return refuse(Kind::NotAKey);

    QCA::ConvertResult result = QCA::ErrorDecode;
    const QCA::PublicKey key = QCA::PublicKey::fromDER(der.toByteArray(), &result);
    if (result != QCA::ConvertGood || !key.isRSA())
        return refuse(Kind::NotAKey);
    const QCA::RSAPublicKey rsa = key.toRSA();
    return Jwk::fromRsa(magnitude(rsa.n()), magnitude(rsa.e()));
}

QByteArray QcaKeyCodec::toPem(const Jwk &key) const
{
    if (key.type != KeyType::Rsa)
        return {};
    const QCA::RSAPublicKey rsa = rsaPublicKey(key);
    return rsa.isNull() ? QByteArray() : rsa.toPEM().toLatin1();
}

} // namespace gatehouse::jose::qca
