#pragma once

#include "app/crypto/Crypto.h"
#include "app/engine/TenantCopy.h"
#include "models/editing/DraftFile.h"
#include "models/editing/EditSession.h"

namespace gatehouse::ui::shell {
class MainWindow;
}

namespace gatehouse::app {

/// Begins to keep what is typed and not saved, and offers what an earlier process left. All outlive the window.
void offerDrafts(editing::DraftFile &file, editing::EditSession &session, ui::shell::MainWindow &window);

/// Where the drafts of a tenant elsewhere are; `cipher` and `random` outlive it.
editing::DraftFile::Place draftPlace(const ConnectionFiles &files, const jose::AuthenticatedCipher &cipher,
                                     base::RandomSource &random);

} // namespace gatehouse::app
