#include "models/jose/Jwk.h"

#include <QSet>

namespace gatehouse::jose {

using namespace Qt::StringLiterals;

namespace {

using Kind = KeyError::Kind;

std::unexpected<KeyError> refuseSet(Kind kind, QString member = {})
{
    return std::unexpected(KeyError{kind, std::move(member)});
}

/// RFC 7517 section 5: what one key of a set may suffer from without spoiling the others, namely types not understood,
/// members missing and values out of range.
bool isSkippedInSet(Kind kind)
{
    switch (kind) {
    case Kind::UnsupportedType:
    case Kind::UnsupportedCurve:
    case Kind::AgreementKey:
    case Kind::MissingMember:
    case Kind::WeakRsa:
    case Kind::LargeRsa:
    case Kind::BadExponent:
    case Kind::RocaModulus:
    case Kind::CoordinateLength:
    case Kind::PointOffCurve:
    case Kind::LowOrderPoint:
        return true;
    default:
        return false;
    }
}

/// Whether an element of a set is a secret, or nothing when its type is unknown.
std::optional<bool> isSecret(const JsonValue &element)
{
    const JsonValue *kty = element.member(u"kty");
    if (!kty || !kty->isString())
        return std::nullopt;
    if (kty->string == "oct"_L1)
        return true;
    if (kty->string == "RSA"_L1 || kty->string == "EC"_L1 || kty->string == "OKP"_L1)
        return false;
    return std::nullopt;
}

} // namespace

std::expected<JwkSet, KeyError> JwkSet::parse(const JsonValue &object)
{
    if (!object.isObject())
        return refuseSet(Kind::NotAKey);
    const JsonValue *members = object.member(u"keys");
    if (!members)
        return refuseSet(Kind::MissingMember, u"keys"_s);
    if (!members->isArray())
        return refuseSet(Kind::WrongType, u"keys"_s);

    JwkSet set;
    std::optional<KeyError> firstSkipped;
    std::optional<bool> secrets; // of the keys so far, those skipped included
    QSet<QString> kids;
    for (const JsonValue &element : members->elements) {
        if (!element.isObject())
            return refuseSet(Kind::WrongType, u"keys"_s);
        if (const auto secret = isSecret(element)) {
            if (secrets && *secrets != *secret)
                return refuseSet(Kind::MixedSet);
            secrets = secret;
        }
        auto key = Jwk::parse(element);
        if (!key) {
            if (!isSkippedInSet(key.error().kind))
                return std::unexpected(key.error());
            ++set.skipped;
            if (!firstSkipped)
                firstSkipped = key.error();
            continue;
        }
        if (key->kid) {
            if (kids.contains(*key->kid))
                return refuseSet(Kind::Ambiguous, *key->kid);
            kids.insert(*key->kid);
        }
        set.keys.append(std::move(*key));
    }
    if (set.keys.isEmpty()) {
        // The one reason is worth more than "empty": a set of one weak key is a weak key.
        if (firstSkipped && members->elements.size() == 1)
            return std::unexpected(*firstSkipped);
        return refuseSet(Kind::EmptySet);
    }
    return set;
}

} // namespace gatehouse::jose
