#pragma once

#include "models/editing/Drafts.h"
#include "models/store/Custody.h"

#include <QTimer>

namespace gatehouse::editing {

/// Keeps what is typed and not saved in a sealed file (0600) beside the store, so that neither a crash nor a signal
/// loses it. There is a file exactly while there is something unsaved. Nothing is written before start().
class DraftFile : public QObject
{
    Q_OBJECT

public:
    /// All outlive this.
    DraftFile(QString path, store::Custody &custody, Drafts &drafts, QObject *parent = nullptr);
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
    QString m_path;
    store::Custody &m_custody;
    Drafts &m_drafts;
    QTimer m_soon;
    bool m_isStarted = false;
};

} // namespace gatehouse::editing
