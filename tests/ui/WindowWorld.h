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
            .desk = &world.desk,
            .server = world.control,
            .flow = world.parts(),
            .inspector = world.inspector,
            .keys = world.crypto.keys(),
            .issuers = world.issuers,
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

} // namespace gatehouse::tests
