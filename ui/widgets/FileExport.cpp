#include "ui/widgets/FileExport.h"

#include "models/base/Text.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QMetaObject>
#include <QSaveFile>

#include <memory>
#include <utility>

namespace gatehouse::ui::widgets {

using namespace Qt::StringLiterals;

namespace {

constexpr int longestName = 160;

/// A database in the place of which nothing else is written: the open tenant may be one.
bool isDatabase(const QString &path)
{
    QFile file(path);
    return QFileInfo(path).isFile() && file.open(QIODevice::ReadOnly) && file.read(16).startsWith("SQLite format 3");
}

} // namespace

FileExport::FileExport(QWidget &parent)
    : QObject(&parent)
    , m_parent(parent)
{
}

void FileExport::choose(const QString &title, const QString &name, std::function<void(const QString &)> chosen)
{
    auto *dialog = new QFileDialog(&m_parent, title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QFileInfo(name).suffix());
    dialog->selectFile(name);
    connect(dialog, &QFileDialog::fileSelected, this, std::move(chosen));
    dialog->open();
}

void FileExport::ask(const QString &title, const QString &name, Write write)
{
    choose(title, name, [this, shared = std::make_shared<Write>(std::move(write))](const QString &path) {
        save(path, std::move(*shared));
    });
}

void FileExport::save(const QString &path, Write write)
{
    const QString name = base::visibleText(path, longestName);
    Q_EMIT started();
    const bool isPosted = m_thread.post([this, path, name, write = std::move(write)]() mutable {
        QString problem;
        if (isDatabase(path)) {
            problem = tr("%1 is a database, perhaps a tenant. Choose another name.").arg(name);
        } else {
            QSaveFile file(path);
            bool isWritten = file.open(QIODevice::WriteOnly);
            if (isWritten && !write(file)) {
                file.cancelWriting();
                isWritten = false;
            }
            if (!isWritten || !file.commit())
                problem = tr("%1 could not be written.").arg(name);
        }
        QMetaObject::invokeMethod(
            this,
            [this, path, problem] {
                if (problem.isEmpty())
                    Q_EMIT saved(path);
                else
                    Q_EMIT failed(problem);
            },
            Qt::QueuedConnection);
    });
    if (!isPosted)
        Q_EMIT failed(tr("%1 could not be written: the system refuses another thread.").arg(name));
}

} // namespace gatehouse::ui::widgets
