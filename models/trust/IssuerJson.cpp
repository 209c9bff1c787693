#include "models/trust/IssuerJson.h"

#include "models/jose/JsonBuilder.h"

namespace gatehouse::trust {

using jose::JsonValue;
namespace json = jose::json;

namespace {

constexpr qint64 version = 1;
constexpr qsizetype largest = qsizetype{32} * 1024 * 1024;
constexpr int mostValues = 4000000;

JsonValue instantJson(base::Instant at)
{
    return json::number(qint64(at.time_since_epoch().count()));
}

JsonValue publicKeyJson(const jose::Jwk &key)
{
    return jose::parseStrictJson(key.toPublicJson()).value_or(JsonValue());
}

JsonValue keysJson(const QList<jose::Jwk> &keys)
{
    JsonValue list = json::array();
    for (const jose::Jwk &key : keys)
        list.elements.append(publicKeyJson(key));
    return list;
}

JsonValue historyJson(const QList<IssuerKey> &keys)
{
    JsonValue list = json::array();
    for (const IssuerKey &one : keys) {
        JsonValue object = json::object();
        json::add(object, "added", instantJson(one.added));
        if (one.gone)
            json::add(object, "gone", instantJson(*one.gone));
        json::add(object, "key", publicKeyJson(one.key));
        list.elements.append(object);
    }
    return list;
}

JsonValue issuerJson(const TrustedIssuer &issuer)
{
    JsonValue object = json::object();
    json::add(object, "name", json::string(issuer.name));
    json::add(object, "issuer", json::string(issuer.issuer));
    json::add(object, "provider", json::string(domain::nameOf(issuer.provider)));
    json::add(object, "source", json::string(domain::nameOf(issuer.source)));
    json::addIfAny(object, "address", issuer.address.toString(QUrl::FullyEncoded));
    json::add(object, "audiences", json::strings(issuer.audiences));
    QStringList algorithms;
    for (const jose::Algorithm algorithm : issuer.algorithms)
        algorithms.append(jose::algorithmName(algorithm));
    json::add(object, "algorithms", json::strings(algorithms));
    json::add(object, "tenants", json::strings(issuer.tenants));
    json::add(object, "refresh_hours", json::number(issuer.refreshHours));
    if (issuer.refreshedAt)
        json::add(object, "refreshed", instantJson(*issuer.refreshedAt));
    json::add(object, "keys", historyJson(issuer.keys));
    if (issuer.waiting) {
        JsonValue waiting = json::object();
        json::add(waiting, "seen", instantJson(issuer.waiting->seen));
        json::add(waiting, "keys", keysJson(issuer.waiting->keys));
        json::add(object, "waiting", waiting);
    }
    return object;
}

QString textOf(const JsonValue &object, QStringView name)
{
    const JsonValue *value = object.member(name);
    return value && value->isString() ? value->string : QString();
}

std::optional<qint64> numberOf(const JsonValue &object, QStringView name)
{
    const JsonValue *value = object.member(name);
    bool isWhole = false;
    const qint64 number = value && value->isNumber() ? value->number.toLongLong(&isWhole) : 0;
    return isWhole ? std::optional(number) : std::nullopt;
}

std::optional<base::Instant> instantOf(const JsonValue &object, QStringView name)
{
    return numberOf(object, name).transform([](qint64 count) {
        return base::Instant(std::chrono::milliseconds(count));
    });
}

QStringList textsOf(const JsonValue &object, QStringView name)
{
    QStringList texts;
    if (const JsonValue *list = object.member(name)) {
        for (const JsonValue &one : list->elements)
            texts.append(one.string);
    }
    return texts;
}

std::optional<IssuerKey> keyOf(const JsonValue &object)
{
    const JsonValue *jwk = object.member(u"key");
    const auto added = instantOf(object, u"added");
    auto key = jwk ? jose::Jwk::parse(*jwk) : std::unexpected(jose::KeyError());
    if (!key || !added)
        return {};
    return IssuerKey{.key = *std::move(key), .added = *added, .gone = instantOf(object, u"gone")};
}

std::optional<WaitingKeys> waitingOf(const JsonValue &object)
{
    const JsonValue *list = object.member(u"keys");
    const auto seen = instantOf(object, u"seen");
    if (!list || !seen)
        return {};
    WaitingKeys waiting{.keys = {}, .seen = *seen};
    for (const JsonValue &one : list->elements) {
        auto key = jose::Jwk::parse(one);
        if (!key)
            return {};
        waiting.keys.append(*std::move(key));
    }
    return waiting;
}

std::optional<TrustedIssuer> issuerOf(const JsonValue &object)
{
    const auto provider = domain::parseName<Provider>(textOf(object, u"provider"));
    const auto source = domain::parseName<KeySource>(textOf(object, u"source"));
    const auto hours = numberOf(object, u"refresh_hours");
    const JsonValue *keys = object.member(u"keys");
    if (!provider || !source || !hours || !keys)
        return {};
    TrustedIssuer issuer{.name = textOf(object, u"name"),
                         .issuer = textOf(object, u"issuer"),
                         .provider = *provider,
                         .source = *source,
                         .address = QUrl(textOf(object, u"address"), QUrl::StrictMode),
                         .audiences = textsOf(object, u"audiences"),
                         .tenants = textsOf(object, u"tenants"),
                         .refreshHours = static_cast<int>(*hours),
                         .refreshedAt = instantOf(object, u"refreshed")};
    for (const QStringList names = textsOf(object, u"algorithms"); const QString &name : names) {
        const auto algorithm = jose::parseAlgorithm(name);
        if (!algorithm)
            return {};
        issuer.algorithms.append(*algorithm);
    }
    for (const JsonValue &one : keys->elements) {
        auto key = keyOf(one);
        if (!key)
            return {};
        issuer.keys.append(*std::move(key));
    }
    if (const JsonValue *waiting = object.member(u"waiting")) {
        issuer.waiting = waitingOf(*waiting);
        if (!issuer.waiting)
            return {};
    }
    return issuer;
}

} // namespace

QByteArray toJson(const IssuerBook &book)
{
    JsonValue list = json::array();
    for (const TrustedIssuer &issuer : book.all)
        list.elements.append(issuerJson(issuer));
    JsonValue object = json::object();
    json::add(object, "version", json::number(version));
    json::add(object, "revision", json::number(book.revision));
    json::add(object, "issuers", list);
    return object.toJson();
}

std::optional<IssuerBook> issuersOf(const QByteArray &bytes)
{
    const auto object = jose::parseStrictJson(bytes, {.bytes = largest, .values = mostValues});
    const JsonValue *list = object ? object->member(u"issuers") : nullptr;
    const auto revision = object ? numberOf(*object, u"revision") : std::nullopt;
    if (!list || !list->isArray() || !revision || numberOf(*object, u"version") != version)
        return {};
    IssuerBook book;
    book.revision = *revision;
    for (const JsonValue &one : list->elements) {
        const auto issuer = issuerOf(one);
        if (!issuer || !book.add(*issuer))
            return {};
    }
    return book;
}

} // namespace gatehouse::trust
