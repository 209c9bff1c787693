#include "ui/widgets/RowText.h"

#include <QAbstractItemModel>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace gatehouse::ui::widgets {

using namespace Qt::StringLiterals;

namespace {

QString headerText(const QAbstractItemModel &model, int column)
{
    return model.headerData(column, Qt::Horizontal).toString();
}

/// A switch or a check box shows no text; a reader is told its state.
QString cellText(const QModelIndex &cell)
{
    const QString shown = cell.data().toString();
    return shown.isEmpty() ? cell.data(Qt::AccessibleTextRole).toString() : shown;
}

QString csvCell(const QString &text)
{
    QString cell = text;
    // What starts like this, a spreadsheet would calculate.
    if (!cell.isEmpty() && u"=+-@\t\r"_s.contains(cell.front()))
        cell.prepend(u'\'');
    if (!std::ranges::any_of(cell, [](QChar c) { return u",\"\r\n"_s.contains(c); }))
        return cell;
    return u'"' + cell.replace(u'"', u"\"\""_s) + u'"';
}

QString lineCell(const QString &text)
{
    QString cell = text;
    std::ranges::replace_if(
        cell, [](QChar c) { return c == u'\t' || c == u'\n' || c == u'\r' || c == QChar::LineSeparator; }, u' ');
    return cell;
}

template <typename CellOf> QString joined(int count, QChar between, CellOf cellOf)
{
    QStringList cells;
    for (int i = 0; i < count; ++i)
        cells.append(cellOf(i));
    return cells.join(between);
}

QString json(const QModelIndexList &rows, const QList<int> &columns, const QStringList &names)
{
    QJsonArray array;
    for (const QModelIndex &row : rows) {
        QJsonObject object;
        for (qsizetype i = 0; i < columns.size(); ++i)
            object.insert(names.at(i), cellText(row.siblingAtColumn(columns.at(i))));
        array.append(object);
    }
    return QString::fromUtf8(QJsonDocument(array).toJson(QJsonDocument::Indented));
}

} // namespace

QString rowsText(const QModelIndexList &rows, const QList<int> &columns, RowFormat format)
{
    if (rows.isEmpty())
        return {};
    const QAbstractItemModel &model = *rows.first().model();
    QList<int> shown;
    QStringList names;
    for (const int column : columns) {
        QString name = headerText(model, column);
        const bool hasText = std::ranges::any_of(
            rows, [column](const QModelIndex &row) { return !cellText(row.siblingAtColumn(column)).isEmpty(); });
        if (name.isEmpty() && !hasText)
            continue;
        shown.append(column);
        names.append(name.isEmpty() ? u"column %1"_s.arg(column + 1) : name);
    }
    if (format == RowFormat::Json)
        return json(rows, shown, names);
    const int count = static_cast<int>(shown.size());
    QStringList lines;
    if (format == RowFormat::Csv)
        lines.append(joined(count, u',', [&names](int i) { return csvCell(names.at(i)); }));
    for (const QModelIndex &row : rows) {
        const auto text = [&row, &shown](int i) { return cellText(row.siblingAtColumn(shown.at(i))); };
        lines.append(format == RowFormat::Csv ? joined(count, u',', [&text](int i) { return csvCell(text(i)); })
                                              : joined(count, u'\t', [&text](int i) { return lineCell(text(i)); }));
    }
    return format == RowFormat::Csv ? lines.join("\r\n"_L1) + "\r\n"_L1 : lines.join(u'\n');
}

} // namespace gatehouse::ui::widgets
