#pragma once

#include "models/base/SerialThread.h"

#include <QObject>

#include <functional>

class QIODevice;
class QWidget;

namespace gatehouse::ui::widgets {

/// Puts what a page exports into a file that a person names: apart from the window's thread, whole or not at all.
class FileExport : public QObject
{
    Q_OBJECT

public:
    /// Writes all of it; false when the file takes no more. Called in another thread.
    using Write = std::move_only_function<bool(QIODevice &file)>;

    explicit FileExport(QWidget &parent);

    /// Asks for the place. `name` is suggested, and its suffix is added to a name without one.
    void choose(const QString &title, const QString &name, std::function<void(const QString &path)> chosen);
    /// Asks for the place, and saves there.
    void ask(const QString &title, const QString &name, Write write);
    void save(const QString &path, Write write);

Q_SIGNALS:
    void started();
    void saved(const QString &path);
    /// `problem` is a sentence.
    void failed(const QString &problem);

private:
    QWidget &m_parent;
    base::SerialThread m_thread; ///< last: waited for before this goes
};

} // namespace gatehouse::ui::widgets
