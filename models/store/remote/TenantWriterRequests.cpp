// What a change is sent as, read back from, and becomes of what is known of the tenant.
#include "models/store/remote/TenantWriter.h"

#include "models/store/SnapshotLists.h"
#include "models/store/remote/Encoding.h"
#include "models/store/remote/WriteParts.h"

#include <utility>

namespace gatehouse::store::remote {

using namespace writing;
using base::Result;
using jose::JsonValue;

// ---- what is known of the tenant then

template <typename Object> void TenantWriter::adopt(const Object &wanted, const Object &got)
{
    QList<Object> &list = listOf<Object>(m_next);
    qsizetype at = indexById(list, got.id);
    if (at < 0)
        at = indexById(list, wanted.id);
    if (at < 0)
        list.append(got);
    else
        list[at] = got;
    // Those that were planned with the id of a moment ago.
    if constexpr (std::is_same_v<Object, ResourceServer>) {
        for (ClientGrant &grant : m_next.grants) {
            if (grant.resourceServerId == wanted.id)
                grant.resourceServerId = got.id;
        }
    }
}

template <typename Object> void TenantWriter::forget(const Object &value)
{
    listOf<Object>(m_next).removeIf([&](const Object &one) { return one.id == value.id; });
    // The tenant takes the grants with it (contract section 1.6).
    if constexpr (std::is_same_v<Object, ResourceServer>)
        m_next.grants.removeIf([&](const ClientGrant &grant) { return grant.resourceServerId == value.id; });
    if constexpr (std::is_same_v<Object, ClientApplication>)
        m_next.grants.removeIf([&](const ClientGrant &grant) { return grant.clientId == value.id; });
}

void TenantWriter::noteDropped(const QString &object, const JsonValue &sent, const JsonValue &got)
{
    if (const QStringList members = droppedMembers(sent, got); !members.isEmpty())
        m_dropped.append({object, members});
}

template void TenantWriter::adopt(const ResourceServer &, const ResourceServer &);
template void TenantWriter::adopt(const ClientApplication &, const ClientApplication &);
template void TenantWriter::adopt(const ClientGrant &, const ClientGrant &);
template void TenantWriter::forget(const ResourceServer &);
template void TenantWriter::forget(const ClientApplication &);
template void TenantWriter::forget(const ClientGrant &);

// ---- what is read

Result<Read<ResourceServer>> TenantWriter::read(const ResourceServer &value)
{
    return m_reader.api(value.id.text());
}

Result<Read<ClientApplication>> TenantWriter::read(const ClientApplication &value)
{
    return m_reader.client(value.id.text());
}

Result<Read<ClientGrant>> TenantWriter::read(const ClientGrant &value)
{
    return m_reader.grant(value.id.text()).transform([&](Read<ClientGrant> grant) {
        grant.value.resourceServerId = value.resourceServerId;
        return grant;
    });
}

Result<Read<ResourceServer>> TenantWriter::findMade(const ResourceServer &wanted)
{
    return m_reader.api(wanted.identifier);
}

Result<Read<ClientApplication>> TenantWriter::findMade(const ClientApplication &wanted)
{
    return m_reader.clients().and_then(
        [&](const QList<Read<ClientApplication>> &all) -> Result<Read<ClientApplication>> {
            for (const Read<ClientApplication> &one : all) {
                if (one.value.name == wanted.name && !m_next.client(one.value.id))
                    return one;
            }
            return base::failure(ErrorCode::NotFound, ErrorStep::ChangeTenant, wanted.name);
        });
}

Result<Read<ClientGrant>> TenantWriter::findMade(const ClientGrant &wanted)
{
    return m_reader.grantsOf(wanted.clientId.text(), around().identifierOf(wanted.resourceServerId.text()))
        .and_then([&](const QList<Read<ClientGrant>> &all) -> Result<Read<ClientGrant>> {
            for (const Read<ClientGrant> &one : all) {
                if (one.value.subject == wanted.subject)
                    return one;
            }
            return base::failure(ErrorCode::NotFound, ErrorStep::ChangeTenant, wanted.id.text());
        });
}

namespace {

/// An object in the answer to its creation.
std::optional<Read<ResourceServer>> decoded(const JsonValue &json, const ResourceServer &)
{
    QList<Oddity> odd;
    return readApi(json, odd);
}
std::optional<Read<ClientApplication>> decoded(const JsonValue &json, const ClientApplication &)
{
    QList<Oddity> odd;
    return readClient(json, odd);
}
std::optional<Read<ClientGrant>> decoded(const JsonValue &json, const ClientGrant &)
{
    QList<Oddity> odd;
    return readGrant(json, odd);
}

} // namespace

// ---- what is sent

template <typename Object> std::expected<void, WriteFailure> TenantWriter::create(const Object &planned)
{
    Object wanted = planned;
    if constexpr (std::is_same_v<Object, ClientGrant>)
        translate(wanted); // its client and API may have been made a moment ago
    JsonValue body = creationBody(Kind<Object>::description(), wanted, around(), Kind<Object>::always());
    auto answer = m_client.write("POST", Kind<Object>::path, body);
    if (!answer) {
        // What came from a tenant with other features is left out, and told.
        const QStringList refusedNames = refusedMembers(answer.error().error);
        JsonValue less = body;
        less.members.removeIf([&](const jose::JsonMember &member) { return refusedNames.contains(member.name); });
        if (less.members.size() < body.members.size()) {
            answer = m_client.write("POST", Kind<Object>::path, less);
            m_dropped.append({label(wanted), refusedNames});
            body = less;
        }
    }
    constexpr int alreadyThere = 409;
    std::optional<Read<Object>> got;
    if (answer) {
        const JsonValue *id = answer->member(Kind<Object>::id);
        Object named = wanted;
        named.id = decltype(named.id)(id && id->isString() ? id->string : QString());
        if constexpr (std::is_same_v<Object, ClientApplication>) {
            if (const JsonValue *secret = answer->member(u"client_secret"); secret && secret->isString())
                m_custody.noteClientSecret(named.id, base::Secret(secret->string.toUtf8()));
        }
        auto found = named.id.isEmpty() ? findMade(wanted) : read(named);
        // A tenant of several machines may need a moment to find what it made: its answer is that object, too.
        if (!found && found.error().code == ErrorCode::NotFound) {
            if (auto told = decoded(*answer, wanted))
                found = *std::move(told);
        }
        if (!found)
            return failed(found.error(), true);
        got = *std::move(found);
    } else if (answer.error().mayBeDone || answer.error().error.httpStatus == alreadyThere) {
        auto found = findMade(wanted);
        if (!found)
            return std::unexpected(answer.error());
        if (!droppedMembers(body, found->json).isEmpty())
            return failed(conflict(label(wanted), u"identifier"_s), true);
        got = *std::move(found);
    } else {
        return std::unexpected(answer.error());
    }
    if constexpr (std::is_same_v<Object, ClientGrant>)
        got->value.resourceServerId = wanted.resourceServerId;
    noteDropped(label(wanted), body, got->json);
    m_aliases.add(planned.id.text(), got->value.id.text());
    adopt(planned, got->value);
    return {};
}

template <typename Object>
std::expected<void, WriteFailure> TenantWriter::update(const Read<Object> &now, const Object &wanted,
                                                       const JsonValue &body)
{
    const auto answer = m_client.write("PATCH", pathOf(now.value), body);
    if (!answer && !answer.error().mayBeDone)
        return std::unexpected(answer.error());
    const auto got = read(wanted);
    if (!got)
        return failed(answer ? got.error() : answer.error().error, true);
    // Without an answer it counts as done where it was done, and only there.
    if (!answer && !droppedMembers(body, got->json).isEmpty())
        return std::unexpected(answer.error());
    noteDropped(label(wanted), body, got->json);
    adopt(now.value, got->value);
    return {};
}

template <typename Object> std::expected<void, WriteFailure> TenantWriter::remove(const Object &value)
{
    const auto answer = m_client.write("DELETE", pathOf(value));
    const bool isGone = answer || answer.error().error.code == ErrorCode::NotFound;
    if (!isGone && !answer.error().mayBeDone)
        return std::unexpected(answer.error());
    if (const auto got = read(value); got || got.error().code != ErrorCode::NotFound) {
        if (!answer)
            return std::unexpected(answer.error());
        return failed(got ? conflict(label(value), u"deleted"_s) : got.error(), true);
    }
    forget(value);
    return {};
}

std::expected<void, WriteFailure> TenantWriter::updateTenant(const Read<Tenant> &now, const JsonValue &body)
{
    const auto answer = m_client.write("PATCH", "/tenants/settings", body);
    if (!answer && !answer.error().mayBeDone)
        return std::unexpected(answer.error());
    const auto got = m_reader.settings();
    if (!got)
        return failed(answer ? got.error() : answer.error().error, true);
    if (!answer && !droppedMembers(body, got->json).isEmpty())
        return std::unexpected(answer.error());
    noteDropped(now.value.name, body, got->json);
    m_next.tenant = got->value;
    return {};
}

std::expected<void, WriteFailure> TenantWriter::rotateSecret(const ClientApplication &client)
{
    const auto answer = m_client.write("POST", pathOf(client) + "/rotate-secret");
    // Reading does not tell: the tenant shows a secret once.
    if (!answer && answer.error().mayBeDone)
        return failed(unfit(ErrorStep::ChangeTenant, client.name, ConnectionFault::SecretUnclear).error(), true);
    if (!answer)
        return std::unexpected(answer.error());
    if (const JsonValue *secret = answer->member(u"client_secret"); secret && secret->isString())
        m_custody.noteClientSecret(client.id, base::Secret(secret->string.toUtf8()));
    return {};
}

std::expected<void, WriteFailure> TenantWriter::revoke(const SigningKey &key)
{
    const auto answer = m_client.write("PUT", "/keys/signing/" + segment(key.id.text()) + "/revoke");
    if (!answer && !answer.error().mayBeDone)
        return std::unexpected(answer.error());
    const auto got = m_reader.signingKey(key.id.text());
    if (!got || got->state != SigningKey::State::Revoked)
        return failed(!answer ? answer.error().error : got ? conflict(key.id.text(), u"state"_s) : got.error(), true);
    const qsizetype at = indexById(m_next.signingKeys, key.id);
    if (at >= 0)
        m_next.signingKeys[at] = *got;
    return {};
}

template std::expected<void, WriteFailure> TenantWriter::create(const ResourceServer &);
template std::expected<void, WriteFailure> TenantWriter::create(const ClientApplication &);
template std::expected<void, WriteFailure> TenantWriter::create(const ClientGrant &);
template std::expected<void, WriteFailure> TenantWriter::update(const Read<ResourceServer> &, const ResourceServer &,
                                                                const JsonValue &);
template std::expected<void, WriteFailure> TenantWriter::update(const Read<ClientApplication> &,
                                                                const ClientApplication &, const JsonValue &);
template std::expected<void, WriteFailure> TenantWriter::update(const Read<ClientGrant> &, const ClientGrant &,
                                                                const JsonValue &);
template std::expected<void, WriteFailure> TenantWriter::remove(const ResourceServer &);
template std::expected<void, WriteFailure> TenantWriter::remove(const ClientApplication &);
template std::expected<void, WriteFailure> TenantWriter::remove(const ClientGrant &);

} // namespace gatehouse::store::remote
