#include "ui/presenters/IssuerTables.h"

#include "models/base/Text.h"
#include "ui/text/IssuerText.h"
#include "ui/text/TimeText.h"

#include <algorithm>

namespace gatehouse::ui::presenters {

using trust::IssuerKey;
using trust::TrustedIssuer;
using namespace Qt::StringLiterals;

namespace {

constexpr int longestShown = 200;

QString shown(const QString &text)
{
    return base::visibleText(text, longestShown);
}

QString kindOf(const jose::Jwk &key)
{
    switch (key.type) {
    case jose::KeyType::Rsa:
        return key.alg ? IssuerKeyTable::tr("RSA, %1 bits, %2").arg(QString::number(key.bits()), shown(*key.alg))
                       : IssuerKeyTable::tr("RSA, %1 bits").arg(key.bits());
    case jose::KeyType::Ec:
    case jose::KeyType::Okp:
        return key.crv ? jose::curveName(*key.crv) : QString();
    case jose::KeyType::Akp:
        return shown(key.alg.value_or(QString()));
    case jose::KeyType::Octets:
        break;
    }
    return {};
}

} // namespace

void IssuerTable::setBook(std::shared_ptr<const trust::IssuerBook> book)
{
    beginResetModel();
    m_book = std::move(book);
    endResetModel();
}

const TrustedIssuer *IssuerTable::issuerAt(int row) const
{
    return m_book && row >= 0 && row < m_book->all.size() ? &m_book->all.at(row) : nullptr;
}

int IssuerTable::rowOf(const QString &name) const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (issuerAt(row)->name == name)
            return row;
    }
    return -1;
}

int IssuerTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_book ? 0 : static_cast<int>(m_book->all.size());
}

int IssuerTable::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant IssuerTable::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid) ||
        (role != Qt::DisplayRole && role != Qt::ToolTipRole))
        return {};
    const TrustedIssuer &issuer = *issuerAt(index.row());
    switch (static_cast<Column>(index.column())) {
    case Column::Name:
        return shown(issuer.name);
    case Column::Issuer:
        return shown(issuer.issuer);
    case Column::Keys:
        return QString::number(issuer.presentKeys().size());
    case Column::Fetched:
        return issuer.isFetched() ? issuer.refreshedAt ? text::localTime(*issuer.refreshedAt) : tr("never")
                                  : tr("from a file");
    case Column::State:
        return issuer.waiting ? tr("New keys wait for you") : tr("Trusted");
    }
    return {};
}

QVariant IssuerTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Column::Name:
        return tr("Name");
    case Column::Issuer:
        return tr("Issuer");
    case Column::Keys:
        return tr("Keys");
    case Column::Fetched:
        return tr("Last fetched");
    case Column::State:
        return tr("State");
    }
    return {};
}

void IssuerKeyTable::setKeys(QList<IssuerKey> keys)
{
    beginResetModel();
    m_keys = std::move(keys);
    std::ranges::stable_sort(m_keys, std::ranges::greater(), &IssuerKey::added);
    endResetModel();
}

int IssuerKeyTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_keys.size());
}

int IssuerKeyTable::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QVariant IssuerKeyTable::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid) ||
        (role != Qt::DisplayRole && role != Qt::ToolTipRole))
        return {};
    const IssuerKey &known = m_keys.at(index.row());
    switch (static_cast<Column>(index.column())) {
    case Column::Key:
        return shown(known.name());
    case Column::Kind:
        return kindOf(known.key);
    case Column::Added:
        return text::localTime(known.added);
    case Column::Gone:
        return known.gone ? text::localTime(*known.gone) : tr("still published");
    }
    return {};
}

QVariant IssuerKeyTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Column::Key:
        return tr("Key ID");
    case Column::Kind:
        return tr("Kind");
    case Column::Added:
        return tr("First seen");
    case Column::Gone:
        return tr("Gone");
    }
    return {};
}

} // namespace gatehouse::ui::presenters
