#pragma once

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
    QAction *filter;
    QAction *refresh;
    QAction *apis; ///< the five sections, Ctrl+1 to Ctrl+5
    QAction *clients;
    QAction *inspector;
    QAction *activity;
    QAction *settings;
    QAction *server; ///< checkable: on while it runs
    QAction *shortcuts;
    QAction *about;

    const QList<Group> &groups() const { return m_groups; }
    /// Before the tenant is there nothing but leaving and help is possible.
    void setReady(bool ready);
    void setApisEnabled(bool enabled);

private:
    QAction *make(const char *objectName, const QString &text, const QString &iconName,
                  const QList<QKeySequence> &keys);
    void refreshEnabled();

    QList<Group> m_groups;
    bool m_ready = false;
    bool m_apisEnabled = true;
};

} // namespace gatehouse::ui::shell
