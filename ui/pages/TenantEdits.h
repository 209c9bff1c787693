#pragma once

#include "ui/pages/TenantAccess.h"

#include <QString>

#include <expected>

namespace gatehouse::ui::pages {

/// Applies `edit` as one step of undo, named by what it does: answers that name, or the sentence why nothing was done.
std::expected<QString, QString> applyEdit(const TenantAccess &access, const store::Edit<domain::ChangeSet> &edit);

} // namespace gatehouse::ui::pages
