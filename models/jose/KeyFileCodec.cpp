#include "models/jose/KeyFileCodec.h"

#include "models/jose/CertificateChain.h"
#include "models/jose/Der.h"
#include "models/jose/PemBlock.h"

#include <algorithm>
#include <array>

namespace gatehouse::jose {

using namespace Qt::StringLiterals;

namespace {

using Kind = KeyError::Kind;
using Key = std::expected<Jwk, KeyError>;

/// The contents of object identifiers: rsaEncryption (RFC 8017), id-ecPublicKey (RFC 5480), data (RFC 5652).
constexpr QByteArrayView rsaEncryption("\x2A\x86\x48\x86\xF7\x0D\x01\x01\x01");
constexpr QByteArrayView ecPublicKey("\x2A\x86\x48\xCE\x3D\x02\x01");
constexpr QByteArrayView pkcs7Data("\x2A\x86\x48\x86\xF7\x0D\x01\x07\x01");

struct CurveIdentifier
{
    Curve curve;
    QByteArrayView oid;
};

/// RFC 5480, SEC 2 and RFC 8410.
constexpr std::array curveIdentifiers{
    CurveIdentifier{Curve::P256, QByteArrayView("\x2A\x86\x48\xCE\x3D\x03\x01\x07")},
    CurveIdentifier{Curve::P384, QByteArrayView("\x2B\x81\x04\x00\x22", 5)},
    CurveIdentifier{Curve::P521, QByteArrayView("\x2B\x81\x04\x00\x23", 5)},
    CurveIdentifier{Curve::Secp256k1, QByteArrayView("\x2B\x81\x04\x00\x0A", 5)},
    CurveIdentifier{Curve::X25519, QByteArrayView("\x2B\x65\x6E")},
    CurveIdentifier{Curve::X448, QByteArrayView("\x2B\x65\x6F")},
    CurveIdentifier{Curve::Ed25519, QByteArrayView("\x2B\x65\x70")},
    CurveIdentifier{Curve::Ed448, QByteArrayView("\x2B\x65\x71")},
};

struct MlDsaIdentifier
{
    Algorithm algorithm;
    QByteArrayView oid;
};

/// RFC 9881 section 2: id-ml-dsa-44, -65 and -87.
constexpr std::array mlDsaIdentifiers{
    MlDsaIdentifier{Algorithm::MlDsa44, QByteArrayView("\x60\x86\x48\x01\x65\x03\x04\x03\x11")},
    MlDsaIdentifier{Algorithm::MlDsa65, QByteArrayView("\x60\x86\x48\x01\x65\x03\x04\x03\x12")},
    MlDsaIdentifier{Algorithm::MlDsa87, QByteArrayView("\x60\x86\x48\x01\x65\x03\x04\x03\x13")},
};

std::optional<Algorithm> mlDsaOf(QByteArrayView oid)
{
    const auto row = std::ranges::find(mlDsaIdentifiers, oid, &MlDsaIdentifier::oid);
    return row == mlDsaIdentifiers.end() ? std::nullopt : std::optional(row->algorithm);
}

std::optional<Curve> curveOf(QByteArrayView oid)
{
    for (const CurveIdentifier &row : curveIdentifiers) {
        if (row.oid == oid)
            return row.curve;
    }
    return std::nullopt;
}

QByteArrayView identifierOf(Curve curve)
{
    for (const CurveIdentifier &row : curveIdentifiers) {
        if (row.curve == curve)
            return row.oid;
    }
    return {};
}

std::unexpected<KeyError> refuseFile(Kind kind, QString member = {})
{
    return std::unexpected(KeyError{kind, std::move(member)});
}

/// An AlgorithmIdentifier (RFC 5280 section 4.1.1.2).
struct KeyAlgorithm
{
    KeyType type = KeyType::Rsa;
    std::optional<Curve> curve;
    QByteArrayView curveIdentifier;
    std::optional<Algorithm> mlDsa = {};
};

std::expected<KeyAlgorithm, KeyError> readAlgorithm(const std::optional<DerElement> &element)
{
    if (!element)
        return refuseFile(Kind::NotAKey);
    DerReader reader(element->content);
    const auto oid = reader.next(DerTag::ObjectIdentifier);
    if (!oid)
        return refuseFile(Kind::NotAKey);
    if (oid->content == rsaEncryption) {
        // The parameters are NULL (RFC 3279 section 2.3.1); some leave them out.
        const auto parameters = reader.next();
        if ((parameters && parameters->whole != QByteArrayView("\x05\x00", 2)) || !reader.atEnd())
            return refuseFile(Kind::NotAKey);
        return KeyAlgorithm{};
    }
    if (oid->content == ecPublicKey) {
        // A curve is named. Explicit parameters let a file bring a curve, and a generator, of its own (CVE-2020-0601).
        const auto named = reader.next(DerTag::ObjectIdentifier);
        const auto curve = named && reader.atEnd() ? curveOf(named->content) : std::nullopt;
        if (!curve || keyTypeOf(*curve) != KeyType::Ec)
            return refuseFile(Kind::UnsupportedCurve, u"crv"_s);
        return KeyAlgorithm{KeyType::Ec, curve, named->content};
    }
    const auto curve = curveOf(oid->content);
    const auto mlDsa = mlDsaOf(oid->content);
    if (!mlDsa && (!curve || keyTypeOf(*curve) != KeyType::Okp))
        return refuseFile(Kind::UnsupportedType);
    if (!reader.atEnd()) // RFC 8410 section 3, RFC 9881 section 2: the parameters must be absent
        return refuseFile(Kind::NotAKey);
    if (mlDsa)
        return KeyAlgorithm{KeyType::Akp, {}, {}, mlDsa};
    return KeyAlgorithm{KeyType::Okp, curve, {}};
}

/// RSAPublicKey (RFC 8017 appendix A.1.1), or the beginning of RSAPrivateKey (A.1.2), whose rest is not looked at.
Key readRsaKey(QByteArrayView der, bool isPrivate)
{
    const auto sequence = soleSequence(der);
    if (!sequence)
        return refuseFile(Kind::NotAKey);
    DerReader reader(*sequence);
    if (isPrivate && !reader.next(DerTag::Integer)) // the version
        return refuseFile(Kind::NotAKey);
    const auto n = reader.next(DerTag::Integer);
    const auto e = reader.next(DerTag::Integer);
    if (!n || !e || (isPrivate ? !reader.next(DerTag::Integer) : !reader.atEnd()))
        return refuseFile(Kind::NotAKey);
    const auto modulus = derMagnitude(n->content);
    const auto exponent = derMagnitude(e->content);
    if (!modulus || !exponent)
        return refuseFile(Kind::NotAKey);
    auto key = Jwk::fromRsa(modulus->toByteArray(), exponent->toByteArray());
    if (key)
        key->hadPrivatePart = isPrivate;
    return key;
}

/// A point as SEC 1 section 2.3.4 writes it, compressed or not.
Key readPoint(Curve curve, QByteArrayView point)
{
    const int length = coordinateLength(curve);
    const int form = point.isEmpty() ? -1 : static_cast<unsigned char>(point.front());
    if (form == 0 && point.size() == 1) // infinity
        return refuseFile(Kind::PointOffCurve, u"x"_s);
    if (form == 4 && point.size() == 1 + qsizetype{2} * length)
        return Jwk::fromPoint(curve, point.sliced(1, length).toByteArray(), point.last(length).toByteArray());
    if ((form == 2 || form == 3) && point.size() == 1 + length) {
        auto y = decompress(curve, point.last(length), form == 3);
        if (!y)
            return refuseFile(Kind::PointOffCurve, u"x"_s);
        return Jwk::fromPoint(curve, point.last(length).toByteArray(), std::move(*y));
    }
    return refuseFile(form == 4 || form == 2 || form == 3 ? Kind::CoordinateLength : Kind::NotAKey, u"x"_s);
}

/// The content of a BIT STRING of whole octets.
std::optional<QByteArrayView> wholeOctets(QByteArrayView bitString)
{
    if (bitString.isEmpty() || bitString.front() != 0)
        return std::nullopt;
    return bitString.sliced(1);
}

Key readBits(const KeyAlgorithm &algorithm, QByteArrayView bitString)
{
    const auto bits = wholeOctets(bitString);
    if (!bits)
        return refuseFile(Kind::NotAKey);
    switch (algorithm.type) {
    case KeyType::Rsa:
        return readRsaKey(*bits, false);
    case KeyType::Ec:
        return readPoint(*algorithm.curve, *bits);
    case KeyType::Akp:
        return Jwk::fromMlDsa(*algorithm.mlDsa, bits->toByteArray());
    default:
        return Jwk::fromPoint(*algorithm.curve, bits->toByteArray(), {});
    }
}

/// The key in a certificate, which is an envelope here: who signed it, and until when it is good, is for others to ask.
std::optional<QByteArrayView> keyOfCertificate(QByteArrayView der)
{
    const auto parts = certificateParts(der);
    return parts ? std::optional(parts->key) : std::nullopt;
}

/// PFX (RFC 7292 section 4): version 3 and a ContentInfo.
bool isPkcs12(QByteArrayView der)
{
    const auto sequence = soleSequence(der);
    if (!sequence)
        return false;
    DerReader reader(*sequence);
    const auto version = reader.next(DerTag::Integer);
    const auto content = reader.next(DerTag::Sequence);
    if (!version || version->content != QByteArrayView("\x03") || !content)
        return false;
    const auto type = DerReader(content->content).next(DerTag::ObjectIdentifier);
    return type && type->content == pkcs7Data;
}

} // namespace

QByteArray KeyFileCodec::derivePublicKey(QByteArrayView) const
{
    return {};
}

Key KeyFileCodec::fromDerived(QByteArrayView privateKey) const
{
    const QByteArray spki = derivePublicKey(privateKey);
    if (spki.isEmpty())
        return refuseFile(Kind::UnsupportedType);
    auto key = publicKeyFromDer(spki);
    if (key)
        key->hadPrivatePart = true;
    return key;
}

/// ECPrivateKey (RFC 5915), alone or within PKCS#8, where the curve stands outside of it.
Key KeyFileCodec::fromSec1(QByteArrayView der, QByteArrayView curveIdentifier, QByteArrayView whole) const
{
    const auto sequence = soleSequence(der);
    if (!sequence)
        return refuseFile(Kind::NotAKey);
    DerReader reader(*sequence);
    if (!reader.next(DerTag::Integer) || !reader.next(DerTag::OctetString))
        return refuseFile(Kind::NotAKey);
    if (const auto parameters = reader.next(DerTag::Context0)) {
        const auto named = DerReader(parameters->content).next(DerTag::ObjectIdentifier);
        if (!named)
            return refuseFile(Kind::UnsupportedCurve, u"crv"_s);
        curveIdentifier = named->content;
    }
    const auto curve = curveOf(curveIdentifier);
    if (!curve || keyTypeOf(*curve) != KeyType::Ec)
        return refuseFile(Kind::UnsupportedCurve, u"crv"_s);
    const auto outer = reader.next(DerTag::Context1);
    if (!reader.atEnd())
        return refuseFile(Kind::NotAKey);
    if (!outer)
        return fromDerived(whole);
    const auto bits = DerReader(outer->content).next(DerTag::BitString);
    if (!bits)
        return refuseFile(Kind::NotAKey);
    auto key = readBits({KeyType::Ec, curve, {}}, bits->content);
    if (key)
        key->hadPrivatePart = true;
    return key;
}

/// PrivateKeyInfo (RFC 5958), or EncryptedPrivateKeyInfo, which has no version.
Key KeyFileCodec::fromPkcs8(QByteArrayView der) const
{
    const auto sequence = soleSequence(der);
    if (!sequence)
        return refuseFile(Kind::NotAKey);
    DerReader reader(*sequence);
    if (reader.isNext(DerTag::Sequence))
        return refuseFile(Kind::Encrypted);
    if (!reader.next(DerTag::Integer))
        return refuseFile(Kind::NotAKey);
    const auto algorithm = readAlgorithm(reader.next(DerTag::Sequence));
    if (!algorithm)
        return std::unexpected(algorithm.error());
    const auto inner = reader.next(DerTag::OctetString);
    if (!inner)
        return refuseFile(Kind::NotAKey);
    if (algorithm->type == KeyType::Rsa)
        return readRsaKey(inner->content, true);
    if (algorithm->type == KeyType::Ec)
        return fromSec1(inner->content, algorithm->curveIdentifier, der);
    if (algorithm->curve && isForAgreement(*algorithm->curve))
        return refuseFile(Kind::AgreementKey, u"crv"_s);
    return fromDerived(der);
}

Key KeyFileCodec::publicKeyFromPem(QByteArrayView pem) const
{
    const auto block = PemBlock::sole(pem);
    if (!block) {
        // A certificate with those that certify it is one key, the first one's.
        const QList<QByteArray> chain =
            block.error().kind == Kind::SeveralKeys ? certificatesIn(pem) : QList<QByteArray>();
        return isNamedChain(chain) ? publicKeyFromAnyDer(chain.first()) : std::unexpected(block.error());
    }
    const QByteArrayView der = block->der.bytes();
    if (block->label == "PUBLIC KEY")
        return publicKeyFromDer(der);
    if (block->label == "RSA PUBLIC KEY")
        return readRsaKey(der, false);
    if (block->label == "CERTIFICATE" || block->label == "X509 CERTIFICATE") {
        const auto spki = keyOfCertificate(der);
        return spki ? publicKeyFromDer(*spki) : refuseFile(Kind::NotAKey);
    }
    if (block->label == "PRIVATE KEY")
        return fromPkcs8(der);
    if (block->label == "RSA PRIVATE KEY")
        return readRsaKey(der, true);
    if (block->label == "EC PRIVATE KEY")
        return fromSec1(der, {}, der);
    const bool otherKey = block->label.endsWith("PRIVATE KEY") || block->label.endsWith("PUBLIC KEY");
    return refuseFile(otherKey ? Kind::UnsupportedType : Kind::NotAKey);
}

Key KeyFileCodec::publicKeyFromDer(QByteArrayView der) const
{
    const auto sequence = soleSequence(der);
    if (!sequence)
        return refuseFile(Kind::NotAKey);
    DerReader reader(*sequence);
    const auto algorithm = readAlgorithm(reader.next(DerTag::Sequence));
    if (!algorithm)
        return std::unexpected(algorithm.error());
    const auto bits = reader.next(DerTag::BitString);
    if (!bits || !reader.atEnd())
        return refuseFile(Kind::NotAKey);
    return readBits(*algorithm, bits->content);
}

Key KeyFileCodec::publicKeyFromAnyDer(QByteArrayView der) const
{
    if (isPkcs12(der))
        return refuseFile(Kind::Pkcs12);
    const auto sequence = soleSequence(der);
    if (!sequence)
        return refuseFile(Kind::NotAKey);
    // What follows the first element tells the forms apart.
    DerReader reader(*sequence);
    const auto first = reader.next();
    const auto second = reader.next();
    if (!first || !second)
        return refuseFile(Kind::NotAKey);
    if (first->tag == static_cast<unsigned char>(DerTag::Sequence)) {
        if (second->tag == static_cast<unsigned char>(DerTag::Sequence)) {
            const auto spki = keyOfCertificate(der);
            return spki ? publicKeyFromDer(*spki) : refuseFile(Kind::NotAKey);
        }
        if (second->tag == static_cast<unsigned char>(DerTag::OctetString))
            return refuseFile(Kind::Encrypted);
        return publicKeyFromDer(der);
    }
    if (second->tag == static_cast<unsigned char>(DerTag::Sequence))
        return fromPkcs8(der);
    if (second->tag == static_cast<unsigned char>(DerTag::OctetString))
        return fromSec1(der, {}, der);
    return readRsaKey(der, !reader.atEnd());
}

QByteArray KeyFileCodec::toDer(const Jwk &key) const
{
    QByteArray identifier;
    QByteArray bits(1, '\0');
    if (key.type == KeyType::Rsa) {
        identifier = derElement(DerTag::ObjectIdentifier, rsaEncryption) + QByteArray("\x05\x00", 2);
        bits += derElement(DerTag::Sequence, derInteger(key.n) + derInteger(key.e));
    } else if (key.type == KeyType::Ec && key.crv) {
        identifier = derElement(DerTag::ObjectIdentifier, ecPublicKey) +
                     derElement(DerTag::ObjectIdentifier, identifierOf(*key.crv));
        bits += '\x04' + key.x + key.y;
    } else if (key.type == KeyType::Okp && key.crv) {
        identifier = derElement(DerTag::ObjectIdentifier, identifierOf(*key.crv));
        bits += key.x;
    } else if (key.type == KeyType::Akp) {
        const auto algorithm = parseAlgorithm(key.alg.value_or(QString()));
        const auto row = std::ranges::find_if(mlDsaIdentifiers,
                                              [&](const MlDsaIdentifier &one) { return one.algorithm == algorithm; });
        if (row == mlDsaIdentifiers.end())
            return {};
        identifier = derElement(DerTag::ObjectIdentifier, row->oid);
        bits += key.pub;
    } else {
        return {};
    }
    return derElement(DerTag::Sequence, derElement(DerTag::Sequence, identifier) + derElement(DerTag::BitString, bits));
}

QByteArray KeyFileCodec::toPem(const Jwk &key) const
{
    const QByteArray der = toDer(key);
    if (der.isEmpty())
        return {};
    constexpr qsizetype lineLength = 64; // RFC 7468 section 2
    const QByteArray base64 = der.toBase64();
    QByteArray pem = "-----BEGIN PUBLIC KEY-----\n";
    for (qsizetype at = 0; at < base64.size(); at += lineLength)
        pem += base64.mid(at, lineLength) + '\n';
    return pem + "-----END PUBLIC KEY-----\n";
}

} // namespace gatehouse::jose
