#include "models/store/sql/TenantHead.h"

#include "models/domain/Members.h"

#include <QMessageAuthenticationCode>
#include <QtEndian>

#include <algorithm>
#include <cstring>

namespace gatehouse::store::sql {

using namespace domain;
using namespace Qt::StringLiterals;
using Part = TenantHead::Part;
using Digest = TenantHead::Digest;

namespace {

/// Version 1 had no people and no consents, of which there were none.
constexpr char headVersion = 2;
constexpr std::size_t firstVersionParts = 5;

/// Writes values so that no two lists of values come out alike: numbers in eight bytes, texts behind their length.
class Canonical
{
public:
    explicit Canonical(QByteArrayView kind) { *this << kind; }

    Canonical &operator<<(qint64 number)
    {
        const qint64 ordered = qToBigEndian(number);
        m_bytes.append(reinterpret_cast<const char *>(&ordered), sizeof ordered);
        return *this;
    }
    Canonical &operator<<(QByteArrayView bytes)
    {
        *this << qint64(bytes.size());
        m_bytes.append(bytes);
        return *this;
    }
    Canonical &operator<<(const QString &text) { return *this << QByteArrayView(text.toUtf8()); }
    Canonical &operator<<(const base::Instant &at) { return *this << qint64(at.time_since_epoch().count()); }
    Canonical &operator<<(const std::optional<base::Instant> &at) { return at ? *this << 1 << *at : *this << 0; }
    Canonical &operator<<(bool value) { return *this << qint64(value); }
    Canonical &operator<<(int value) { return *this << qint64(value); }
    Canonical &operator<<(const QByteArray &bytes) { return *this << QByteArrayView(bytes); }
    Canonical &operator<<(const SealedSecret &secret) { return *this << QByteArrayView(secret.record); }
    Canonical &operator<<(SigningAlgorithm algorithm) { return *this << signingAlgorithmName(algorithm); }
    Canonical &operator<<(GrantTypes types) { return *this << grantTypeNames(types); }
    Canonical &operator<<(const Scope &scope) { return *this << scope.value << scope.description; }
    Canonical &operator<<(const Permission &permission)
    {
        return *this << permission.resourceServerId << permission.scope;
    }
    Canonical &operator<<(const KeptMembers &kept)
    {
        *this << qint64(kept.size());
        for (auto it = kept.cbegin(); it != kept.cend(); ++it)
            *this << it.key() << it.value();
        return *this;
    }
    template <NamedEnum Enum> Canonical &operator<<(Enum value) { return *this << nameOf(value); }
    template <typename Kind> Canonical &operator<<(const Id<Kind> &id) { return *this << id.text(); }
    template <typename Element> Canonical &operator<<(const QList<Element> &list)
    {
        *this << qint64(list.size());
        for (const Element &element : list)
            *this << element;
        return *this;
    }

    const QByteArray &bytes() const { return m_bytes; }

private:
    QByteArray m_bytes;
};

/// What came after the first schema, under its names and only where it is not the default: a store that was converted
/// keeps the digests it had.
template <typename Object> Canonical &addLater(Canonical &all, const Object &object)
{
    const Object usual{};
    eachMember(&object, [&](const char *name, auto member, MemberKind kind) {
        if (kind.isLater && !(member(object) == member(usual)))
            all << QByteArrayView(name) << member(object);
    });
    return all;
}

/// For kinds of objects that the first schema did not have.
template <typename Object> QByteArray whole(const char *kind, const Object &object)
{
    Canonical all(kind);
    all << object.id;
    if constexpr (requires { object.createdAt; })
        all << object.createdAt;
    eachMember(&object,
               [&](const char *name, auto member, MemberKind) { all << QByteArrayView(name) << member(object); });
    return all.bytes();
}

QByteArray canonical(const Tenant &tenant)
{
    Canonical all("tenant");
    all << tenant.name << qint64(tenant.apisSectionEnabled) << qint64(tenant.serverPort);
    return addLater(all, tenant).bytes();
}

QByteArray canonical(const ResourceServer &api)
{
    Canonical all("api");
    all << api.id.text() << api.name << api.identifier << signingAlgorithmName(api.signingAlgorithm)
        << qint64(api.tokenLifetime) << qint64(api.skipConsent) << qint64(api.allowOfflineAccess)
        << QByteArrayView(api.signingSecret.record) << qint64(api.isSystem) << qint64(api.isSample) << api.createdAt
        << qint64(api.scopes.size());
    for (const Scope &scope : api.scopes)
        all << scope;
    return addLater(all, api).bytes();
}

QByteArray canonical(const ClientApplication &client)
{
    Canonical all("client");
    all << client.id.text() << client.name << QByteArrayView(client.secret.record) << qint64(client.isSample)
        << client.createdAt;
    return addLater(all, client).bytes();
}

QByteArray canonical(const ClientGrant &grant)
{
    Canonical all("grant");
    all << grant.id.text() << grant.clientId.text() << grant.resourceServerId.text() << qint64(grant.isSample)
        << qint64(grant.scopes.size());
    for (const QString &scope : grant.scopes)
        all << scope;
    return addLater(all, grant).bytes();
}

QByteArray canonical(const SigningKey &key)
{
    Canonical all("signing_key");
    all << key.id.text() << signingAlgorithmName(key.algorithm) << qint64(key.state) << QByteArrayView(key.publicKey)
        << QByteArrayView(key.privateKey.record) << key.createdAt;
    return addLater(all, key).bytes();
}

QByteArray canonical(const User &user)
{
    return whole("user", user);
}

QByteArray canonical(const Consent &consent)
{
    return whole("consent", consent);
}

constexpr Part partOf(const Tenant * /*kind*/)
{
    return Part::Tenant;
}
constexpr Part partOf(const ResourceServer * /*kind*/)
{
    return Part::Apis;
}
constexpr Part partOf(const ClientApplication * /*kind*/)
{
    return Part::Clients;
}
constexpr Part partOf(const ClientGrant * /*kind*/)
{
    return Part::Grants;
}
constexpr Part partOf(const SigningKey * /*kind*/)
{
    return Part::SigningKeys;
}
constexpr Part partOf(const User * /*kind*/)
{
    return Part::Users;
}
constexpr Part partOf(const Consent * /*kind*/)
{
    return Part::Consents;
}

} // namespace

QLatin1StringView partName(Part part)
{
    switch (part) {
    case Part::Tenant:
        return "tenant"_L1;
    case Part::Apis:
        return "apis"_L1;
    case Part::Clients:
        return "clients"_L1;
    case Part::Grants:
        return "grants"_L1;
    case Part::SigningKeys:
        return "signing-keys"_L1;
    case Part::Users:
        return "users"_L1;
    case Part::Consents:
        return "consents"_L1;
    case Part::Revision:
        return "revision"_L1;
    }
    return {};
}

QByteArray TenantHead::bytes() const
{
    return written(headVersion, digestedParts);
}

QByteArray TenantHead::written(char version, std::size_t parts) const
{
    Canonical all("head");
    QByteArray bytes(1, version);
    for (std::size_t i = 0; i < parts; ++i)
        all << QByteArrayView(digests[i]);
    all << revision << lastAudit << QByteArrayView(auditChain);
    return bytes + all.bytes();
}

std::optional<TenantHead> TenantHead::parse(QByteArrayView bytes)
{
    // Its own writing in reverse would be more code than this: all sizes are fixed.
    constexpr qsizetype number = sizeof(qint64);
    constexpr qsizetype start = 1 + number + 4; // version, and the kind behind its length
    constexpr qsizetype text = number + qsizetype(sizeof(Digest));
    if (bytes.isEmpty() || (bytes.front() != headVersion && bytes.front() != 1))
        return {};
    const std::size_t parts = bytes.front() == 1 ? firstVersionParts : digestedParts;
    if (bytes.size() != start + qsizetype(parts) * text + 2 * number + text)
        return {};
    TenantHead head;
    const char *at = bytes.data() + start;
    for (std::size_t i = 0; i < parts; ++i) {
        std::memcpy(head.digests[i].data(), at + number, sizeof(Digest));
        at += text;
    }
    head.revision = qFromBigEndian<qint64>(at);
    head.lastAudit = qFromBigEndian<qint64>(at + number);
    std::memcpy(head.auditChain.data(), at + 3 * number, head.auditChain.size());
    return head.written(bytes.front(), parts) == bytes ? std::optional(head) : std::nullopt;
}

QList<Part> TenantHead::differences(const TenantHead &other) const
{
    QList<Part> parts;
    for (std::size_t i = 0; i < digestedParts; ++i) {
        if (digests[i] != other.digests[i])
            parts.append(static_cast<Part>(i));
    }
    if (revision != other.revision)
        parts.append(Part::Revision);
    return parts;
}

HeadDigests::HeadDigests(base::Secret key)
    : m_key(std::move(key))
{
}

Digest HeadDigests::digest(const QByteArray &bytes) const
{
    QMessageAuthenticationCode code(QCryptographicHash::Sha256, m_key.bytes());
    code.addData(bytes);
    Digest digest;
    std::memcpy(digest.data(), code.resultView().data(), digest.size());
    return digest;
}

template <typename Object> void HeadDigests::toggle(TenantHead &head, Part part, const Object &object) const
{
    const Digest one = digest(canonical(object));
    Digest &all = head.digests[static_cast<std::size_t>(part)];
    std::ranges::transform(all, one, all.begin(), [](char a, char b) { return static_cast<char>(a ^ b); });
}

TenantHead HeadDigests::of(const StoreSnapshot &tenant) const
{
    TenantHead head;
    head.revision = tenant.revision;
    toggle(head, Part::Tenant, tenant.tenant);
    const auto all = [&](Part part, const auto &objects) {
        for (const auto &object : objects)
            toggle(head, part, object);
    };
    all(Part::Apis, tenant.resourceServers);
    all(Part::Clients, tenant.clients);
    all(Part::Grants, tenant.grants);
    all(Part::SigningKeys, tenant.signingKeys);
    all(Part::Users, tenant.users);
    all(Part::Consents, tenant.consents);
    return head;
}

void HeadDigests::apply(TenantHead &head, const ChangeSet &changes) const
{
    for (const Change &change : changes.changes) {
        std::visit(
            [&](const auto &one) {
                for (const auto &object : {one.before, one.after}) {
                    if (object)
                        toggle(head, partOf(&*object), *object);
                }
            },
            change);
    }
}

void HeadDigests::chain(TenantHead &head, const AuditRow &row) const
{
    head.auditChain = digest((Canonical("audit") << QByteArrayView(head.auditChain) << row.sequence << row.at
                                                 << row.user << row.source << row.items)
                                 .bytes());
    head.lastAudit = row.sequence;
}

} // namespace gatehouse::store::sql
