#pragma once

#include "models/base/Error.h"
#include "ui/shell/ActionSet.h"
#include "ui/shell/PageStack.h"
#include "ui/shell/WindowState.h"

#include <QMainWindow>
#include <QPointer>

class QSplitter;

namespace gatehouse::ui::widgets {
class ErrorBanner;
class Toast;
} // namespace gatehouse::ui::widgets

namespace gatehouse::ui::shell {

class FirstStepsCard;
class Leaving;
class NavigationPane;
class ProductionBar;
class ProductionFrame;
class RecentStores;
class RefusedChanges;
class StartPage;
class StatusStrip;

/// The window: menus, navigation, the stack of pages, the status bar, and nothing else. It may be shown before the
/// store has loaded, and then says so.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    using Parts = PageParts;

    explicit MainWindow(Parts parts, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// The tenant is there: shows the page asked for, or the one looked at last.
    void showTenant();
    /// Goes to a page by its address ("api/ID/scopes"); before the tenant is there, as soon as it is. A text that is no
    /// address changes nothing.
    void open(const QString &address);
    /// The address of the page shown.
    QString address() const;
    /// The store could not be opened: says so in place of the pages.
    void showStartFailure(const base::Error &error);
    /// Back to "opening", for another try.
    void showOpening();
    /// Shows an error above the page: the server could not start.
    void showError(const base::Error &error);
    /// The same for good news that are worth a sentence.
    void showNote(const QString &text, const QString &explanation = {});
    /// Something that a person decides on: `answer` is called when the button is pressed.
    void showQuestion(const QString &text, const QString &explanation, const QString &button,
                      std::function<void()> answer);
    /// The tenant is marked as production: a red frame, and the bar that says so, from now on.
    void markProduction();
    /// Remembers size and page; closing does it by itself.
    void saveState();
    PageStack &pages() { return *m_pages; }
    const ActionSet &actionSet() const { return *m_actions; }

Q_SIGNALS:
    /// A person wants the store opened again.
    void retryRequested();
    void restoreRequested(const QString &backup);
    void otherStoreRequested(const QString &path);
    void themeChosen(gatehouse::settings::Theme theme);
    /// A person wants another store in a window of its own; this one stays.
    void anotherStoreRequested(const QString &path);
    /// Larger text (1), smaller (-1), or the size of the desktop (0).
    void zoomRequested(int step);
    /// A person has waited enough for a tenant elsewhere.
    void stopRequested();
    /// The window is closed and every draft has been dealt with.
    void closed();

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void connectParts();
    QWidget *framed();
    void fillConnections();
    void showTitle();
    void offerUndo(const QString &what);
    editing::WindowCondition condition() const;
    /// Brings actions, title and status bar in line with what is possible now.
    void showCondition();

    Parts m_parts;
    WindowState m_state;
    ActionSet *m_actions;
    QSplitter *m_splitter;
    ProductionFrame *m_frame = nullptr; ///< of a tenant elsewhere
    ProductionBar *m_production = nullptr;
    NavigationPane *m_navigation;
    StartPage *m_start;
    QStackedWidget *m_right;
    QWidget *m_content = nullptr;
    widgets::ErrorBanner *m_banner;
    PageStack *m_pages;
    FirstStepsCard *m_firstSteps;
    StatusStrip *m_status;
    RefusedChanges *m_refused;
    Leaving *m_leaving;
    RecentStores *m_recent = nullptr;
    QPointer<widgets::Toast> m_undoToast;
    QString m_wanted; ///< an address to open once the tenant is there
    bool m_ready = false;
};

} // namespace gatehouse::ui::shell
