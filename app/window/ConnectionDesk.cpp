#include "app/window/ConnectionDesk.h"

#include "app/engine/TenantCopy.h"
#include "models/store/connection/ConnectionFault.h"

#include <QCoreApplication>
#include <QProcess>

#include <algorithm>
#include <tuple>
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
using store::remote::Login;
using store::remote::SecretPlace;
using ui::pages::ConnectionCheck;
using namespace Qt::StringLiterals;

namespace {

std::unexpected<base::Error> unfit(const QString &name, ConnectionFault fault)
{
    return store::remote::unfit(ErrorStep::WriteConnections, name, fault);
}

template <typename T> std::shared_ptr<QPromise<Result<T>>> started()
{
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    return promise;
}

template <typename T> void finish(QPromise<Result<T>> &promise, Result<T> result)
{
    promise.addResult(std::move(result));
    promise.finish();
}

} // namespace

Job<Login> loginOf(ConnectionBook &book, const Connection &connection, const Secret &typed, QObject *context)
{
    if (connection.clientId.isEmpty())
        return Job<Login>::ready(Login(store::remote::PastedToken{typed}));
    const auto credentials = [id = connection.clientId](const Secret &secret) {
        return Login(store::remote::ClientCredentials{.clientId = id, .secret = secret});
    };
    if (connection.place == SecretPlace::Nowhere)
        return Job<Login>::ready(credentials(typed));
    const auto promise = started<Login>();
    book.secret(connection, typed).then(context, [promise, credentials](const Result<Secret> &secret) {
        finish(*promise, secret.transform(credentials));
    });
    return Job<Login>(promise->future());
}

/// One that is under way, with the backend that asks.
struct ConnectionDesk::Test
{
    std::shared_ptr<QPromise<Result<ConnectionCheck>>> promise = started<ConnectionCheck>();
    store::remote::RemoteCustody custody;
    std::unique_ptr<store::remote::ManagementBackend> backend;
    Job<std::optional<QStringList>> scopes;
    Job<store::StoreSnapshot> reading;
    ConnectionCheck found;
    bool isCancelled = false;
};

ConnectionDesk::ConnectionDesk(ConnectionBook &book, const base::Clock &clock, QObject *parent)
    : ConnectionControl(parent)
    , m_book(book)
    , m_clock(clock)
    , m_watch(book.path())
{
    // A file that cannot be read is told where somebody wants something of it.
    connect(&m_watch, &base::FileWatch::changed, this, [this] { std::ignore = reload(); });
}

ConnectionDesk::~ConnectionDesk() = default;

Result<void> ConnectionDesk::reload()
{
    auto read = m_book.read();
    if (!read)
        return std::unexpected(read.error());
    if (*read == m_connections)
        return {};
    m_connections = *std::move(read);
    Q_EMIT changed();
    return {};
}

Result<void> ConnectionDesk::write(const std::function<Result<void>(Connections &)> &change)
{
    auto connections = m_book.read();
    if (!connections)
        return std::unexpected(connections.error());
    if (const auto changed = change(*connections); !changed)
        return changed;
    if (const auto written = m_book.write(*connections); !written)
        return written;
    m_connections = *std::move(connections);
    Q_EMIT changed();
    return {};
}

Job<void> ConnectionDesk::add(const Connection &connection, const Secret &secret, const Secret &passphrase)
{
    // Before anything is kept: a secret in the keychain that nothing names would stay there.
    if (const auto read = reload(); !read)
        return Job<void>::ready(std::unexpected(read.error()));
    if (m_connections.find(connection.name))
        return Job<void>::ready(unfit(connection.name, ConnectionFault::NameTaken));
    const auto promise = started<void>();
    m_book.keep(connection, secret, passphrase).then(this, [this, promise](const Result<Connection> &kept) {
        if (!kept) {
            finish(*promise, Result<void>(std::unexpected(kept.error())));
            return;
        }
        finish(*promise, write([&kept](Connections &connections) -> Result<void> {
            if (connections.find(kept->name))
                return unfit(kept->name, ConnectionFault::NameTaken);
            connections.all.append(*kept);
            return {};
        }));
    });
    return Job<void>(promise->future());
}

Job<void> ConnectionDesk::change(const Connection &connection, const Secret &passphrase)
{
    const Connection *found = m_connections.find(connection.name);
    if (!found)
        return Job<void>::ready(unfit(connection.name, ConnectionFault::Unknown));
    const auto promise = started<void>();
    m_book.move(*found, connection, passphrase)
        .then(this, [this, promise, before = *found](const Result<Connection> &kept) {
            if (!kept) {
                finish(*promise, Result<void>(std::unexpected(kept.error())));
                return;
            }
            const auto written = write([&kept, &before](Connections &connections) -> Result<void> {
                const auto at = std::ranges::find(connections.all, before);
                if (at == connections.all.end())
                    return unfit(before.name, ConnectionFault::Unknown);
                *at = *kept;
                return {};
            });
            // What nobody refers to any more: the former entry, or the new one where the file could not be written.
            const Connection &left = written ? before : *kept;
            if (before.secretEntry() == kept->secretEntry()) {
                finish(*promise, written);
                return;
            }
            m_book.forget(left).then(this, [promise, written](const Result<void> &) { finish(*promise, written); });
        });
    return Job<void>(promise->future());
}

Job<void> ConnectionDesk::remove(const QString &name)
{
    const Connection *found = m_connections.find(name);
    if (!found)
        return Job<void>::ready(unfit(name, ConnectionFault::Unknown));
    const auto promise = started<void>();
    // The secret first: an entry without a secret can be removed again, a secret without an entry would stay.
    m_book.forget(*found).then(this, [this, promise, name, connection = *found](const Result<void> &forgotten) {
        if (!forgotten) {
            finish(*promise, forgotten);
            return;
        }
        const auto written = write([&name](Connections &connections) -> Result<void> {
            connections.all.removeIf([&name](const Connection &one) { return one.name == name; });
            if (connections.current == name)
                connections.current.clear();
            return {};
        });
        if (written)
            ConnectionFiles::of(m_book.path(), connection).remove(m_book.crypto().cipher());
        finish(*promise, written);
    });
    return Job<void>(promise->future());
}

Job<ConnectionCheck> ConnectionDesk::test(const QString &name, const Secret &typed)
{
    const Connection *found = m_connections.find(name);
    if (!found)
        return Job<ConnectionCheck>::ready(unfit(name, ConnectionFault::Unknown));
    auto test = std::make_shared<Test>();
    m_tests.append(test);
    loginOf(m_book, *found, typed, this).then(this, [this, test, connection = *found](const Result<Login> &login) {
        if (!login) {
            end(test, std::unexpected(login.error()));
            return;
        }
        test->backend = std::make_unique<store::remote::ManagementBackend>(
            store::remote::ManagementBackend::Options{
                .address = connection.address, .login = *login, .authorities = connection.authorities},
            m_clock, m_random, test->custody);
        run(test);
    });
    const std::weak_ptr<Test> watched = test;
    return Job<ConnectionCheck>(test->promise->future(), [watched] {
        if (const auto running = watched.lock()) {
            running->isCancelled = true;
            running->scopes.cancel();
            running->reading.cancel();
        }
    });
}

void ConnectionDesk::run(const std::shared_ptr<Test> &test)
{
    if (test->isCancelled) {
        end(test, base::failure(ErrorCode::Cancelled, ErrorStep::AskTenant));
        return;
    }
    test->backend->setProgressListener([this](int objects) {
        QMetaObject::invokeMethod(this, [this, objects] { Q_EMIT progressed(objects); }, Qt::QueuedConnection);
    });
    test->scopes = test->backend->logIn();
    test->scopes.then(this, [this, test](const Result<std::optional<QStringList>> &scopes) {
        if (!scopes || test->isCancelled) {
            end(test, std::unexpected(scopes ? base::Error{.code = ErrorCode::Cancelled,
                                                           .step = ErrorStep::AskTenant,
                                                           .subject = {},
                                                           .detail = {}}
                                             : scopes.error()));
            return;
        }
        test->found.scopes = *scopes;
        test->reading = test->backend->load();
        test->reading.then(this, [this, test](const Result<store::StoreSnapshot> &tenant) {
            if (!tenant) {
                end(test, std::unexpected(tenant.error()));
                return;
            }
            test->found.tenant = tenant->tenant.name;
            test->found.apis = tenant->resourceServers.size();
            test->found.clients = tenant->clients.size();
            test->found.grants = tenant->grants.size();
            end(test, test->found);
        });
    });
}

void ConnectionDesk::end(const std::shared_ptr<Test> &test, Result<ConnectionCheck> result)
{
    m_tests.removeOne(test);
    if (test->backend)
        test->backend->setProgressListener({});
    finish(*test->promise, std::move(result));
}

bool ConnectionDesk::open(const QString &name)
{
    // A process of its own: what is typed there, and what fails there, is nobody else's (adr/0024).
    return QProcess::startDetached(QCoreApplication::applicationFilePath(), {u"--connection"_s, name});
}

} // namespace gatehouse::app
