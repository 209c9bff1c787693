#pragma once

#include <QByteArrayView>
#include <QList>
#include <QString>

#include <expected>
#include <optional>

namespace gatehouse::server::routes {

inline constexpr qsizetype maxParameters = 64;

/// One name and value of application/x-www-form-urlencoded: decoded, UTF-8, without NUL.
using FormField = std::pair<QString, QString>;

/// Why a form is not read.
enum class FormFault { Malformed, TooMany };

/// Reads a form or a query, strictly: a percent sign that starts no escape is an error, not a percent sign.
std::expected<QList<FormField>, FormFault> formFields(QByteArrayView text);

/// One part of such a text.
std::optional<QString> formDecoded(QByteArrayView text);
/// UTF-8 without NUL.
std::optional<QString> strictUtf8(QByteArrayView bytes);

} // namespace gatehouse::server::routes
