#include "ui/widgets/RowText.h"

#include "models/base/Csv.h"

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

QString lineCell(const QString &text)
{
    QString cell = text;
    std::ranges::replace_if(
        cell, [](QChar c) { return c == u'\t' || c == u'\n' || c == u'\r' || c == QChar::LineSeparator; }, u' ');
    return cell;
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
    if (format == RowFormat::Csv) {
        QByteArray csv = base::csvRow(names);
        for (const QModelIndex &row : rows) {
            QStringList cells;
            for (const int column : std::as_const(shown))
                cells.append(cellText(row.siblingAtColumn(column)));
            csv += base::csvRow(cells);
        }
        return QString::fromUtf8(csv);
    }
    QStringList lines;
    for (const QModelIndex &row : rows) {
        QStringList cells;
        for (const int column : std::as_const(shown))
            cells.append(lineCell(cellText(row.siblingAtColumn(column))));
        lines.append(cells.join(u'\t'));
    }
    return lines.join(u'\n');
}

} // namespace gatehouse::ui::widgets
