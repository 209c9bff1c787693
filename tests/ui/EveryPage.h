#pragma once

#include "tests/ui/WindowWorld.h"
#include "ui/dialogs/ConfirmDestructiveDialog.h"
#include "ui/dialogs/UnlockDialog.h"
#include "ui/pages/ClientsPage.h"
#include "ui/pages/InspectorPage.h"
#include "ui/shell/MainWindow.h"

#include <QAbstractButton>
#include <QAction>
#include <QDialog>

namespace gatehouse::tests {

using namespace Qt::StringLiterals;

/// The addresses of every page that a window over `world` has.
inline QStringList everyPage(const TokenWorld &world)
{
    const QString api = u"api/%1/"_s.arg(world.orders().text());
    return {api + u"quickstart"_s, api + u"settings"_s, api + u"scopes"_s, api + u"clients"_s,
            api + u"test"_s,       u"clients"_s,        u"users"_s,        u"management"_s,
            u"issuers"_s,          u"inspector"_s,      u"activity"_s,     u"settings"_s};
}

/// A page's address in a word fit for a file: "api-scopes", "clients".
inline QString pageName(const QString &address)
{
    return (address.contains(u'/') ? u"api-"_s : QString()) + address.section(u'/', -1);
}

inline QStringList everyDialog()
{
    return {u"create-api"_s, u"create-client"_s, u"duplicate-api"_s, u"shortcuts"_s, u"about"_s,
            u"palette"_s,    u"forge"_s,         u"paste-scopes"_s,  u"help"_s,      u"create-user"_s,
            u"add-issuer"_s, u"confirm"_s,       u"unlock"_s};
}

/// Opens one of everyDialog() as a person does; null where it does not open.
inline QDialog *openDialog(ui::shell::MainWindow &window, const TokenWorld &world, const QString &name)
{
    const ui::shell::ActionSet &actions = window.actionSet();
    const auto click = [&window](const QString &button) {
        if (auto *found = window.findChild<QAbstractButton *>(button))
            found->click();
    };
    const QHash<QString, QAction *> commands{{u"create-api"_s, actions.createApi},
                                             {u"create-client"_s, actions.createClient},
                                             {u"duplicate-api"_s, actions.duplicate},
                                             {u"shortcuts"_s, actions.shortcuts},
                                             {u"about"_s, actions.about},
                                             {u"palette"_s, actions.palette},
                                             {u"help"_s, actions.help}};
    window.open(u"api/%1/scopes"_s.arg(world.orders().text()));
    if (QAction *command = commands.value(name)) {
        command->trigger();
    } else if (name == u"paste-scopes"_s) {
        click(u"pasteScopesButton"_s);
    } else if (name == u"forge"_s) {
        window.pages().inspectorPage().forge();
    } else if (name == u"create-user"_s) {
        window.open(u"users"_s);
        click(u"createUserButton"_s);
    } else if (name == u"add-issuer"_s) {
        window.open(u"issuers"_s);
        click(u"addIssuer"_s);
    } else if (name == u"confirm"_s) {
        (new ui::dialogs::ConfirmDestructiveDialog(u"Delete everything?"_s,
                                                   u"Nothing works afterwards. "_s.repeated(20), u"Delete"_s,
                                                   u"everything"_s, &window))
            ->open();
    } else if (name == u"unlock"_s) {
        (new ui::dialogs::UnlockDialog(u"/home/ada/tenant.gatehouse"_s, &window))->open();
    }
    QCoreApplication::processEvents();
    const QList<QDialog *> dialogs = window.findChildren<QDialog *>();
    for (QDialog *dialog : dialogs) {
        if (dialog->isVisible())
            return dialog;
    }
    return nullptr;
}

} // namespace gatehouse::tests
