#pragma once

#include "models/base/SerialThread.h"
#include "models/trust/IssuerBook.h"
#include "models/trust/IssuerKeys.h"
#include "models/trust/KeyFetch.h"

#include <QHash>
#include <QObject>
#include <QSet>

#include <functional>
#include <memory>

namespace gatehouse::trust {

/// Where the book is kept. Called from one thread at a time, which may wait for the disk.
class BookStorage
{
public:
    virtual ~BookStorage() = default;
    /// An empty book where there is none yet. StoreAltered for one that somebody else has changed.
    virtual base::Result<IssuerBook> read() = 0;
    /// Reads, changes and writes, with other processes kept away meanwhile; the book as it is then.
    virtual base::Result<IssuerBook> change(const std::function<base::Result<void>(IssuerBook &)> &how) = 0;
};

/// The trusted issuers for a window and the command line: reads and writes the book on a thread of its own, and fetches
/// keys when somebody asks, or where a person switched that on.
class IssuerDesk : public QObject
{
    Q_OBJECT

public:
    /// All of it outlives the desk.
    struct Parts
    {
        BookStorage &storage;
        http::HttpClient &http;
        const jose::KeyCodec &codec;
        const base::Clock &clock;
    };
    explicit IssuerDesk(const Parts &parts, QObject *parent = nullptr);
    ~IssuerDesk() override;

    /// Never null; empty until load().
    const std::shared_ptr<const IssuerBook> &book() const { return m_book; }
    bool isBusy() const { return !m_busy.isEmpty(); }
    bool isBusy(const QString &name) const { return m_busy.contains(name); }

    /// A book that cannot be read, or was changed by somebody else, is of no issuer at all.
    base::Job<void> load();
    /// Fetches the keys, or reads them from `file` where they are given, and then adds it; on an error, and where the
    /// job is cancelled before, nothing is added.
    base::Job<KeyNews> add(TrustedIssuer issuer, const QByteArray &file = {});
    /// Fetches the keys anew. News that is unexpected waits for accept().
    base::Job<KeyNews> refresh(const QString &name);
    /// Lets the waiting keys of an issuer take effect, if they are the ones that a person has looked at.
    base::Job<KeyNews> accept(const QString &name, const QString &print);
    base::Job<void> remove(const QString &name);

    /// Fetches the keys of every issuer that is due; see TrustedIssuer::refreshHours.
    void refreshDue();
    /// Calls refreshDue() by itself from now on.
    void watch();

Q_SIGNALS:
    void changed();
    /// The book could not be read.
    void unreadable(const gatehouse::base::Error &error);
    /// What fetching unasked has found, where it is unexpected or failed.
    void refreshedUnasked(const QString &name, const gatehouse::base::Result<gatehouse::trust::KeyNews> &news);

private:
    base::Job<KeyNews> change(const QString &name, std::function<base::Result<KeyNews>(IssuerBook &)> how);
    /// What the job of that number has read; one that comes in late is no news.
    void take(IssuerBook book, qint64 job);
    void setBusy(const QString &name, bool isBusy);

    Parts m_parts;
    KeyFetch m_fetch;
    std::shared_ptr<const IssuerBook> m_book;
    QHash<QString, base::Instant> m_tried; ///< when keys were fetched unasked, with whatever success
    QSet<QString> m_busy;                  ///< names of issuers that something is done with
    qint64 m_posted = 0;                   ///< jobs, which are done in their order
    qint64 m_taken = 0;                    ///< the last of them whose book was taken
    base::SerialThread m_thread;
};

} // namespace gatehouse::trust
