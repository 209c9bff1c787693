#include "models/items/ClaimTableModel.h"

#include "models/base/Clock.h"
#include "models/base/Text.h"

#include <cmath>

namespace gatehouse::items {

using namespace Qt::StringLiterals;

namespace {

/// The longest raw value a cell shows: a chain of certificates would be a column of its own. The views as JSON and as
/// signed have all of it.
constexpr qsizetype shownLength = 400;

bool isMomentClaim(const QString &name)
{
    static const QStringList names{u"exp"_s, u"nbf"_s, u"iat"_s, u"auth_time"_s, u"updated_at"_s};
    return names.contains(name);
}

std::optional<qint64> momentOf(const QByteArray &number)
{
    bool ok = false;
    const double value = number.toDouble(&ok);
    if (!ok || value < base::firstDatedSecond || value > base::lastDatedSecond)
        return {};
    return static_cast<qint64>(std::floor(value));
}

ClaimRow rowOfMember(const jose::JsonMember &member, ClaimTableModel::Part part)
{
    ClaimRow row;
    row.name = member.name;
    row.json = member.value.toJson();
    const jose::JsonValue &value = member.value;
    if (value.isString()) {
        row.kind = ClaimRow::Kind::Text;
        row.text = value.string;
        if (part == ClaimTableModel::Part::Claims && member.name == "scope"_L1 && !value.string.isEmpty()) {
            row.kind = ClaimRow::Kind::List;
            row.list = value.string.split(QLatin1Char(' '), Qt::SkipEmptyParts);
        }
    } else if (value.isNumber() && part == ClaimTableModel::Part::Claims && isMomentClaim(member.name)) {
        row.seconds = momentOf(value.number);
        if (row.seconds)
            row.kind = ClaimRow::Kind::Moment;
    } else if (value.isArray() && !value.elements.isEmpty() &&
               std::ranges::all_of(value.elements, &jose::JsonValue::isString)) {
        row.kind = ClaimRow::Kind::List;
        row.list.reserve(value.elements.size());
        for (const jose::JsonValue &element : value.elements)
            row.list.append(element.string);
    }
    return row;
}

} // namespace

ClaimTableModel::ClaimTableModel(Part part, QObject *parent)
    : RowTableModel(parent)
    , m_part(part)
{
}

void ClaimTableModel::setObject(const jose::JsonValue *object)
{
    QList<ClaimRow> rows;
    if (object && object->isObject()) {
        rows.reserve(object->members.size());
        for (const jose::JsonMember &member : object->members)
            rows.append(rowOfMember(member, m_part));
    }
    // Names are unique: strict JSON has no duplicates. A claim set of ten thousand members is replaced whole, because
    // keeping a selection in it is not worth comparing each with each.
    constexpr qsizetype worthKeeping = 500;
    if (rows.size() > worthKeeping || m_rows.size() > worthKeeping) {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
        return;
    }
    show(rows, [](const ClaimRow &row) { return row.name; });
}

int ClaimTableModel::rowOf(const QString &name) const
{
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        if (m_rows.at(i).name == name)
            return static_cast<int>(i);
    }
    return -1;
}

QVariant ClaimTableModel::data(const QModelIndex &index, int role) const
{
    if (!isCell(index))
        return {};
    const ClaimRow &row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        if (index.column() == static_cast<int>(Column::Name))
            return base::visibleText(row.name, 200);
        if (index.column() == static_cast<int>(Column::Raw))
            return base::visibleText(
                QString::fromUtf8(row.json.first(std::min<qsizetype>(row.json.size(), shownLength * 4))), shownLength);
        return {};
    case KeyRole:
        return row.name;
    case SortRole:
        return row.seconds ? QVariant(*row.seconds) : QVariant(index.row());
    default:
        return {};
    }
}

} // namespace gatehouse::items
