#pragma once

#include "models/base/Clock.h"
#include "models/editing/EditSession.h"
#include "models/settings/SettingsStore.h"
#include "models/store/Custody.h"
#include "models/store/KeyProtection.h"
#include "models/store/ResourceServerStore.h"
#include "models/store/StoreCopies.h"
#include "models/store/TenantEditor.h"

namespace gatehouse::ui::pages {

/// What nearly every page needs to read and change the tenant. All of it outlives the window.
struct TenantAccess
{
    store::ResourceServerStore &store; ///< to read
    store::TenantEditor &editor;       ///< turns a wish into a ChangeSet or a Violation
    editing::EditSession &session;     ///< to write: apply(ChangeSet, undo text)
    store::Custody &custody;           ///< to reveal a secret
    settings::SettingsStore &settings;
    const base::Clock &clock;
    store::KeyProtection *protection = nullptr; ///< to change how secrets are protected; null where that cannot be
    store::StoreCopies *copies = nullptr;       ///< to back up and restore; null where that cannot be
};

} // namespace gatehouse::ui::pages
