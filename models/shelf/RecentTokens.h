#pragma once

#include "models/base/Job.h"
#include "models/base/SerialThread.h"
#include "models/shelf/ShelfFolder.h"

#include <QObject>

namespace gatehouse::shelf {

/// The tokens inspected last, kept beside the store from the moment a person switches that on until they switch it off.
/// Files are read and written on a thread of its own, in the order they were asked for.
class RecentTokens : public QObject
{
    Q_OBJECT

public:
    /// `custody` and `random` outlive it; nothing is read before load().
    RecentTokens(const QString &storePath, store::Custody &custody, base::RandomSource &random,
                 QObject *parent = nullptr);
    /// Reads what was kept; the custody is open.
    void load();
    bool isOn() const { return m_shown.on; }
    /// Newest first.
    const QList<ShelfEntry> &entries() const { return m_shown.entries; }
    /// Records that do not open: altered, moved, or of another store.
    int refused() const { return m_shown.refused; }
    QString path() const { return m_path; }

    void switchOn();
    /// Deletes everything that was kept.
    void switchOff();
    /// Puts a judged token at the top. Nothing while it is off, for a text that is no token to the letter, and for one
    /// past longestKeptToken.
    void keep(const inspector::TokenInspection &inspection, base::Instant now);
    base::Job<base::Secret> token(const QString &id);
    void remove(const QString &id);
    void removeAll();
    void removeRefused();

Q_SIGNALS:
    void changed();
    void failed(const gatehouse::base::Error &error);

private:
    struct Shown
    {
        bool on = false;
        QList<ShelfEntry> entries;
        int refused = 0;

        bool operator==(const Shown &) const = default;
    };
    using Step = std::function<base::Result<void>(ShelfFolder &)>;

    void post(Step step);
    void show(Shown shown, const base::Result<void> &done);

    QString m_path;
    Shown m_shown;
    std::shared_ptr<ShelfFolder> m_folder; ///< the thread's alone
    base::SerialThread m_thread;           ///< last: waited for before what its work uses goes
};

} // namespace gatehouse::shelf
