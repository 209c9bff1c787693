#pragma once

#include "models/editing/Drafts.h"
#include "models/store/Custody.h"

#include <QTimer>

#include <functional>

namespace gatehouse::editing {

/// Keeps what is typed and not saved in a sealed file (0600), so that neither a crash nor a signal loses it: beside the
/// store, where there is a file exactly while there is something unsaved, or in another place. Nothing is written
/// before start().
class DraftFile : public QObject
{
    Q_OBJECT

public:
    /// Where the drafts are; nothing to be kept is empty.
    struct Place
    {
        std::function<QByteArray()> read;
        std::function<base::Result<void>(const QByteArray &json)> write;
    };
    DraftFile(Place place, Drafts &drafts, QObject *parent = nullptr);
    /// All outlive this.
    DraftFile(const QString &path, store::Custody &custody, Drafts &drafts, QObject *parent = nullptr);
    /// Writes what has changed since the last time: what was discarded a moment ago is not offered again.
    ~DraftFile() override;

    /// `<store>.drafts`
    static QString pathFor(const QString &storePath);

    /// What an earlier process left unsaved, as Drafts::restore() takes it; empty when there is nothing, or nothing
    /// that opens.
    QByteArray left() const;
    /// From now on the file follows the drafts.
    void start();
    /// Writes what is unsaved now, without waiting for more.
    base::Result<void> save();

private:
    Place m_place;
    Drafts &m_drafts;
    QTimer m_soon;
    bool m_isStarted = false;
};

} // namespace gatehouse::editing
