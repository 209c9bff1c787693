#include "app/engine/ClientSecrets.h"

#include <utility>
#include <vector>

namespace gatehouse::app {

using base::Secret;
using domain::ClientId;
using store::remote::SecretPlace;

Secret packed(const QHash<ClientId, Secret> &secrets)
{
    QStringList ids;
    for (auto it = secrets.cbegin(); it != secrets.cend(); ++it) {
        if (!it->bytes().contains('\n'))
            ids.append(it.key().text());
    }
    ids.sort();
    std::vector<unsigned char> bytes;
    const auto append = [&bytes](QByteArrayView view) {
        bytes.insert(bytes.end(), view.begin(), view.end());
        bytes.push_back('\n');
    };
    for (const QString &id : std::as_const(ids)) {
        const auto secret = secrets.constFind(ClientId(id));
        append(id.toUtf8());
        append(secret->bytes());
    }
    return Secret(std::move(bytes));
}

QHash<ClientId, Secret> unpacked(const Secret &packed)
{
    QHash<ClientId, Secret> secrets;
    QByteArrayView rest = packed.bytes();
    const auto line = [&rest] {
        const qsizetype end = rest.indexOf('\n');
        const QByteArrayView found = end < 0 ? QByteArrayView() : rest.first(end);
        rest = end < 0 ? QByteArrayView() : rest.sliced(end + 1);
        return found;
    };
    while (!rest.isEmpty()) {
        const QByteArrayView id = line();
        const QByteArrayView secret = line();
        if (!id.isEmpty() && !secret.isEmpty())
            secrets.insert(ClientId(QString::fromUtf8(id)), Secret(secret));
    }
    return secrets;
}

ClientSecrets::ClientSecrets(ConnectionBook &book, store::remote::Connection connection,
                             store::remote::RemoteCustody &custody, QObject *parent)
    : QObject(parent)
    , m_book(book)
    , m_connection(std::move(connection))
    , m_custody(custody)
{
}

ClientSecrets::~ClientSecrets()
{
    m_custody.setNoteListener({});
}

void ClientSecrets::load()
{
    if (m_isBegun || m_connection.place != SecretPlace::Keychain) {
        Q_EMIT loaded();
        return;
    }
    m_book.clientSecrets(m_connection).then(this, [this](const base::Result<Secret> &kept) {
        if (kept) {
            const QHash<ClientId, Secret> secrets = unpacked(*kept);
            for (auto it = secrets.cbegin(); it != secrets.cend(); ++it)
                m_custody.noteClientSecret(it.key(), *it);
        }
        // Where the keychain is locked, writing would lose what is in it.
        if (kept || kept.error().code == base::ErrorCode::KeychainMismatch)
            begin();
        Q_EMIT loaded();
    });
}

void ClientSecrets::begin()
{
    if (std::exchange(m_isBegun, true))
        return;
    m_kept = m_custody.noteCount();
    // Called in the thread that heard of one.
    m_custody.setNoteListener([this] {
        QMetaObject::invokeMethod(
            this,
            [this] {
                keep().then(this, [this](const base::Result<void> &kept) {
                    if (!kept)
                        Q_EMIT failed(kept.error());
                });
            },
            Qt::QueuedConnection);
    });
}

base::Job<void> ClientSecrets::keep()
{
    const int noted = m_custody.noteCount();
    if (!m_isBegun || noted == std::exchange(m_kept, noted))
        return base::Job<void>::ready({});
    QHash<ClientId, Secret> secrets = m_custody.notedSecrets();
    secrets.remove(ClientId(m_connection.clientId)); // it has an entry of its own
    return m_book.keepClientSecrets(m_connection, packed(secrets));
}

} // namespace gatehouse::app
