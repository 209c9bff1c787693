#pragma once

#include "app/engine/ConnectionBook.h"
#include "models/base/FileWatch.h"
#include "models/store/remote/ManagementBackend.h"
#include "ui/pages/ConnectionControl.h"

#include <QHash>

namespace gatehouse::app {

/// What a tenant is logged in to with: `typed` is the secret, the token, or the passphrase that the secret is under.
base::Job<store::remote::Login> loginOf(ConnectionBook &book, const store::remote::Connection &connection,
                                        const base::Secret &typed, QObject *context);

/// The connections of a person's file, for the window.
class ConnectionDesk : public ui::pages::ConnectionControl
{
    Q_OBJECT

public:
    /// `book` and `clock` outlive it.
    ConnectionDesk(ConnectionBook &book, const base::Clock &clock, QObject *parent = nullptr);
    ~ConnectionDesk() override;

    const store::remote::Connections &connections() const override { return m_connections; }
    base::Result<void> reload() override;
    base::Job<void> add(const store::remote::Connection &connection, const base::Secret &secret,
                        const base::Secret &passphrase) override;
    base::Job<void> change(const store::remote::Connection &connection, const base::Secret &passphrase) override;
    base::Job<void> remove(const QString &name) override;
    base::Job<ui::pages::ConnectionCheck> test(const QString &name, const base::Secret &typed) override;
    bool open(const QString &name) override;

private:
    struct Test;

    /// Reads the file anew, has it changed, and writes it: another process may have changed it since.
    base::Result<void> write(const std::function<base::Result<void>(store::remote::Connections &)> &change);
    void run(const std::shared_ptr<Test> &test);
    void end(const std::shared_ptr<Test> &test, base::Result<ui::pages::ConnectionCheck> result);

    ConnectionBook &m_book;
    const base::Clock &m_clock;
    base::SystemRandom m_random;
    base::FileWatch m_watch; ///< another window or a command may change them
    store::remote::Connections m_connections;
    QList<std::shared_ptr<Test>> m_tests; ///< under way
};

} // namespace gatehouse::app
