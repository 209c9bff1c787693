#pragma once

#include <QHash>
#include <QString>

#include <optional>

namespace gatehouse::quickstart {

/// Fills a template in one pass, so that a value with braces in it is not read again.
///
/// `{{name|syntax}}` becomes the value as a literal of that syntax. `{{#name}}` … `{{/name}}`, each alone on its line,
/// keeps the lines between only when the value is not empty. Nothing when the template names a value, a syntax or an
/// end that is not there.
std::optional<QString> fillTemplate(const QString &text, const QHash<QString, QString> &values);

} // namespace gatehouse::quickstart
