#pragma once

#include "ui/text/ErrorText.h"

namespace gatehouse::ui::text {

/// Whether an error is about a tenant that is reached over the network through a connection.
bool isTenantError(const base::Error &error);
/// Its sentences. `subject` is the tenant's domain, or what a change is about, fit to be shown.
ErrorText tenantErrorText(const base::Error &error, const QString &subject);

} // namespace gatehouse::ui::text
