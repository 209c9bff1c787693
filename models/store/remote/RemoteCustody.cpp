#include "models/store/remote/RemoteCustody.h"

#include "models/store/connection/ConnectionFault.h"

#include <utility>

namespace gatehouse::store::remote {

using base::Result;
using base::Secret;
using domain::SealedSecret;
using namespace Qt::StringLiterals;

namespace {

/// It lies with the tenant, and only there.
std::unexpected<base::Error> elsewhere(const QString &name)
{
    return unfit(base::ErrorStep::OpenSealed, name, ConnectionFault::Secret);
}

} // namespace

SealedSecret RemoteCustody::wish()
{
    return {"to be made by the tenant"_ba};
}

bool RemoteCustody::noteClientSecret(const domain::ClientId &client, const Secret &secret)
{
    const std::scoped_lock lock(m_mutex);
    m_made.insert(client, secret);
    ++m_notes;
    if (m_onNote)
        m_onNote();
    return true;
}

QHash<domain::ClientId, Secret> RemoteCustody::notedSecrets() const
{
    const std::scoped_lock lock(m_mutex);
    return m_made;
}

int RemoteCustody::noteCount() const
{
    const std::scoped_lock lock(m_mutex);
    return m_notes;
}

void RemoteCustody::setNoteListener(std::function<void()> listener)
{
    const std::scoped_lock lock(m_mutex);
    m_onNote = std::move(listener);
}

Result<SealedSecret> RemoteCustody::sealClientSecret(const domain::ClientId &, const Secret &)
{
    return wish();
}

Result<SealedSecret> RemoteCustody::sealSigningSecret(const domain::ResourceServerId &, const Secret &)
{
    return wish();
}

Result<SealedSecret> RemoteCustody::sealPrivateKey(const domain::KeyId &key, const Secret &)
{
    return elsewhere(key.text());
}

Result<SealedSecret> RemoteCustody::sealAuthorityKey(const Secret &)
{
    return elsewhere({});
}

Result<SealedSecret> RemoteCustody::sealPassword(const domain::UserId &user, const Secret &)
{
    return elsewhere(user.text());
}

Result<SealedSecret> RemoteCustody::sealToken(const QString &record, const Secret &)
{
    return elsewhere(record);
}

Result<Secret> RemoteCustody::clientSecret(const domain::ClientApplication &client) const
{
    const std::scoped_lock lock(m_mutex);
    const auto made = m_made.constFind(client.id);
    if (made == m_made.cend())
        return elsewhere(client.name);
    return *made;
}

Result<Secret> RemoteCustody::signingSecret(const domain::ResourceServer &api) const
{
    return elsewhere(api.name);
}

Result<Secret> RemoteCustody::previousSigningSecret(const domain::ResourceServer &api) const
{
    return elsewhere(api.name);
}

Result<Secret> RemoteCustody::authorityKey(const domain::Tenant &tenant) const
{
    return elsewhere(tenant.name);
}

Result<Secret> RemoteCustody::password(const domain::User &user) const
{
    return elsewhere(user.email);
}

Result<Secret> RemoteCustody::token(const QString &record, const SealedSecret &) const
{
    return elsewhere(record);
}

Result<std::shared_ptr<const jose::Signer>> RemoteCustody::signer(const domain::SigningKey &key) const
{
    return elsewhere(key.id.text());
}

Result<std::shared_ptr<const jose::Signer>> RemoteCustody::signer(const domain::ResourceServer &api) const
{
    return elsewhere(api.name);
}

} // namespace gatehouse::store::remote
