#pragma once

#include "models/inspector/TokenInspection.h"

namespace gatehouse::inspector {

/// What an answer tells beside the verdicts, as far as there is any.
struct AnswerDetails
{
    QString message = {};    ///< of a line that is not a request
    QStringList around = {}; ///< what was found around the token
    QString trustPath = {};  ///< where certificates lead
};

/// The answer to one token of many, as a line of JSON without its line feed: `id`, which is JSON already, `verified`,
/// `form`, `signature`, `time`, `claims`, `reason`, and `message`, `around` and `roots` where there are any.
QByteArray answerJson(QByteArrayView id, const Verdicts &verdicts, const AnswerDetails &details = {});

} // namespace gatehouse::inspector
