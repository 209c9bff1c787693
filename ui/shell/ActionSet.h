#pragma once

#include "models/editing/WindowCondition.h"

#include <QAction>
#include <QList>
#include <QObject>

namespace gatehouse::ui::shell {

/// Every action of the window, with its shortcut: the one place where keys are given out. Menus, the cheat sheet and
/// the tests read the same list.
class ActionSet : public QObject
{
    Q_OBJECT

public:
    struct Group
    {
        QString title;
        QList<QAction *> actions;
    };

    explicit ActionSet(QObject *parent = nullptr);

    QAction *palette;
    QAction *createApi;
    QAction *createClient;
    QAction *duplicate; ///< the API or client shown
    QAction *save;
    QAction *quit;
    QAction *undo;
    QAction *redo;
    QAction *undoOne; ///< the last request of a deployment; hidden where there is none
    QAction *filter;
    QAction *refresh;
    QAction *back;
    QAction *forward;
    QAction *apis; ///< the sections, Ctrl+1 to Ctrl+9
    QAction *clients;
    QAction *users;
    QAction *management;
    QAction *issuers;
    QAction *connections;
    QAction *inspector;
    QAction *activity;
    QAction *settings;
    QAction *nextPane;
    QAction *previousPane;
    QAction *zoomIn;
    QAction *zoomOut;
    QAction *zoomReset;
    QAction *newStore;
    QAction *openStore;
    QAction *server; ///< checkable: on while it runs
    QAction *help;   ///< about the page shown, or the finding chosen
    QAction *shortcuts;
    QAction *about;

    const QList<Group> &groups() const { return m_groups; }
    /// Enables what is possible under this condition, and names what Undo and Redo would do. Before the tenant is there
    /// nothing but leaving and help is possible.
    void show(const editing::WindowCondition &condition);
    /// Enables Back and Forward.
    void showWays(bool canGoBack, bool canGoForward);
    /// What an action is called whatever it would do next, without its mnemonic and its ellipsis: "Undo".
    static QString title(const QAction &action);
    /// Why an action is not possible now; empty where it is.
    QString obstacle(const QAction &action) const;

private:
    QAction *make(const char *objectName, const QString &text, const QString &iconName,
                  const QList<QKeySequence> &keys);

    QList<Group> m_groups;
    editing::WindowCondition m_condition;
};

} // namespace gatehouse::ui::shell
