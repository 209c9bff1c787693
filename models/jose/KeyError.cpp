#include "models/jose/Jwk.h"

namespace gatehouse::jose {

using namespace Qt::StringLiterals;

QString keyErrorName(KeyError::Kind kind)
{
    using enum KeyError::Kind;
    switch (kind) {
    case NotAKey:
        return u"not-a-key"_s;
    case Json:
        return u"key-json"_s;
    case MissingMember:
        return u"key-member-missing"_s;
    case WrongType:
        return u"key-member-type"_s;
    case DuplicateMember:
        return u"key-member-duplicate"_s;
    case Base64Url:
        return u"key-base64url"_s;
    case UnsupportedType:
        return u"key-type-unsupported"_s;
    case UnsupportedAlgorithm:
        return u"key-algorithm-unsupported"_s;
    case LeadingZero:
        return u"key-leading-zero"_s;
    case WeakRsa:
        return u"key-rsa-weak"_s;
    case LargeRsa:
        return u"key-rsa-large"_s;
    case BadExponent:
        return u"key-rsa-exponent"_s;
    case BadModulus:
        return u"key-rsa-modulus"_s;
    case RocaModulus:
        return u"key-rsa-roca"_s;
    case UnsupportedCurve:
        return u"key-curve-unsupported"_s;
    case CoordinateLength:
        return u"key-coordinate-length"_s;
    case PointOffCurve:
        return u"key-point-off-curve"_s;
    case LowOrderPoint:
        return u"key-point-low-order"_s;
    case AgreementKey:
        return u"key-for-agreement"_s;
    case EmptySecret:
        return u"key-secret-empty"_s;
    case MixedSet:
        return u"key-set-mixed"_s;
    case Ambiguous:
        return u"key-ambiguous"_s;
    case EmptySet:
        return u"key-set-empty"_s;
    case Encrypted:
        return u"key-encrypted"_s;
    case SeveralKeys:
        return u"key-several"_s;
    case OpenSsh:
        return u"key-openssh"_s;
    case Pkcs12:
        return u"key-pkcs12"_s;
    case KeysDiffer:
        return u"key-parts-differ"_s;
    case TooLarge:
        return u"key-too-large"_s;
    }
    return u"not-a-key"_s;
}

QString keyErrorCode(const KeyError &error)
{
    const QString name = keyErrorName(error.kind);
    return error.member.isEmpty() ? name : name + u' ' + error.member;
}

std::optional<KeyError> keyErrorOf(QStringView code)
{
    const qsizetype end = code.indexOf(u' ');
    const QStringView name = end < 0 ? code : code.first(end);
    for (int i = 0; i <= static_cast<int>(KeyError::Kind::TooLarge); ++i) {
        const auto kind = static_cast<KeyError::Kind>(i);
        if (name == keyErrorName(kind))
            return KeyError{kind, end < 0 ? QString() : code.sliced(end + 1).toString()};
    }
    return {};
}

} // namespace gatehouse::jose
