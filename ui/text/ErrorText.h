#pragma once

#include "models/base/Error.h"

#include <QString>

namespace gatehouse::ui::text {

/// What a person reads when something could not be done: plain text, translated, whole sentences.
struct ErrorText
{
    QString what;   ///< what happened
    QString why;    ///< why, probably; may be empty
    QString action; ///< what to do about it

    /// All three in one line, for a terminal or a status bar.
    QString oneLine() const;
};

/// The sentences for `error`. Its subject is shown with everything invisible made visible; step and detail are left to
/// the log and to a "details" view.
ErrorText errorText(const base::Error &error);

/// That a change was saved whose other half could not be done: what the server gave out has not ended.
QString endingFailed(const base::Error &error);

/// What was being done, as the end of "Gatehouse could not …": "open the store".
QString errorStepText(base::ErrorStep step);

/// Code, step, HTTP status and detail in one line, redacted: what "copy details" copies.
QString errorDetails(const base::Error &error);

} // namespace gatehouse::ui::text
