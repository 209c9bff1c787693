#include "models/items/AuditTableModel.h"

#include <QDateTime>
#include <QTimeZone>

#include <utility>

namespace gatehouse::items {

using namespace Qt::StringLiterals;

namespace {

QString plainWhat(const domain::AuditEntry &entry)
{
    QStringList parts;
    for (const domain::AuditItem &item : entry.items)
        parts << u"%1 %2 %3"_s.arg(domain::actionName(item.action), domain::entityName(item.entity), item.name);
    return parts.join(u", "_s);
}

} // namespace

QString AuditTableModel::filterText(const domain::AuditEntry &entry)
{
    QStringList words{entry.user, entry.source};
    for (const domain::AuditItem &item : entry.items)
        words << domain::actionName(item.action) << domain::entityName(item.entity) << item.name << item.id;
    return words.join(u'\n');
}

AuditTableModel::AuditTableModel(store::ResourceServerStore &store, int portion, QObject *parent)
    : QAbstractTableModel(parent)
    , m_store(store)
    , m_portion(portion)
{
    connect(&store, &store::ResourceServerStore::loaded, this, &AuditTableModel::refresh);
    connect(&store, &store::ResourceServerStore::committed, this, &AuditTableModel::refresh);
    // What another process committed comes as a change that nothing of ours is under way for.
    connect(&store, &store::ResourceServerStore::changed, this, [this] {
        if (m_store.isSettled())
            refresh();
    });
}

QStringList AuditTableModel::users() const
{
    QStringList users;
    for (const domain::AuditEntry &entry : m_rows)
        users.append(entry.user);
    users.removeDuplicates();
    users.sort();
    return users;
}

int AuditTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int AuditTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant AuditTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const domain::AuditEntry &entry = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        switch (static_cast<Column>(index.column())) {
        case Column::When:
            return QDateTime::fromMSecsSinceEpoch(entry.at.time_since_epoch().count(), QTimeZone::UTC);
        case Column::User:
            return entry.user;
        case Column::Source:
            return entry.source;
        case Column::What:
            return plainWhat(entry);
        }
        return {};
    case SortRole:
        if (static_cast<Column>(index.column()) == Column::When)
            return entry.sequence;
        return data(index, Qt::DisplayRole);
    case KeyRole:
        return QString::number(entry.sequence);
    case FilterRole:
        return filterText(entry);
    case ItemCountRole:
        return static_cast<int>(entry.items.size());
    default:
        return {};
    }
}

QVariant AuditTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Column::When:
        return u"when"_s;
    case Column::User:
        return u"user"_s;
    case Column::Source:
        return u"source"_s;
    case Column::What:
        return u"what"_s;
    }
    return {};
}

bool AuditTableModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && !m_reachedEnd && !m_fetchingOlder && !m_stalled;
}

void AuditTableModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    m_fetchingOlder = true;
    const qint64 before = m_rows.isEmpty() ? 0 : m_rows.constLast().sequence;
    m_store.audit(before, m_portion).then(this, [this](base::Result<QList<domain::AuditEntry>> result) {
        m_fetchingOlder = false;
        if (!result) {
            m_stalled = true;
            Q_EMIT fetchFailed(result.error());
            return;
        }
        appendOlder(*result);
        Q_EMIT fetched();
        if (std::exchange(m_refreshAgain, false))
            refresh();
    });
}

const domain::AuditEntry &AuditTableModel::entryAt(const QModelIndex &index) const
{
    return m_rows.at(index.row());
}

QModelIndex AuditTableModel::indexOf(qint64 sequence) const
{
    for (qsizetype row = 0; row < m_rows.size(); ++row) {
        if (m_rows.at(row).sequence == sequence)
            return index(static_cast<int>(row), 0);
    }
    return {};
}

void AuditTableModel::refresh()
{
    const bool asked = m_reachedEnd || std::exchange(m_stalled, false);
    if (m_rows.isEmpty()) {
        // Nothing shown that could be added to: the first portion brings everything, if it is not under way already.
        if (m_fetchingOlder) {
            m_refreshAgain = true;
        } else if (asked) {
            m_reachedEnd = false;
            fetchMore({});
        }
        return;
    }
    m_newer.clear();
    fetchNewer(0);
}

void AuditTableModel::fetchNewer(qint64 before)
{
    m_fetchingNewer = true;
    m_newerJob.start(m_store.audit(before, m_portion), this, [this](base::Result<QList<domain::AuditEntry>> result) {
        m_fetchingNewer = false;
        if (!result) {
            m_newer.clear();
            Q_EMIT fetchFailed(result.error());
            return;
        }
        const qint64 known = m_rows.constFirst().sequence;
        bool metKnown = result->size() < m_portion;
        for (const domain::AuditEntry &entry : std::as_const(*result)) {
            if (entry.sequence <= known) {
                metKnown = true;
                break;
            }
            m_newer.append(entry);
        }
        if (!metKnown) {
            fetchNewer(m_newer.constLast().sequence);
            return;
        }
        insertAtTop();
        Q_EMIT fetched();
    });
}

void AuditTableModel::insertAtTop()
{
    if (m_newer.isEmpty())
        return;
    beginInsertRows({}, 0, static_cast<int>(m_newer.size()) - 1);
    m_rows = std::exchange(m_newer, {}) + m_rows;
    endInsertRows();
}

void AuditTableModel::appendOlder(const QList<domain::AuditEntry> &entries)
{
    m_reachedEnd = entries.size() < m_portion;
    if (entries.isEmpty())
        return;
    const int first = static_cast<int>(m_rows.size());
    beginInsertRows({}, first, first + static_cast<int>(entries.size()) - 1);
    m_rows += entries;
    endInsertRows();
}

} // namespace gatehouse::items
