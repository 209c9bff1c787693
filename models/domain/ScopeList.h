#pragma once

#include "models/domain/Scope.h"

namespace gatehouse::domain {

/// One line of a pasted or imported list and what becomes of it.
struct ScopeLine
{
    enum class Fate {
        Added,
        AlreadyThere,
        NotValid,
        Heading, ///< names the columns of a spreadsheet, and is skipped
    };

    int line = 0; ///< 1-based, where it begins
    Scope scope;
    Fate fate = Fate::Added;
    MaybeViolation violation; ///< set when NotValid

    bool operator==(const ScopeLine &) const = default;
};

/// Reads many lines as a person or a spreadsheet writes them: the value, then a tab, comma, semicolon or spaces, then
/// the description. Lines end as they do on any system, and with U+2028 or U+2029. A column may be in quotation marks
/// (RFC 4180 section 2); a heading, a byte order mark, empty columns at the end and empty lines are skipped. What
/// cannot be one scope and one description is refused and never cut down to something that could. A value that is
/// duplicated counts once. The marks of a list, a table or a comment are no scopes, and a line of several scopes is not
/// one. `existing` are the scopes the API has.
QList<ScopeLine> parseScopeLines(const QString &text, const QList<Scope> &existing);
/// The same for bytes, which have to be UTF-8: a line that is not is refused.
QList<ScopeLine> parseScopeLines(QByteArrayView utf8, const QList<Scope> &existing);

/// The scopes of `lines` that are to be added, in order.
QList<Scope> scopesToAdd(const QList<ScopeLine> &lines);

} // namespace gatehouse::domain
