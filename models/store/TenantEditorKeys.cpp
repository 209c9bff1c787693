// Keys: what signs, what will sign next, and what has signed.
#include "models/store/TenantEditor.h"

#include "models/jose/Jwk.h"

namespace gatehouse::store {

using namespace domain;
using namespace Qt::StringLiterals;

namespace {

constexpr int keyIdLength = 21;

} // namespace

Edit<SigningKey> TenantEditor::newSigningKey(const jose::SignerFactory &signers, SigningKey::State state)
{
    auto generated = signers.generateRsa(jose::leastRsaBits);
    if (!generated)
        return refuse(generated.error());
    SigningKey key;
    key.id = KeyId(base::randomText(m_random, base::base64UrlAlphabet, keyIdLength));
    key.state = state;
    key.publicKey = generated->publicKey;
    key.createdAt = m_clock.now();
    if (state == SigningKey::State::Current)
        key.currentSince = key.createdAt;
    auto certificate =
        signers.selfSigned(generated->privateKey, u"Gatehouse signing key "_s + key.id.text(), key.createdAt);
    if (!certificate)
        return refuse(certificate.error());
    key.certificate = *std::move(certificate);
    auto sealed = m_custody.sealPrivateKey(key.id, generated->privateKey);
    if (!sealed)
        return refuse(sealed.error());
    key.privateKey = *sealed;
    return key;
}

Edit<ChangeSet> TenantEditor::prepareNextKey(const StoreSnapshot &tenant, const jose::SignerFactory &signers)
{
    ChangeSet changes;
    if (tenant.nextSigningKey())
        return changes;
    auto next = newSigningKey(signers, SigningKey::State::Next);
    if (!next)
        return std::unexpected(next.error());
    changes.create(*next);
    return changes;
}

Edit<ChangeSet> TenantEditor::rotateSigningKey(const StoreSnapshot &tenant, const jose::SignerFactory &signers)
{
    ChangeSet changes;
    const base::Instant now = m_clock.now();
    if (const SigningKey *current = tenant.currentSigningKey()) {
        SigningKey previous = *current;
        previous.state = SigningKey::State::Previous;
        previous.currentUntil = now;
        changes.update(*current, previous);
    }
    if (const SigningKey *next = tenant.nextSigningKey()) {
        SigningKey current = *next;
        current.state = SigningKey::State::Current;
        current.currentSince = now;
        changes.update(*next, current);
    } else {
        auto current = newSigningKey(signers, SigningKey::State::Current);
        if (!current)
            return std::unexpected(current.error());
        changes.create(*current);
    }
    auto next = newSigningKey(signers, SigningKey::State::Next);
    if (!next)
        return std::unexpected(next.error());
    changes.create(*next);
    return changes;
}

Edit<ChangeSet> TenantEditor::revokeSigningKey(const StoreSnapshot &tenant, const KeyId &id)
{
    const SigningKey *key = tenant.signingKey(id);
    if (!key)
        return refuse(Violation{Field::SigningKey, Rule::Unknown, id.text(), 0});
    // What signs now, or will, is replaced first: a tenant without a key issues nothing.
    if (key->state != SigningKey::State::Previous)
        return refuse(Violation{Field::SigningKey, Rule::NotNow, nameOf(key->state), 0});
    SigningKey revoked = *key;
    revoked.state = SigningKey::State::Revoked;
    revoked.revokedAt = m_clock.now();
    ChangeSet changes;
    changes.update(*key, revoked);
    return changes;
}

Edit<ChangeSet> TenantEditor::dropPreviousSecret(const StoreSnapshot &tenant, const ResourceServerId &id)
{
    const ResourceServer *api = tenant.resourceServer(id);
    if (!api)
        return refuse(Violation{Field::Api, Rule::Unknown, id.text(), 0});
    ResourceServer edited = *api;
    edited.previousSigningSecret = {};
    ChangeSet changes;
    changes.update(*api, edited);
    return changes;
}

} // namespace gatehouse::store
