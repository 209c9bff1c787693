#include "ui/shell/MainMenus.h"

#include <QMenu>
#include <QMenuBar>

namespace gatehouse::ui::shell {

using namespace Qt::StringLiterals;

QMenu *fillMenus(QMenuBar &bar, const ActionSet &actions)
{
    QMenu *file = bar.addMenu(ActionSet::tr("&File"));
    file->addActions({actions.createApi, actions.createClient, actions.duplicate, actions.save});
    file->addSeparator();
    file->addActions({actions.newStore, actions.openStore});
    QMenu *recent = file->addMenu(ActionSet::tr("Open &recent"));
    recent->setObjectName(u"recentStores"_s);
    file->addMenu(ActionSet::tr("Open co&nnection"))->setObjectName(u"connectionsMenu"_s);
    file->addSeparator();
    file->addAction(actions.quit);
    QMenu *edit = bar.addMenu(ActionSet::tr("&Edit"));
    edit->addActions({actions.undo, actions.undoOne, actions.redo});
    edit->addSeparator();
    edit->addActions({actions.palette, actions.filter});
    QMenu *view = bar.addMenu(ActionSet::tr("&View"));
    view->addActions({actions.zoomIn, actions.zoomOut, actions.zoomReset});
    view->addSeparator();
    view->addActions({actions.nextPane, actions.previousPane});
    view->addSeparator();
    view->addAction(actions.refresh);
    QMenu *go = bar.addMenu(ActionSet::tr("&Go"));
    go->addActions({actions.back, actions.forward});
    go->addSeparator();
    go->addActions({actions.apis, actions.clients, actions.users, actions.management, actions.issuers,
                    actions.connections, actions.inspector, actions.activity, actions.settings});
    QMenu *server = bar.addMenu(ActionSet::tr("&Server"));
    server->setObjectName(u"serverMenu"_s);
    server->addAction(actions.server);
    bar.addMenu(ActionSet::tr("&Help"))->addActions({actions.help, actions.shortcuts, actions.about});
    return recent;
}

} // namespace gatehouse::ui::shell
