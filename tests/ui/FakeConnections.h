#pragma once

#include "ui/pages/ConnectionControl.h"

#include <QPromise>

#include <memory>

namespace gatehouse::tests {

using namespace Qt::StringLiterals;

/// Connections in memory; a test answers when the test of the page says so.
class FakeConnections : public ui::pages::ConnectionControl
{
public:
    using Check = ui::pages::ConnectionCheck;

    static store::remote::Connection acme(const QString &name = u"acme"_s)
    {
        return {.name = name,
                .address = *store::remote::TenantAddress::parse(u"acme.eu.auth0.com"_s),
                .clientId = u"Robot1Robot1Robot1Robot1Robot1"_s,
                .color = u"#1a73e8"_s,
                .place = store::remote::SecretPlace::Keychain};
    }

    const store::remote::Connections &connections() const override { return all; }
    base::Result<void> reload() override { return failure ? std::unexpected(*failure) : base::Result<void>(); }
    base::Job<void> add(const store::remote::Connection &connection, const base::Secret &secret,
                        const base::Secret &passphrase) override
    {
        if (failure)
            return base::Job<void>::ready(std::unexpected(*failure));
        secrets.append(secret.bytes().toByteArray());
        passphrases.append(passphrase.bytes().toByteArray());
        all.all.append(connection);
        Q_EMIT changed();
        return base::Job<void>::ready({});
    }
    base::Job<void> change(const store::remote::Connection &connection, const base::Secret &passphrase) override
    {
        passphrases.append(passphrase.bytes().toByteArray());
        if (failure)
            return base::Job<void>::ready(std::unexpected(*failure));
        all.all.removeIf([&connection](const auto &one) { return one.name == connection.name; });
        all.all.append(connection);
        Q_EMIT changed();
        return base::Job<void>::ready({});
    }
    base::Job<void> remove(const QString &name) override
    {
        all.all.removeIf([&name](const auto &one) { return one.name == name; });
        Q_EMIT changed();
        return base::Job<void>::ready({});
    }
    base::Job<Check> test(const QString &name, const base::Secret &typed) override
    {
        tested.append(name);
        secrets.append(typed.bytes().toByteArray());
        running = std::make_shared<QPromise<base::Result<Check>>>();
        running->start();
        return base::Job<Check>(running->future(), [this] {
            answer(base::failure(base::ErrorCode::Cancelled, base::ErrorStep::AskTenant));
        });
    }
    bool open(const QString &name) override
    {
        opened.append(name);
        return canOpen;
    }
    void answer(base::Result<Check> result)
    {
        running->addResult(std::move(result));
        running->finish();
    }

    store::remote::Connections all;
    std::optional<base::Error> failure;
    std::shared_ptr<QPromise<base::Result<Check>>> running;
    QStringList tested;
    QStringList opened;
    QByteArrayList secrets;
    QByteArrayList passphrases;
    bool canOpen = true;
};

} // namespace gatehouse::tests
