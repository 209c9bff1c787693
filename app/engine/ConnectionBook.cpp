#include "app/engine/ConnectionBook.h"

#include "models/base/PrivateFile.h"
#include "models/settings/qtkeychain/KeychainVault.h"
#include "models/store/connection/ConnectionFault.h"

#include <QDir>
#include <QFileInfo>
#include <QPromise>
#include <QStandardPaths>

#include <utility>

namespace gatehouse::app {

using base::ErrorCode;
using base::ErrorStep;
using base::Job;
using base::Result;
using base::Secret;
using store::remote::Connection;
using store::remote::ConnectionFault;
using store::remote::Connections;
using store::remote::SecretPlace;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largestFile = qint64{4} * 1024 * 1024;
constexpr int saltSize = 16;
constexpr int nonceSize = 12;
constexpr int keySize = 32;

/// What the keychain says, as a sentence about a connection.
base::Error about(const Connection &connection, base::Error error)
{
    error.step = ErrorStep::LogInToTenant;
    error.subject = connection.name;
    return error;
}

QString clientsEntry(const Connection &connection)
{
    return connection.secretEntry() + u"-clients"_s;
}

} // namespace

ConnectionBook::ConnectionBook(QString path, std::unique_ptr<settings::SecretVault> vault, const Crypto *crypto)
    : m_path(std::move(path))
    , m_vault(std::move(vault))
    , m_crypto(crypto)
{
}

ConnectionBook::~ConnectionBook() = default;

QString ConnectionBook::defaultPath()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/gatehouse/connections.json"_s;
}

const Crypto &ConnectionBook::crypto()
{
    if (!m_crypto) {
        m_ownCrypto = std::make_unique<Crypto>();
        m_crypto = m_ownCrypto.get();
    }
    return *m_crypto;
}

settings::SecretVault &ConnectionBook::vault()
{
    if (!m_vault)
        m_vault = std::make_unique<settings::qtkeychain::KeychainVault>();
    return *m_vault;
}

Result<Connections> ConnectionBook::read() const
{
    const auto bytes = base::readPrivateFile(m_path, largestFile, ErrorStep::ReadConnections);
    if (!bytes && bytes.error().code == ErrorCode::NotFound)
        return Connections();
    if (!bytes)
        return std::unexpected(bytes.error());
    const auto connections = store::remote::connectionsOf(*bytes);
    if (!connections)
        return store::remote::unfit(ErrorStep::ReadConnections, m_path, ConnectionFault::FileDamaged);
    return *connections;
}

Result<void> ConnectionBook::write(const Connections &connections) const
{
    const QDir folder = QFileInfo(m_path).dir();
    if (!folder.exists() && !QDir().mkpath(folder.path()))
        return base::failure(ErrorCode::FileUnwritable, ErrorStep::WriteConnections, m_path);
    return base::writePrivateFile(m_path, store::remote::toJson(connections), ErrorStep::WriteConnections);
}

template <typename T> Job<T> ConnectionBook::inThread(std::function<Result<T>()> work)
{
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    const bool isStarted = m_thread.post([promise, work = std::move(work)] {
        promise->addResult(work());
        promise->finish();
    });
    if (!isStarted)
        return Job<T>::ready(base::failure(ErrorCode::ThreadRefused, ErrorStep::OpenSealed));
    return Job<T>(promise->future());
}

Result<Connection> ConnectionBook::seal(const Crypto &crypto, Connection connection, const Secret &secret,
                                        const Secret &passphrase)
{
    store::remote::SealedUnderPassphrase sealed{
        .cost = jose::usualArgon2Cost, .salt = base::randomBytes(m_random, saltSize), .record = {}};
    const auto key = crypto.passphraseKdf().argon2id(passphrase, {.salt = sealed.salt}, sealed.cost, keySize);
    if (!key)
        return std::unexpected(key.error());
    auto record =
        crypto.cipher().seal(*key, connection.secretEntry().toUtf8(), base::randomBytes(m_random, nonceSize), secret);
    if (!record)
        return std::unexpected(record.error());
    sealed.record = *std::move(record);
    connection.sealed = std::move(sealed);
    return connection;
}

Job<Connection> ConnectionBook::keep(Connection connection, const Secret &secret, const Secret &passphrase)
{
    connection.sealed.reset();
    if (connection.place == SecretPlace::Nowhere)
        return Job<Connection>::ready(connection);
    if (connection.place == SecretPlace::Passphrase)
        return inThread<Connection>([this, &crypto = crypto(), connection, secret, passphrase] {
            return seal(crypto, connection, secret, passphrase);
        });
    const auto promise = std::make_shared<QPromise<Result<Connection>>>();
    promise->start();
    const auto end = [promise](Result<Connection> result) {
        promise->addResult(std::move(result));
        promise->finish();
    };
    vault()
        .write(connection.secretEntry(), secret)
        .then(&m_context, [this, end, connection, secret](const Result<void> &written) {
            if (!written)
                return end(std::unexpected(about(connection, written.error())));
            // What the keychain says it has kept is what it gives back, or it is kept nowhere.
            vault()
                .read(connection.secretEntry())
                .then(&m_context, [end, connection, secret](const Result<Secret> &read) {
                    if (!read)
                        return end(std::unexpected(about(connection, read.error())));
                    if (!read->equals(secret))
                        return end(std::unexpected(about(connection, {.code = ErrorCode::KeychainMismatch,
                                                                      .step = {},
                                                                      .subject = {},
                                                                      .detail = u"another value"_s})));
                    end(connection);
                });
        });
    return Job<Connection>(promise->future());
}

Job<Secret> ConnectionBook::secret(const Connection &connection, const Secret &passphrase)
{
    if (connection.place == SecretPlace::Keychain) {
        const auto promise = std::make_shared<QPromise<Result<Secret>>>();
        promise->start();
        vault().read(connection.secretEntry()).then(&m_context, [promise, connection](const Result<Secret> &read) {
            promise->addResult(
                read.transform_error([&connection](const base::Error &error) { return about(connection, error); }));
            promise->finish();
        });
        return Job<Secret>(promise->future());
    }
    if (!connection.sealed)
        return Job<Secret>::ready(
            store::remote::unfit(ErrorStep::LogInToTenant, connection.name, ConnectionFault::NoSecret));
    return inThread<Secret>([&crypto = crypto(), connection, passphrase]() -> Result<Secret> {
        const auto key = crypto.passphraseKdf().argon2id(passphrase, {.salt = connection.sealed->salt},
                                                         connection.sealed->cost, keySize);
        if (!key)
            return std::unexpected(key.error());
        auto opened = crypto.cipher().open(*key, connection.secretEntry().toUtf8(), connection.sealed->record);
        if (!opened)
            return store::remote::unfit(ErrorStep::OpenSealed, connection.name, ConnectionFault::Passphrase);
        return *std::move(opened);
    });
}

Job<Connection> ConnectionBook::move(const Connection &before, const Connection &after, const Secret &passphrase)
{
    if (before.place == SecretPlace::Nowhere || before.secretEntry() == after.secretEntry())
        return Job<Connection>::ready(after);
    const auto promise = std::make_shared<QPromise<Result<Connection>>>();
    promise->start();
    const auto end = [promise](Result<Connection> result) {
        promise->addResult(std::move(result));
        promise->finish();
    };
    secret(before, passphrase).then(&m_context, [this, end, before, after, passphrase](const Result<Secret> &opened) {
        if (!opened) {
            end(std::unexpected(opened.error()));
            return;
        }
        // Kept twice for a moment: an entry too many is found again, one too few is not.
        keep(after, *opened, passphrase).then(&m_context, [this, end, before](const Result<Connection> &kept) {
            if (!kept || kept->place != SecretPlace::Keychain) {
                end(kept);
                return;
            }
            vault().read(clientsEntry(before)).then(&m_context, [this, end, kept](const Result<Secret> &clients) {
                if (!clients) {
                    end(kept);
                    return;
                }
                vault().write(clientsEntry(*kept), *clients).then(&m_context, [end, kept](const Result<void> &) {
                    end(kept);
                });
            });
        });
    });
    return Job<Connection>(promise->future());
}

Job<Secret> ConnectionBook::clientSecrets(const Connection &connection)
{
    return vault().read(clientsEntry(connection));
}

Job<void> ConnectionBook::keepClientSecrets(const Connection &connection, const Secret &secrets)
{
    return vault().write(clientsEntry(connection), secrets);
}

Job<void> ConnectionBook::forget(const Connection &connection)
{
    if (connection.place != SecretPlace::Keychain)
        return Job<void>::ready({});
    const auto promise = std::make_shared<QPromise<Result<void>>>();
    promise->start();
    // Those of the clients first: what a second try still finds is the connection's own.
    vault().remove(clientsEntry(connection)).then(&m_context, [this, promise, connection](const Result<void> &) {
        vault().remove(connection.secretEntry()).then(&m_context, [promise, connection](const Result<void> &removed) {
            promise->addResult(
                removed.transform_error([&connection](const base::Error &error) { return about(connection, error); }));
            promise->finish();
        });
    });
    return Job<void>(promise->future());
}

} // namespace gatehouse::app
