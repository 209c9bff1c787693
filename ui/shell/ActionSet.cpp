#include "ui/shell/ActionSet.h"

#include "models/base/Text.h"
#include "ui/theme/IconSet.h"

namespace gatehouse::ui::shell {

using namespace Qt::StringLiterals;

ActionSet::ActionSet(QObject *parent)
    : QObject(parent)
{
    const auto ctrl = [](Qt::Key key) { return QList<QKeySequence>{QKeySequence(Qt::CTRL | key)}; };
    palette = make("paletteAction", tr("Find &anything…"), u"search"_s,
                   {QKeySequence(Qt::CTRL | Qt::Key_K), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P)});
    createApi = make("createApiAction", tr("Create &API…"), u"add"_s, ctrl(Qt::Key_N));
    createClient = make("createClientAction", tr("Create &client…"), u"client"_s,
                        {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N)});
    duplicate = make("duplicateAction", tr("&Duplicate…"), u"copy"_s, ctrl(Qt::Key_D));
    save = make("saveAction", tr("&Save"), u"save"_s, ctrl(Qt::Key_S));
    quit = make("quitAction", tr("&Quit"), u"quit"_s, ctrl(Qt::Key_Q));
    quit->setMenuRole(QAction::QuitRole);
    undo = make("undoAction", tr("&Undo"), u"undo"_s, ctrl(Qt::Key_Z));
    redo = make("redoAction", tr("&Redo"), u"redo"_s,
                {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), QKeySequence(Qt::CTRL | Qt::Key_Y)});
    undoOne = make("undoOneAction", tr("Undo the last re&quest only"), u"undo"_s,
                   {QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_Z)});
    filter = make("filterAction", tr("&Filter this page"), u"search"_s, ctrl(Qt::Key_F));
    refresh = make("refreshAction", tr("Re&fresh"), u"refresh"_s, {QKeySequence(Qt::Key_F5)});
    back =
        make("backAction", tr("&Back"), u"undo"_s, {QKeySequence(Qt::ALT | Qt::Key_Left), QKeySequence(Qt::Key_Back)});
    forward = make("forwardAction", tr("For&ward"), u"redo"_s,
                   {QKeySequence(Qt::ALT | Qt::Key_Right), QKeySequence(Qt::Key_Forward)});
    apis = make("apisAction", tr("&APIs"), u"api"_s, ctrl(Qt::Key_1));
    clients = make("clientsAction", tr("&Clients"), u"client"_s, ctrl(Qt::Key_2));
    users = make("usersAction", tr("&Users"), u"user"_s, ctrl(Qt::Key_3));
    inspector = make("inspectorAction", tr("Token &Inspector"), u"inspector"_s, ctrl(Qt::Key_4));
    activity = make("activityAction", tr("Ac&tivity"), u"activity"_s, ctrl(Qt::Key_5));
    settings = make("settingsAction", tr("&Settings"), u"settings"_s, ctrl(Qt::Key_6));
    management = make("managementAction", tr("&Management API"), u"server"_s, ctrl(Qt::Key_7));
    issuers = make("issuersAction", tr("Iss&uers"), u"shield-check"_s, ctrl(Qt::Key_8));
    connections = make("connectionsAction", tr("Co&nnections"), u"link"_s, ctrl(Qt::Key_9));
    nextPane = make("nextPaneAction", tr("&Next pane"), {}, {QKeySequence(Qt::Key_F6)});
    previousPane = make("previousPaneAction", tr("&Previous pane"), {}, {QKeySequence(Qt::SHIFT | Qt::Key_F6)});
    zoomIn = make("zoomInAction", tr("&Larger text"), {},
                  {QKeySequence(Qt::CTRL | Qt::Key_Plus), QKeySequence(Qt::CTRL | Qt::Key_Equal)});
    zoomOut = make("zoomOutAction", tr("&Smaller text"), {}, ctrl(Qt::Key_Minus));
    zoomReset = make("zoomResetAction", tr("&Normal text size"), {}, ctrl(Qt::Key_0));
    newStore = make("newStoreAction", tr("Ne&w store…"), u"add"_s, {});
    openStore = make("openStoreAction", tr("&Open store…"), u"open"_s, ctrl(Qt::Key_O));
    // Without a key: one that is pressed by mistake would take the tokens' issuer away.
    server = make("serverAction", tr("Authorization ser&ver on"), u"server"_s, {});
    server->setCheckable(true);
    help = make("helpAction", tr("&Help for this page"), u"help"_s, {QKeySequence(Qt::Key_F1)});
    shortcuts = make("shortcutsAction", tr("&Keyboard shortcuts"), u"keyboard"_s,
                     {QKeySequence(Qt::CTRL | Qt::Key_F1), QKeySequence(Qt::Key_Question)});
    about = make("aboutAction", tr("&About Gatehouse"), u"info"_s, {});
    m_groups = {
        {tr("Go to"),
         {palette, apis, clients, users, inspector, activity, settings, management, issuers, connections, back,
          forward}},
        {tr("Create and save"), {createApi, createClient, duplicate, save}},
        {tr("Edit"), {undo, redo, undoOne, filter, refresh}},
        {tr("View"), {nextPane, previousPane, zoomIn, zoomOut, zoomReset}},
        {tr("Program"), {newStore, openStore, server, help, shortcuts, about, quit}},
    };
    show({});
}

QAction *ActionSet::make(const char *objectName, const QString &text, const QString &iconName,
                         const QList<QKeySequence> &keys)
{
    auto *action = new QAction(iconName.isEmpty() ? QIcon() : theme::icon(iconName), text, this);
    action->setObjectName(QString::fromLatin1(objectName));
    action->setProperty("title", text); // what it is called whatever it would do next ("Undo", not "Undo Delete …")
    action->setShortcuts(keys);
    return action;
}

QString ActionSet::title(const QAction &action)
{
    QString title = action.property("title").toString();
    title.remove(u"…"_s);
    return title.remove(u'&');
}

QString ActionSet::obstacle(const QAction &action) const
{
    if (action.isEnabled())
        return {};
    if (&action == back || &action == forward)
        return tr("There is no page in that direction.");
    if (!m_condition.isReady)
        return tr("The store is not open yet.");
    if (&action == save)
        return tr("There are no unsaved changes.");
    if (&action == duplicate)
        return tr("Show an API or a client to duplicate it.");
    if (&action == undoOne)
        return tr("The last step is no deployment.");
    if (&action == undo || &action == redo)
        return &action == undo ? tr("There is nothing to undo.") : tr("There is nothing to redo.");
    return tr("The APIs section is switched off in Settings.");
}

void ActionSet::showWays(bool canGoBack, bool canGoForward)
{
    back->setEnabled(canGoBack);
    forward->setEnabled(canGoForward);
}

void ActionSet::show(const editing::WindowCondition &condition)
{
    m_condition = condition;
    for (QAction *action : {palette, createClient, filter, refresh, clients, users, management, issuers, connections,
                            inspector, activity, settings, server})
        action->setEnabled(condition.isReady);
    users->setVisible(condition.hasPeople);
    for (QAction *action : {management, server})
        action->setVisible(condition.hasServer);
    activity->setVisible(condition.hasAudit);
    connections->setVisible(condition.hasConnections);
    for (QAction *action : {createApi, apis}) {
        action->setEnabled(condition.canOpenApis());
        action->setVisible(condition.isApisSectionOpen);
    }
    server->setChecked(condition.isServerRunning);
    duplicate->setEnabled(condition.canDuplicate());
    save->setEnabled(condition.canSave());
    undo->setEnabled(condition.canUndo());
    redo->setEnabled(condition.canRedo());
    undoOne->setEnabled(condition.canUndoOne());
    undoOne->setVisible(condition.canUndoOne());
    const auto shown = [](const QString &text) { return base::visibleText(text, 80).replace(u'&', u"&&"_s); };
    undo->setText(condition.undo ? tr("&Undo: %1").arg(shown(*condition.undo)) : tr("&Undo"));
    redo->setText(condition.redo ? tr("&Redo: %1").arg(shown(*condition.redo)) : tr("&Redo"));
    undoOne->setText(condition.undoOne ? tr("Undo the last re&quest only: %1").arg(shown(*condition.undoOne))
                                       : tr("Undo the last re&quest only"));
}

} // namespace gatehouse::ui::shell
