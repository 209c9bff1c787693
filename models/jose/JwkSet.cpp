#include "models/jose/Jwk.h"

#include <algorithm>

namespace gatehouse::jose {

using namespace Qt::StringLiterals;

namespace {

using Kind = KeyError::Kind;

std::unexpected<KeyError> refuseSet(Kind kind, QString member = {})
{
    return std::unexpected(KeyError{kind, std::move(member)});
}

bool isPem(const JsonMember &member)
{
    return member.value.isString() && member.value.string.contains("-----BEGIN "_L1);
}

} // namespace

void JwkSet::add(std::expected<Jwk, KeyError> key, std::optional<QString> kid, qsizetype place)
{
    if (!key) {
        skipped.append({.error = std::move(key.error()), .place = place, .kid = std::move(kid)});
        return;
    }
    key->kid = std::move(kid);
    keys.append(std::move(*key));
}

std::expected<JwkSet, KeyError> JwkSet::parse(const JsonValue &object)
{
    if (!object.isObject())
        return refuseSet(Kind::NotAKey);
    const JsonValue *members = object.member(u"keys");
    if (!members)
        return refuseSet(Kind::MissingMember, u"keys"_s);
    if (!members->isArray())
        return refuseSet(Kind::WrongType, u"keys"_s);
    if (std::ranges::count(object.members, u"keys"_s, &JsonMember::name) > 1)
        return refuseSet(Kind::DuplicateMember, u"keys"_s);

    JwkSet set{.keys = {}, .skipped = {}, .isSet = true};
    for (qsizetype i = 0; i < members->elements.size(); ++i) {
        const JsonValue &element = members->elements[i];
        const JsonValue *kid = element.member(u"kid");
        set.add(Jwk::parse(element), kid && kid->isString() ? std::optional(kid->string) : std::nullopt, i + 1);
    }
    const auto isSecret = [](const Jwk &key) { return key.type == KeyType::Octets; };
    if (std::ranges::any_of(set.keys, isSecret) && !std::ranges::all_of(set.keys, isSecret))
        return refuseSet(Kind::MixedSet);
    return set;
}

bool JwkSet::isPemMap(const JsonValue &object)
{
    return object.isObject() && !object.members.isEmpty() && !object.member(u"kty") && !object.member(u"keys") &&
           std::ranges::any_of(object.members, isPem);
}

} // namespace gatehouse::jose
