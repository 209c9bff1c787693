#pragma once

#include "models/inspector/TokenInspection.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace gatehouse::ui::text {

/// What a token of a special form consists of, as a table of three columns: the signatures of a JWS in JSON
/// serialization, the header of a JWE with what was in it, the disclosures of an SD-JWT. Plain text, bounded.
struct FormParts
{
    struct Row
    {
        QString name;
        QString value;
        QString note;
    };

    QString title;
    QString about;
    QStringList columns;
    QList<Row> rows; ///< in the order of the token's own; of very many, the first
};

/// Nothing for a token of the usual form.
std::optional<FormParts> formParts(const inspector::TokenInspection &inspection);

} // namespace gatehouse::ui::text
