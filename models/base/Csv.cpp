#include "models/base/Csv.h"

#include "models/base/Text.h"

#include <QStringList>

namespace gatehouse::base {

using namespace Qt::StringLiterals;

namespace {

/// What a spreadsheet takes in one cell.
constexpr int longestCell = 32000;

} // namespace

QByteArray csvCell(const QString &text)
{
    QString shown = visibleText(text, longestCell);
    // Also behind blanks, which some programs drop; OWASP's list, and the full-width forms some take for the same.
    const QString trimmed = shown.trimmed();
    if (!trimmed.isEmpty() && u"=+-@|%\uFF1D\uFF0B\uFF0D\uFF20"_s.contains(trimmed.front())) {
        bool isNumber = false;
        trimmed.toLongLong(&isNumber);
        if (!isNumber)
            shown.prepend(u'\'');
    }
    return '"' + shown.replace(u'"', u"\"\""_s).toUtf8() + '"';
}

QByteArray csvRow(const QStringList &cells)
{
    QByteArray row;
    for (const QString &cell : cells)
        row += (row.isEmpty() ? ""_ba : ","_ba) + csvCell(cell);
    return row + "\r\n"_ba;
}

} // namespace gatehouse::base
