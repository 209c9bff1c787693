#pragma once

#include "tests/ui/TokenWorld.h"
#include "ui/shell/MainWindow.h"

namespace gatehouse::tests {

using namespace Qt::StringLiterals;

/// What the window stands on, of a tenant in memory.
inline ui::shell::MainWindow::Parts partsOf(TokenWorld &world)
{
    return {.access = world.access(),
            .server = world.control,
            .flow = world.parts(),
            .inspector = world.inspector,
            .keys = world.crypto.keys(),
            .storePath = u"/home/ada/.local/share/gatehouse/tenant.gatehouse"_s};
}

/// One grant names a scope its API lost long ago: no rule would let it be made again, and every change of its client is
/// held against it. Gone with its API, once this is true.
inline bool isRidOfDrift(TokenWorld &world)
{
    const store::StoreSnapshot &tenant = world.store.snapshot();
    world.store.submit(*world.editor.deleteApi(tenant, tenant.resourceServerByIdentifier(u"urn:drifted"_s)->id));
    return QTest::qWaitFor([&world] { return world.store.isSettled(); });
}

} // namespace gatehouse::tests
