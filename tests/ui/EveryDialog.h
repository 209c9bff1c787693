#pragma once

#include "models/store/Contradictions.h"
#include "models/store/Restoration.h"
#include "tests/ui/FakeConnections.h"
#include "tests/ui/ShownCustody.h"
#include "tests/ui/WindowWorld.h"
#include "ui/dialogs/ConfirmDestructiveDialog.h"
#include "ui/dialogs/ConflictDialog.h"
#include "ui/dialogs/ConnectionSecretDialog.h"
#include "ui/dialogs/ProtectionDialog.h"
#include "ui/dialogs/RestoreDraftsDialog.h"
#include "ui/dialogs/ReviewDialog.h"
#include "ui/dialogs/UnlockDialog.h"
#include "ui/dialogs/UnsavedChangesDialog.h"
#include "ui/dialogs/UnwrittenChangesDialog.h"
#include "ui/pages/InspectorPage.h"
#include "ui/pages/RestoreVersionDialog.h"
#include "ui/pages/SetPasswordDialog.h"
#include "ui/shell/MainWindow.h"

#include <QAbstractButton>
#include <QAction>
#include <QDialog>

namespace gatehouse::tests {

using namespace Qt::StringLiterals;

/// What opens with a command or a button of the window.
inline QStringList reachedDialogs()
{
    return {u"create-api"_s, u"create-client"_s, u"duplicate-api"_s, u"shortcuts"_s,
            u"about"_s,      u"palette"_s,       u"forge"_s,         u"paste-scopes"_s,
            u"help"_s,       u"create-user"_s,   u"add-issuer"_s,    u"add-connection"_s};
}

/// What opens by itself, or after something that a test would have to bring about first.
inline QStringList raisedDialogs()
{
    return {u"confirm"_s, u"unlock"_s,    u"conflict"_s, u"secret"_s,       u"drafts"_s,          u"review"_s,
            u"unsaved"_s, u"unwritten"_s, u"held"_s,     u"set-password"_s, u"restore-version"_s, u"protection"_s};
}

inline QStringList everyDialog()
{
    return reachedDialogs() + raisedDialogs();
}

/// One of raisedDialogs(), not yet shown.
inline QDialog *makeRaisedDialog(ui::shell::MainWindow &window, TokenWorld &world, const QString &name)
{
    static ShownCustody custody;
    const domain::ResourceServer before = world.store.snapshot().resourceServers.first();
    domain::ChangeSet changes;
    domain::ResourceServer after = before;
    after.name = u"Orders API of the warehouse"_s;
    after.tokenLifetime = 3600;
    changes.update(before, after);
    if (name == u"confirm"_s)
        return new ui::dialogs::ConfirmDestructiveDialog(u"Delete everything?"_s,
                                                         u"Nothing works afterwards. "_s.repeated(20), u"Delete"_s,
                                                         u"everything"_s, &window);
    if (name == u"unlock"_s)
        return new ui::dialogs::UnlockDialog(u"/home/ada/tenant.gatehouse"_s, &window);
    if (name == u"conflict"_s)
        return new ui::dialogs::ConflictDialog({{.object = u"Orders API"_s,
                                                 .member = u"token_lifetime"_s,
                                                 .read = u"86400"_s,
                                                 .ours = u"3600"_s,
                                                 .theirs = u"7200"_s},
                                                {.kind = store::Contradiction::Kind::GoneThere,
                                                 .entity = domain::Entity::Client,
                                                 .object = u"Nightly importer"_s}},
                                               &window);
    if (name == u"secret"_s)
        return new ui::dialogs::ConnectionSecretDialog(FakeConnections::acme(), &window);
    if (name == u"drafts"_s)
        return new ui::dialogs::RestoreDraftsDialog({u"Orders API"_s, u"Nightly importer"_s}, &window);
    if (name == u"review"_s)
        return new ui::dialogs::ReviewDialog(u"acme"_s, changes, world.store.snapshot(), &window);
    if (name == u"unsaved"_s)
        return new ui::dialogs::UnsavedChangesDialog(u"Orders API"_s, {}, &window);
    if (name == u"unwritten"_s || name == u"held"_s)
        return new ui::dialogs::UnwrittenChangesDialog(name == u"held"_s, &window);
    if (name == u"set-password"_s)
        return new ui::pages::SetPasswordDialog(u"jane@example.com"_s, world.desk, &window);
    if (name == u"protection"_s)
        return new ui::dialogs::ProtectionDialog(custody, &window);
    if (name == u"restore-version"_s)
        return new ui::pages::RestoreVersionDialog(
            {.at = world.clock.now(), .user = u"ada"_s, .source = u"window"_s, .items = {}},
            {.changes = changes, .lost = {u"client_secret"_s}, .gone = {u"Archive API"_s}, .left = {}},
            world.store.snapshot(), &window);
    return nullptr;
}

/// Opens one of everyDialog() as a person does; null where it does not open.
inline QDialog *openDialog(ui::shell::MainWindow &window, TokenWorld &world, const QString &name)
{
    const ui::shell::ActionSet &actions = window.actionSet();
    const QHash<QString, QAction *> commands{{u"create-api"_s, actions.createApi},
                                             {u"create-client"_s, actions.createClient},
                                             {u"duplicate-api"_s, actions.duplicate},
                                             {u"shortcuts"_s, actions.shortcuts},
                                             {u"about"_s, actions.about},
                                             {u"palette"_s, actions.palette},
                                             {u"help"_s, actions.help}};
    const QString scopes = u"api/%1/scopes"_s.arg(world.orders().text());
    const QHash<QString, std::pair<QString, QString>> buttons{
        {u"paste-scopes"_s, {scopes, u"pasteScopesButton"_s}},
        {u"create-user"_s, {u"users"_s, u"createUserButton"_s}},
        {u"add-issuer"_s, {u"issuers"_s, u"addIssuer"_s}},
        {u"add-connection"_s, {u"connections"_s, u"addConnection"_s}}};
    window.open(scopes);
    if (QAction *command = commands.value(name)) {
        command->trigger();
    } else if (buttons.contains(name)) {
        window.open(buttons.value(name).first);
        if (auto *found = window.findChild<QAbstractButton *>(buttons.value(name).second))
            found->click();
    } else if (name == u"forge"_s) {
        window.pages().inspectorPage().forge();
    } else if (QDialog *made = makeRaisedDialog(window, world, name)) {
        made->open();
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
