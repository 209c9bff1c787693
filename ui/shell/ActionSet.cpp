#include "ui/shell/ActionSet.h"

#include "ui/theme/IconSet.h"

namespace gatehouse::ui::shell {

ActionSet::ActionSet(QObject *parent)
    : QObject(parent)
{
    const auto ctrl = [](Qt::Key key) { return QList<QKeySequence>{QKeySequence(Qt::CTRL | key)}; };
    createApi = make("createApiAction", tr("Create &API…"), QStringLiteral("add"), ctrl(Qt::Key_N));
    createClient = make("createClientAction", tr("Create &client…"), QStringLiteral("client"),
                        {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N)});
    save = make("saveAction", tr("&Save"), QStringLiteral("save"), ctrl(Qt::Key_S));
    quit = make("quitAction", tr("&Quit"), QStringLiteral("quit"), ctrl(Qt::Key_Q));
    quit->setMenuRole(QAction::QuitRole);
    undo = make("undoAction", tr("&Undo"), QStringLiteral("undo"), ctrl(Qt::Key_Z));
    redo = make("redoAction", tr("&Redo"), QStringLiteral("redo"),
                {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), QKeySequence(Qt::CTRL | Qt::Key_Y)});
    filter = make("filterAction", tr("&Filter this page"), QStringLiteral("search"), ctrl(Qt::Key_F));
    refresh = make("refreshAction", tr("Re&fresh"), QStringLiteral("refresh"), {QKeySequence(Qt::Key_F5)});
    apis = make("apisAction", tr("&APIs"), QStringLiteral("api"), ctrl(Qt::Key_1));
    clients = make("clientsAction", tr("&Clients"), QStringLiteral("client"), ctrl(Qt::Key_2));
    inspector = make("inspectorAction", tr("Token &Inspector"), QStringLiteral("inspector"), ctrl(Qt::Key_3));
    activity = make("activityAction", tr("Ac&tivity"), QStringLiteral("activity"), ctrl(Qt::Key_4));
    settings = make("settingsAction", tr("&Settings"), QStringLiteral("settings"), ctrl(Qt::Key_5));
    server = make("serverAction", tr("Authorization ser&ver on"), QStringLiteral("server"),
                  {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S)});
    server->setCheckable(true);
    shortcuts = make("shortcutsAction", tr("&Keyboard shortcuts"), QStringLiteral("keyboard"),
                     {QKeySequence(Qt::Key_F1), QKeySequence(Qt::Key_Question)});
    about = make("aboutAction", tr("&About Gatehouse"), QStringLiteral("info"), {});
    m_groups = {
        {tr("Go to"), {apis, clients, inspector, activity, settings}},
        {tr("Create and save"), {createApi, createClient, save}},
        {tr("Edit"), {undo, redo, filter, refresh}},
        {tr("Program"), {server, shortcuts, quit}},
    };
    refreshEnabled();
}

QAction *ActionSet::make(const char *objectName, const QString &text, const QString &iconName,
                         const QList<QKeySequence> &keys)
{
    auto *action = new QAction(theme::icon(iconName), text, this);
    action->setObjectName(QString::fromLatin1(objectName));
    action->setProperty("title", text); // what it is called whatever it would do next ("Undo", not "Undo Delete …")
    action->setShortcuts(keys);
    return action;
}

void ActionSet::setReady(bool ready)
{
    m_ready = ready;
    refreshEnabled();
}

void ActionSet::setApisEnabled(bool enabled)
{
    m_apisEnabled = enabled;
    refreshEnabled();
}

void ActionSet::refreshEnabled()
{
    for (QAction *action : {createClient, filter, refresh, clients, inspector, activity, settings, server})
        action->setEnabled(m_ready);
    for (QAction *action : {createApi, apis}) {
        action->setEnabled(m_ready && m_apisEnabled);
        action->setVisible(m_apisEnabled);
    }
    save->setEnabled(false);
    if (!m_ready) {
        undo->setEnabled(false);
        redo->setEnabled(false);
    }
}

} // namespace gatehouse::ui::shell
