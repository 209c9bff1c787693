#pragma once

#include "models/base/Error.h"

#include <QString>

namespace gatehouse::ui::text {

/// What is kept of recent tokens and where, in one sentence; `folder` is the shelf's.
QString shelfPromise(const QString &folder);
/// What could not be done with the recent tokens, in one line.
QString shelfErrorText(const base::Error &error);
/// How many records do not open, and why that is.
QString shelfRefusedText(int count);

} // namespace gatehouse::ui::text
