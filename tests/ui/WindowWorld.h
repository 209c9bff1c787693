#pragma once

#include "tests/ui/TokenWorld.h"
#include "ui/shell/MainWindow.h"

#include <tuple>

namespace gatehouse::tests {

using namespace Qt::StringLiterals;

/// What the window stands on, of a tenant in memory.
inline ui::shell::MainWindow::Parts partsOf(TokenWorld &world)
{
    return {.access = world.access(),
            .desk = world.desk,
            .server = world.control,
            .flow = world.parts(),
            .inspector = world.inspector,
            .keys = world.crypto.keys(),
            .storePath = u"/home/ada/.local/share/gatehouse/tenant.gatehouse"_s};
}

/// A person who is signed in, with permissions, a refresh token and a consent.
inline domain::UserId addPeople(TokenWorld &world)
{
    const auto made = world.editor.createUser(
        world.store.snapshot(), {.email = u"jane@example.com"_s, .name = u"Jane Doe"_s}, base::Secret("hash"_ba));
    world.store.submit(made->changes);
    domain::User jane = *world.store.snapshot().user(made->id);
    jane.permissions = {{world.orders(), u"read:orders"_s}};
    world.store.submit(*world.editor.updateUser(world.store.snapshot(), jane));
    world.store.submit(*world.editor.giveConsent(
        world.store.snapshot(),
        {.user = jane.id, .client = world.alpha(), .api = world.orders(), .scopes = {u"read:orders"_s}}));
    const base::Instant now = world.clock.now();
    std::ignore = world.books.addSession({}, {.id = u"ses_1"_s,
                                              .user = jane.id,
                                              .authenticatedAt = now,
                                              .lastUsed = now,
                                              .expires = now + std::chrono::hours(8)});
    std::ignore = world.books.startFamily({.id = u"fam_1"_s,
                                           .authorization = {.client = world.alpha(),
                                                             .user = jane.id,
                                                             .apis = {world.orders()},
                                                             .scopes = {u"read:orders"_s, u"offline_access"_s},
                                                             .authenticatedAt = now,
                                                             .sessionId = u"ses_1"_s},
                                           .createdAt = now,
                                           .lastUsed = now},
                                          {}, {});
    world.books.countIssued({.key = world.store.snapshot().signingKeys.first().id,
                             .api = world.orders(),
                             .client = world.alpha(),
                             .expires = now + std::chrono::hours(1),
                             .count = 12});
    return jane.id;
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
