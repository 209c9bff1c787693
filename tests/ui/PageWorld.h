#pragma once

#include "models/editing/EditSession.h"
#include "models/editing/LedgerDesk.h"
#include "models/settings/SettingsStore.h"
#include "tests/store/FastKdf.h"
#include "tests/support/FakeLedger.h"
#include "tests/support/TestTenant.h"
#include "tests/support/WidgetHand.h"
#include "tests/ui/Picture.h"
#include "ui/pages/TenantAccess.h"

#include <QApplication>
#include <QTemporaryDir>
#include <QTest>

namespace gatehouse::tests {

using namespace Qt::StringLiterals;

/// What a page needs of the tenant, in memory.
struct PageWorld : TestTenant
{
    /// What another process finds stored.
    store::StoreSnapshot storedTenant()
    {
        QObject context;
        std::optional<store::StoreSnapshot> found;
        backend.load().then(&context,
                            [&found](const auto &loaded) { found = loaded ? *loaded : store::StoreSnapshot(); });
        return QTest::qWaitFor([&found] { return found.has_value(); }) ? *found : store::StoreSnapshot();
    }

    ui::pages::TenantAccess access() { return {store, editor, session, custody, settings, clock}; }

    editing::EditSession session{store};
    FastKdf kdf;
    FakeLedger books;
    EndingsFollower follower{store, books}; ///< before the desk, which reads after it
    editing::LedgerDesk desk{store, {books, editor, kdf, signers, random, clock}};
    QTemporaryDir folder;
    settings::SettingsStore settings{folder.filePath(u"settings.ini"_s)};
};

} // namespace gatehouse::tests
