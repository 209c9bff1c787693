#pragma once

#include <QObject>

class QLocalServer;

namespace gatehouse::store::remote {
struct Connection;
}

namespace gatehouse::app {

/// One window per store, and one per connection: a second start hands its page over to the first and ends. The meeting
/// place is a socket in the user's own runtime folder.
class SingleInstance : public QObject
{
    Q_OBJECT

public:
    /// `key` names what the window shows: storeKey() or connectionKey().
    explicit SingleInstance(const QString &key, QObject *parent = nullptr);

    static QString storeKey(const QString &storePath);
    /// A name that is given to another tenant is another connection.
    static QString connectionKey(const store::remote::Connection &connection, const QString &bookPath);

    /// Whether another window of the same took `page` over. If not, this one is the first from now on.
    bool handOver(const QString &page);

Q_SIGNALS:
    /// A second start was made; `page` is the address it asked for, perhaps empty.
    void startedAgain(const QString &page);

private:
    void onConnection();

    QString m_name;
    QLocalServer *m_server = nullptr;
};

} // namespace gatehouse::app
