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

    QAction *createApi;
    QAction *createClient;
    QAction *save;
    QAction *quit;
    QAction *undo;
    QAction *redo;
    QAction *undoOne; ///< the last request of a deployment; hidden where there is none
    QAction *filter;
    QAction *refresh;
    QAction *apis; ///< the seven sections, Ctrl+1 to Ctrl+7
    QAction *clients;
    QAction *users;
    QAction *management;
    QAction *inspector;
    QAction *activity;
    QAction *settings;
    QAction *server; ///< checkable: on while it runs
    QAction *shortcuts;
    QAction *about;

    const QList<Group> &groups() const { return m_groups; }
    /// Enables what is possible under this condition, and names what Undo and Redo would do. Before the tenant is there
    /// nothing but leaving and help is possible.
    void show(const editing::WindowCondition &condition);

private:
    QAction *make(const char *objectName, const QString &text, const QString &iconName,
                  const QList<QKeySequence> &keys);

    QList<Group> m_groups;
};

} // namespace gatehouse::ui::shell
