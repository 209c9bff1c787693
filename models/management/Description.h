#pragma once

#include "models/base/Secret.h"
#include "models/domain/KeptMembers.h"
#include "models/domain/UnreadMembers.h"
#include "models/jose/JsonBuilder.h"
#include "models/management/Schema.h"

#include <QFlags>
#include <QSet>

#include <functional>
#include <optional>
#include <utility>

namespace gatehouse::management {

using namespace Qt::StringLiterals;

/// Where a member may stand.
enum class Use {
    Output = 1 << 0,
    Create = 1 << 1,
    Update = 1 << 2,
    Required = 1 << 3, ///< in the body that creates an object
    Secret = 1 << 4,   ///< given only to who may read keys
    System = 1 << 5,   ///< may be changed of system objects, too
    Merged = 1 << 6,   ///< an update replaces the members it names, and leaves the others of this object
};
Q_DECLARE_FLAGS(Uses, Use)
Q_DECLARE_OPERATORS_FOR_FLAGS(Uses)

inline constexpr Uses readOnly = Use::Output;
inline constexpr Uses fixedAtCreation = Uses(Use::Output) | Use::Create;
inline constexpr Uses writable = Uses(Use::Output) | Use::Create | Use::Update;
inline constexpr Uses written = Uses(Use::Create) | Use::Update;

/// What an object's JSON says beside the object itself.
struct Surroundings
{
    QString tenantName = {};
    /// Identifiers of APIs by id: the Management API has one for each origin.
    std::function<QString(const QString &apiId)> identifierOf = {};
    std::optional<base::Secret> secret = {}; ///< of this object, opened; left out without
    /// What only Auth0's own tools look for is given, too: its name for the Management API, members that nobody set
    /// with what it says then.
    bool isForAuth0sTools = true;
    /// What nobody has set is left out where Auth0 leaves it out.
    bool leavesOutUnset = false;
};

/// An object as a body wants it: what is no member of the value stands beside it.
template <typename Object> struct Draft
{
    Object value = {};
    std::optional<base::Secret> secret = {}; ///< a new one
    QString audience = {};                   ///< of a grant: the identifier of its API
    QSet<QString> named = {};                ///< the members of the body
    bool keepsWhatIsSet = false;             ///< for answers that leave out what is not
};

/// One member: its name, what it may be, where it may stand, and how it gets in and out.
template <typename Object> struct Member
{
    QString name;
    Schema schema = {};
    Uses uses = {};
    /// Nothing: the member is absent. Unset for a kept member.
    std::function<std::optional<jose::JsonValue>(const Object &, const Surroundings &)> read = {};
    /// Of a value that fits the schema. Unset for a kept member.
    std::function<void(Draft<Object> &, const jose::JsonValue &)> write = {};
    QByteArray usual = {}; ///< of a kept member: the JSON that is given where nothing is kept; empty for none
};

/// An entity, member by member, in the order of its JSON.
template <typename Object> using Description = QList<Member<Object>>;

/// A member that is kept as it came.
template <typename Object>
Member<Object> keptMember(const QString &name, const Schema &schema, const QByteArray &usual = {}, Uses uses = writable)
{
    return {.name = name, .schema = schema, .uses = uses, .usual = usual};
}

/// What a tenant elsewhere wrote where nobody understood it, as long as the object still holds what stands in for it,
/// which is `held`. Nothing where the member was understood, or was changed since.
std::optional<jose::JsonValue> unreadJson(const domain::UnreadMembers &unread, const QString &name,
                                          const std::optional<jose::JsonValue> &held);

/// The members say what the tenant wrote, and never what stands in for it.
template <typename Object> Description<Object> sayingUnread(Description<Object> description)
{
    for (Member<Object> &member : description) {
        if (!member.read || !member.write)
            continue;
        member.read = [name = member.name, read = member.read](
                          const Object &object, const Surroundings &around) -> std::optional<jose::JsonValue> {
            if (!object.unread.isEmpty()) {
                if (auto given = unreadJson(object.unread, name, read(object, {})))
                    return given;
            }
            return read(object, around);
        };
    }
    return description;
}

/// Notes beside what is unread what the object holds in its place; once all members are in.
template <typename Object> void noteStandIns(const Description<Object> &description, Object &object)
{
    domain::UnreadMembers unread = std::exchange(object.unread, {});
    for (const Member<Object> &member : description) {
        const auto found = unread.find(member.name);
        const auto held = found != unread.end() && member.read ? member.read(object, {}) : std::nullopt;
        if (held)
            found->standIn = held->toJson();
    }
    object.unread = std::move(unread);
}

/// Which members of an object an answer names (`fields`, `include_fields`).
struct FieldSelection
{
    QSet<QString> names = {}; ///< empty: all
    bool isInclusive = true;

    bool contains(const QString &name) const { return names.isEmpty() || names.contains(name) == isInclusive; }
};

jose::JsonValue keptJson(const QByteArray &json);
/// Keeps a value; null keeps nothing, and so does what is said anyway where nothing was kept.
void keep(domain::KeptMembers &kept, const QString &name, const jose::JsonValue &value, const QByteArray &usual = {});
/// Writes the members of `update` into the object `before`.
jose::JsonValue mergedObject(const jose::JsonValue &before, const jose::JsonValue &update);
/// "Additional properties not allowed", "Missing required property" and the like, of the object as a whole.
std::optional<Problem> checkNames(const jose::JsonValue &body, const QStringList &allowed, const QStringList &required,
                                  bool isUpdate);

template <typename Object>
jose::JsonValue toJson(const Description<Object> &description, const Object &object, const Surroundings &around,
                       const FieldSelection &fields = {})
{
    jose::JsonValue made = jose::json::object();
    for (const Member<Object> &member : description) {
        if (!member.uses.testFlag(Use::Output) || !fields.contains(member.name))
            continue;
        if (member.read) {
            if (auto value = member.read(object, around))
                jose::json::add(made, member.name, *std::move(value));
        } else if (const auto kept = object.kept.constFind(member.name); kept != object.kept.cend()) {
            jose::json::add(made, member.name, keptJson(*kept));
        } else if (around.isForAuth0sTools && !member.usual.isEmpty()) {
            jose::json::add(made, member.name, keptJson(member.usual));
        }
    }
    return made;
}

/// Puts the members of `body` into `draft`. `use` is Create, Update, or Update | System.
template <typename Object>
std::optional<Problem> assign(const Description<Object> &description, Draft<Object> &draft, const jose::JsonValue &body,
                              Uses use)
{
    if (!body.isObject())
        return check(body, schema::openObject(), {});
    const bool isUpdate = use.testFlag(Use::Update);
    const auto isAllowed = [&](const Member<Object> &member) { return (member.uses & use) == use; };
    QStringList allowed;
    QStringList required;
    for (const Member<Object> &member : description) {
        if (isAllowed(member))
            allowed.append(member.name);
        if (!isUpdate && member.uses.testFlag(Use::Required))
            required.append(member.name);
    }
    if (auto problem = checkNames(body, allowed, required, isUpdate))
        return problem;
    for (const Member<Object> &member : description) {
        const jose::JsonValue *value = isAllowed(member) ? body.member(member.name) : nullptr;
        if (!value)
            continue;
        if (auto problem = check(*value, member.schema, member.name))
            return problem;
        draft.named.insert(member.name);
        if (member.write) {
            member.write(draft, *value);
        } else if constexpr (requires { draft.value.kept; }) {
            const QByteArray before = draft.value.kept.value(member.name, member.usual);
            const bool isMerged = isUpdate && member.uses.testFlag(Use::Merged);
            const jose::JsonValue whole = isMerged ? mergedObject(keptJson(before), *value) : *value;
            // Few members at a time come to too many.
            if (auto problem = isMerged ? check(whole, member.schema, member.name) : std::nullopt)
                return problem;
            keep(draft.value.kept, member.name, whole, member.usual);
        }
    }
    if constexpr (requires { draft.value.kept; }) {
        if (domain::keptBytes(draft.value.kept) > domain::maxKeptBytes)
            return Problem{.status = 413, .message = u"Payload content length greater than maximum allowed"_s};
    }
    return {};
}

} // namespace gatehouse::management
