#pragma once

#include "models/base/Job.h"
#include "models/base/Secret.h"
#include "models/store/connection/Connection.h"

#include <QObject>

#include <optional>

namespace gatehouse::ui::pages {

/// What a test of a connection has found.
struct ConnectionCheck
{
    QString tenant; ///< what it calls itself; untrusted
    qsizetype apis = 0;
    qsizetype clients = 0;
    qsizetype grants = 0;
    std::optional<QStringList> scopes = {}; ///< of the token; nothing where it does not say
};

/// A person's tenants elsewhere as pages see them. Whatever takes time is a job.
class ConnectionControl : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// As last read; other processes may have changed them since.
    virtual const store::remote::Connections &connections() const = 0;
    virtual base::Result<void> reload() = 0;
    /// `secret` is a client's; none is kept of a connection without a client. `passphrase` is for that place alone.
    virtual base::Job<void> add(const store::remote::Connection &connection, const base::Secret &secret,
                                const base::Secret &passphrase) = 0;
    /// Takes the place of the one of that name. Its secret is kept anew, under the same passphrase where it is under
    /// one.
    virtual base::Job<void> change(const store::remote::Connection &connection, const base::Secret &passphrase) = 0;
    /// The secret first, then the entry.
    virtual base::Job<void> remove(const QString &name) = 0;
    /// Logs in and reads the tenant; `typed` is what ConnectionSecretDialog asks for. Cancelling ends the request under
    /// way.
    virtual base::Job<ConnectionCheck> test(const QString &name, const base::Secret &typed) = 0;
    /// In a window of its own, or brings that to the front; false where there can be none.
    virtual bool open(const QString &name) = 0;

Q_SIGNALS:
    void changed();
    /// Objects that the test under way has read.
    void progressed(int objects);
};

} // namespace gatehouse::ui::pages
