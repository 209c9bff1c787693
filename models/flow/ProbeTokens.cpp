#include "models/flow/ProbeTokens.h"

#include "models/flow/TestVariants.h"
#include "models/jose/JsonBuilder.h"

#include <algorithm>
#include <array>

namespace gatehouse::flow {

namespace json = jose::json;
using jose::JsonValue;
using Kind = ProbeRow::Kind;
using namespace Qt::StringLiterals;

namespace {

JsonValue with(JsonValue object, const QString &name, const JsonValue &value)
{
    const auto found = std::ranges::find(object.members, name, &jose::JsonMember::name);
    if (found != object.members.end())
        found->value = value;
    else
        object.members.append({name, value});
    return object;
}

JsonValue withoutScopes(JsonValue claims)
{
    claims.members.removeIf([](const jose::JsonMember &member) {
        return member.name == "scope"_L1 || member.name == "scp"_L1 || member.name == "permissions"_L1;
    });
    return claims;
}

/// As the test variants call it.
std::optional<Kind> kindOf(TestVariant::Kind kind)
{
    switch (kind) {
    case TestVariant::Kind::ClaimsAltered:
        return Kind::Altered;
    case TestVariant::Kind::Expired:
        return Kind::Expired;
    case TestVariant::Kind::OtherIssuer:
        return Kind::WrongIssuer;
    case TestVariant::Kind::AlgorithmNone:
        return Kind::AlgorithmNone;
    case TestVariant::Kind::KeyConfusion:
        return Kind::KeyConfusion;
    default:
        return {};
    }
}

/// A signature by a key of the same sort that no server ever had.
base::Result<QByteArray> strangersToken(const JsonValue &header, const QByteArray &claims, const ProbeKeys &keys)
{
    const jose::Algorithm algorithm = keys.signer->algorithm();
    const auto key = keys.privateKeys.generate(algorithm);
    if (!key)
        return std::unexpected(key.error());
    const auto signer = keys.privateKeys.signer(algorithm, *key);
    if (!signer)
        return std::unexpected(signer.error());
    // A key id of its own, or none where the good token names none.
    const JsonValue named = header.member(u"kid") ? with(header, u"kid"_s, json::string(u"no-such-key"_s)) : header;
    return jose::signCompact(named.toJson(), claims, **signer);
}

} // namespace

base::Result<QHash<Kind, QByteArray>> makeProbeTokens(const inspector::TokenInspection &good, const ProbeKeys &keys,
                                                      base::Instant now)
{
    QHash<Kind, QByteArray> tokens{{Kind::GoodToken, good.token}, {Kind::NoToken, {}}};
    const QList<TestVariant> variants = makeTestVariants(good, keys.signer.get(), keys.publicPem, now);
    for (const TestVariant &variant : variants) {
        if (const auto kind = kindOf(variant.kind))
            tokens.insert(*kind, variant.token);
    }
    if (!good.jws || !good.claims || !good.claims->isObject())
        return tokens;
    const JsonValue &header = good.jws->header;
    const auto sign = [&](Kind kind, const JsonValue &claims) -> base::Result<void> {
        auto token = jose::signCompact(header.toJson(), claims.toJson(), *keys.signer);
        if (!token)
            return std::unexpected(token.error());
        tokens.insert(kind, *std::move(token));
        return {};
    };
    if (auto signed_ =
            sign(Kind::WrongAudience, with(*good.claims, u"aud"_s, json::string(u"https://another-api.example/"_s)));
        !signed_)
        return std::unexpected(signed_.error());
    if (const JsonValue bare = withoutScopes(*good.claims); bare.members.size() != good.claims->members.size()) {
        if (auto signed_ = sign(Kind::MissingScope, bare); !signed_)
            return std::unexpected(signed_.error());
    }
    auto strangers = strangersToken(header, good.claims->toJson(), keys);
    if (!strangers)
        return std::unexpected(strangers.error());
    tokens.insert(Kind::UnknownKey, *std::move(strangers));
    return tokens;
}

} // namespace gatehouse::flow
