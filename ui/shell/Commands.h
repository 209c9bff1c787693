#pragma once

#include "models/base/Error.h"
#include "ui/dialogs/HelpDialog.h"
#include "ui/shell/ActionSet.h"
#include "ui/shell/PageStack.h"

#include <QPointer>

namespace gatehouse::ui::shell {

class NavigationPane;

/// What the window's actions do: each is connected here to the page, the session or the server that does it.
class Commands : public QObject
{
    Q_OBJECT

public:
    /// What is passed in outlives this; `window` owns it, and the dialogs that open.
    Commands(const PageParts &parts, ActionSet &actions, PageStack &pages, NavigationPane &navigation, QWidget &window);

    /// The dialog for a new API; it opens once it is made.
    void createApi();
    /// Shows a page of help, in the window of help that is open or in a new one.
    void showHelp(const QString &id);
    /// Starts or stops the server; says so where it cannot start.
    void switchServer(bool on);

Q_SIGNALS:
    /// The server could not start.
    void failed(const gatehouse::base::Error &error);
    /// A person chose an object of the palette.
    void openRequested(const QString &address);
    /// A person wants another store in a window of its own.
    void anotherStoreRequested(const QString &path);
    /// Larger text (1), smaller (-1), or the size of the desktop (0).
    void zoomRequested(int step);
    /// The server may run now, or no more.
    void serverSwitched();

private:
    void connectSections();
    void connectEditing();
    void connectView();

    const PageParts &m_parts;
    ActionSet &m_actions;
    PageStack &m_pages;
    NavigationPane &m_navigation;
    QWidget &m_window;
    QPointer<dialogs::HelpDialog> m_help;
};

} // namespace gatehouse::ui::shell
