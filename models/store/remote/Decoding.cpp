#include "models/store/remote/Decoding.h"

#include "models/jose/CertificateChain.h"

#include <QDateTime>

#include <algorithm>

namespace gatehouse::store::remote {

using jose::JsonValue;
using management::Schema;
using namespace Qt::StringLiterals;
namespace json = jose::json;

namespace {

/// No id, name or identifier of Auth0's is longer.
constexpr qsizetype longestText = 2048;

bool fits(const JsonValue &value, const Schema &schema)
{
    return !management::check(value, schema, {});
}

/// As much of `value` as fits: of an object the members, of a list the elements. Nothing where nothing does. Whether
/// anything was left out is said; what an object has besides is no oddity but a newer version.
std::optional<JsonValue> fitted(const JsonValue &value, const Schema &schema, bool &isPart)
{
    if (fits(value, schema))
        return value;
    JsonValue part = value;
    if (value.isObject() && schema.properties) {
        part.members.clear();
        for (const Schema::Property &property : *schema.properties) {
            const JsonValue *member = value.member(property.name);
            auto inner = member ? fitted(*member, property.schema, isPart) : std::nullopt;
            isPart = isPart || (member && !inner);
            if (inner)
                json::add(part, property.name, *std::move(inner));
        }
    } else if (value.isArray() && schema.element) {
        part.elements.clear();
        for (const JsonValue &element : value.elements) {
            auto inner = fitted(element, *schema.element, isPart);
            const bool isTaken = inner && !(schema.isUnique && part.elements.contains(*inner));
            isPart = isPart || !isTaken;
            if (isTaken)
                part.elements.append(*std::move(inner));
        }
    }
    return fits(part, schema) ? std::optional(part) : std::nullopt;
}

QString textOf(const JsonValue &object, QStringView name)
{
    const JsonValue *value = object.member(name);
    return value && value->isString() ? value->string.left(longestText) : QString();
}

bool isTrue(const JsonValue &object, QStringView name)
{
    const JsonValue *value = object.member(name);
    return value && value->type == JsonValue::Type::True;
}

/// Members that tell who an object is, where it belongs, or what it would be wrong to hold.
bool isIdentity(const QString &name)
{
    static const QSet<QString> names{
        u"id"_s,       u"client_id"_s,     u"audience"_s,       u"is_system"_s,    u"tenant"_s,
        u"global"_s,   u"client_secret"_s, u"signing_secret"_s, u"signing_keys"_s, u"callback_url_template"_s,
        u"encrypted"_s};
    return names.contains(name);
}

domain::UnreadMember unreadOf(const JsonValue &given, bool isPartly)
{
    const QByteArray written = given.toJson();
    return {.written = written.size() > domain::maxUnreadBytes ? QByteArray() : written,
            .standIn = {},
            .isPartly = isPartly};
}

template <typename Object>
void take(const management::Description<Object> &description, const JsonValue &object, management::Draft<Object> &draft,
          const QString &label, QList<Oddity> &odd)
{
    for (const jose::JsonMember &given : object.members) {
        if (isIdentity(given.name) || given.value.type == JsonValue::Type::Null)
            continue;
        const auto member = std::ranges::find(description, given.name, &management::Member<Object>::name);
        const bool isDescribed = member != description.cend();
        if (isDescribed && member->write) {
            bool isPart = false;
            const auto part = fitted(given.value, member->schema, isPart);
            if (part)
                member->write(draft, *part);
            if (!part || isPart) {
                odd.append({label, given.name});
                if constexpr (requires { draft.value.unread; })
                    draft.value.unread.insert(given.name, unreadOf(given.value, part.has_value()));
            }
        } else if (!isDescribed || !member->read) {
            management::keep(draft.value.kept, given.name, given.value, isDescribed ? member->usual : QByteArray());
        }
    }
    // Somebody's page of HTML in a setting is no reason to hold megabytes of it for each object.
    while (domain::keptBytes(draft.value.kept) > domain::maxKeptBytes) {
        auto largest = draft.value.kept.cbegin();
        for (auto it = largest; it != draft.value.kept.cend(); ++it) {
            if (it->size() > largest->size())
                largest = it;
        }
        odd.append({label, largest.key()});
        draft.value.kept.erase(largest);
    }
}

/// A name that no rule of ours allows is still the one that people know the object by.
template <typename Object> void keepName(Object &value, const JsonValue &object)
{
    if (value.name.isEmpty())
        value.name = textOf(object, u"name");
}

std::optional<base::Instant> timeOf(const JsonValue &object, QStringView name)
{
    const QDateTime at = QDateTime::fromString(textOf(object, name), Qt::ISODateWithMs);
    if (!at.isValid())
        return {};
    return base::Instant(std::chrono::milliseconds(at.toMSecsSinceEpoch()));
}

} // namespace

std::optional<Read<domain::ResourceServer>> readApi(const JsonValue &object, QList<Oddity> &odd)
{
    management::Draft<domain::ResourceServer> draft;
    draft.value.id = domain::ResourceServerId(textOf(object, u"id"));
    draft.value.identifier = textOf(object, u"identifier");
    if (draft.value.id.isEmpty() || draft.value.identifier.isEmpty())
        return {};
    const QString label = textOf(object, u"name").isEmpty() ? draft.value.identifier : textOf(object, u"name");
    take(management::resourceServerDescription(), object, draft, label, odd);
    keepName(draft.value, object);
    if (draft.value.unread.contains(u"signing_alg"_s))
        draft.value.signingAlgorithm = domain::SigningAlgorithm::Unknown;
    management::noteStandIns(management::resourceServerDescription(), draft.value);
    draft.value.isSystem = isTrue(object, u"is_system");
    return Read<domain::ResourceServer>{.value = std::move(draft.value), .json = object};
}

std::optional<Read<domain::ClientApplication>> readClient(const JsonValue &object, QList<Oddity> &odd)
{
    management::Draft<domain::ClientApplication> draft;
    draft.value.id = domain::ClientId(textOf(object, u"client_id"));
    if (draft.value.id.isEmpty())
        return {};
    const QString label = textOf(object, u"name").isEmpty() ? draft.value.id.text() : textOf(object, u"name");
    // A client that does not say what it is may be anything but a machine with a grant of its own.
    draft.value.type = domain::ClientType::RegularWeb;
    take(management::clientDescription(), object, draft, label, odd);
    keepName(draft.value, object);
    if (const JsonValue *methods = object.member(u"client_authentication_methods");
        methods && methods->isObject() && !methods->members.isEmpty())
        draft.value.authentication = domain::ClientAuthentication::PrivateKeyJwt;
    management::noteStandIns(management::clientDescription(), draft.value);
    return Read<domain::ClientApplication>{.value = std::move(draft.value), .json = object};
}

std::optional<Read<domain::ClientGrant>> readGrant(const JsonValue &object, QList<Oddity> &odd)
{
    management::Draft<domain::ClientGrant> draft;
    draft.value.id = domain::ClientGrantId(textOf(object, u"id"));
    draft.value.clientId = domain::ClientId(textOf(object, u"client_id"));
    QString audience = textOf(object, u"audience");
    // What a tenant grants to all third parties by default is nobody's grant.
    if (draft.value.id.isEmpty() || draft.value.clientId.isEmpty() || audience.isEmpty())
        return {};
    take(management::clientGrantDescription(), object, draft, draft.value.id.text(), odd);
    return Read<domain::ClientGrant>{.value = std::move(draft.value), .audience = std::move(audience), .json = object};
}

std::optional<domain::SigningKey> readSigningKey(const JsonValue &object)
{
    using State = domain::SigningKey::State;
    domain::SigningKey key;
    key.id = domain::KeyId(textOf(object, u"kid"));
    const JsonValue *cert = object.member(u"cert");
    const auto chain = jose::certificatesIn(cert && cert->isString() ? cert->string.toLatin1() : QByteArray(), 1);
    const auto parts = chain.isEmpty() ? std::nullopt : jose::certificateParts(chain.first());
    if (key.id.isEmpty() || !parts)
        return {};
    key.certificate = chain.first();
    key.publicKey = parts->key.toByteArray();
    key.state = isTrue(object, u"revoked")   ? State::Revoked
                : isTrue(object, u"current") ? State::Current
                : isTrue(object, u"next")    ? State::Next
                                             : State::Previous;
    key.currentSince = timeOf(object, u"current_since");
    key.currentUntil = timeOf(object, u"current_until");
    key.revokedAt = timeOf(object, u"revoked_at");
    return key;
}

std::optional<domain::SigningKey> readPublishedKey(const JsonValue &object)
{
    const JsonValue *chain = object.member(u"x5c");
    const bool hasCertificate = chain && chain->isArray() && !chain->elements.isEmpty();
    const QByteArray der =
        hasCertificate ? QByteArray::fromBase64(chain->elements.first().string.toLatin1()) : QByteArray();
    const auto parts = jose::certificateParts(der);
    domain::SigningKey key;
    key.id = domain::KeyId(textOf(object, u"kid"));
    if (key.id.isEmpty() || !parts)
        return {};
    key.certificate = der;
    key.publicKey = parts->key.toByteArray();
    key.state = domain::SigningKey::State::Previous;
    return key;
}

Read<domain::Tenant> readTenant(const JsonValue &object, QList<Oddity> &odd)
{
    management::Draft<domain::Tenant> draft;
    take(management::tenantDescription(), object, draft, u"tenant"_s, odd);
    return {.value = std::move(draft.value), .json = object};
}

} // namespace gatehouse::store::remote
