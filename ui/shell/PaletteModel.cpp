#include "ui/shell/PaletteModel.h"

#include "models/base/Text.h"
#include "ui/presenters/PresenterRoles.h"
#include "ui/theme/IconSet.h"
#include "ui/theme/Tone.h"

#include <algorithm>

namespace gatehouse::ui::shell {

using namespace Qt::StringLiterals;

namespace {

using items::ObjectKind;

constexpr qsizetype mostRows = 60;

QString kindWord(ObjectKind kind)
{
    switch (kind) {
    case ObjectKind::Api:
        return PaletteModel::tr("API");
    case ObjectKind::Client:
        return PaletteModel::tr("Client");
    case ObjectKind::User:
        return PaletteModel::tr("User");
    case ObjectKind::Scope:
        return PaletteModel::tr("Scope");
    }
    return {};
}

QString kindIcon(ObjectKind kind)
{
    switch (kind) {
    case ObjectKind::Api:
        return u"api"_s;
    case ObjectKind::Client:
        return u"client"_s;
    case ObjectKind::User:
        return u"user"_s;
    case ObjectKind::Scope:
        return u"scope"_s;
    }
    return {};
}

QString detailOf(const items::NamedObject &object)
{
    const QString detail = base::visibleText(object.detail, 120);
    return detail.isEmpty() ? kindWord(object.kind) : PaletteModel::tr("%1, %2").arg(kindWord(object.kind), detail);
}

} // namespace

PaletteModel::PaletteModel(const ActionSet &actions, const store::StoreSnapshot &tenant, QStringList recent,
                           QObject *parent)
    : QAbstractListModel(parent)
    , m_actions(actions)
    , m_objects(tenant)
    , m_recent(std::move(recent))
{
    setText({});
}

QString PaletteModel::keyOf(const Row &row)
{
    return row.action ? u"action/"_s + row.action->objectName() : row.object.address + u' ' + row.object.name;
}

qsizetype PaletteModel::recency(const Row &row) const
{
    const qsizetype at = m_recent.indexOf(keyOf(row));
    return at < 0 ? m_recent.size() : at;
}

QList<PaletteModel::Row> PaletteModel::recentRows() const
{
    QList<Row> rows;
    for (const QString &key : m_recent) {
        // An object is found again by its name; one that is gone is not.
        const QString name = key.section(u' ', 1);
        const QList<items::NamedObject> named = name.isEmpty() ? QList<items::NamedObject>() : m_objects.find(name, 20);
        for (const items::NamedObject &object : named) {
            if (keyOf({.object = object}) == key) {
                rows.append({.object = object});
                break;
            }
        }
    }
    return rows;
}

void PaletteModel::setText(const QString &text)
{
    beginResetModel();
    m_rows.clear();
    const bool isEmpty = text.trimmed().isEmpty();
    if (isEmpty)
        m_rows = recentRows();
    const qsizetype objects = m_rows.size();
    for (const ActionSet::Group &group : m_actions.groups()) {
        for (QAction *action : group.actions) {
            if (!action->isVisible())
                continue;
            if (const auto rank = items::ObjectIndex::rank(text, ActionSet::title(*action), group.title))
                m_rows.append({.action = action, .rank = isEmpty ? items::MatchRank::Exact : *rank});
        }
    }
    const QList<items::NamedObject> found = m_objects.find(text, mostRows);
    for (const items::NamedObject &object : found) {
        if (const auto rank = items::ObjectIndex::rank(text, object.name, object.detail))
            m_rows.append({.object = object, .rank = *rank});
    }
    std::stable_sort(m_rows.begin() + objects, m_rows.end(), [this](const Row &a, const Row &b) {
        return a.rank != b.rank ? a.rank < b.rank : recency(a) < recency(b);
    });
    if (m_rows.size() > mostRows)
        m_rows.resize(mostRows);
    endResetModel();
}

int PaletteModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QString PaletteModel::obstacleAt(int row) const
{
    const QAction *action = m_rows.at(row).action;
    return action ? m_actions.obstacle(*action) : QString();
}

QVariant PaletteModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows.at(index.row());
    const QString obstacle = obstacleAt(index.row());
    const QString title = row.action ? ActionSet::title(*row.action) : base::visibleText(row.object.name, 120);
    const QString keys = row.action ? row.action->shortcut().toString(QKeySequence::NativeText) : QString();
    const QString detail = row.action ? obstacle : detailOf(row.object);
    switch (role) {
    case Qt::DisplayRole:
        return title;
    case presenters::DetailRole:
        return detail;
    case presenters::TrailingRole:
        return keys;
    case presenters::ToneRole:
        return static_cast<int>(obstacle.isEmpty() ? theme::Tone::Text : theme::Tone::TextDisabled);
    case Qt::DecorationRole:
        return row.action ? row.action->icon() : theme::icon(kindIcon(row.object.kind));
    case Qt::AccessibleTextRole: {
        QStringList parts{title};
        for (const QString &part : {detail, keys}) {
            if (!part.isEmpty())
                parts.append(part);
        }
        return parts.join(u", "_s);
    }
    default:
        return {};
    }
}

Qt::ItemFlags PaletteModel::flags(const QModelIndex &index) const
{
    // A row that cannot be chosen stays selectable: to read why.
    return index.isValid() ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren : Qt::NoItemFlags;
}

} // namespace gatehouse::ui::shell
