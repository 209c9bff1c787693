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

qsizetype IssuerTable::rows() const
{
    return m_book ? m_book->all.size() : 0;
}

QStringList IssuerTable::titles() const
{
    return {tr("Name"), tr("Issuer"), tr("Keys"), tr("Last fetched"), tr("State")};
}

QString IssuerTable::text(int row, int column) const
{
    const TrustedIssuer &issuer = *issuerAt(row);
    switch (static_cast<Column>(column)) {
    case Column::Name:
        return shown(issuer.name);
    case Column::Issuer:
        return shown(issuer.issuer);
    case Column::Keys:
        return QString::number(issuer.presentKeys().size());
    case Column::Fetched:
        return issuer.isFetched() ? issuer.refreshedAt ? ui::text::localTime(*issuer.refreshedAt) : tr("never")
                                  : tr("from a file");
    case Column::State:
        return issuer.waiting ? tr("New keys wait for you") : tr("Trusted");
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

qsizetype IssuerKeyTable::rows() const
{
    return m_keys.size();
}

QStringList IssuerKeyTable::titles() const
{
    return {tr("Key ID"), tr("Kind"), tr("First seen"), tr("Gone")};
}

QString IssuerKeyTable::text(int row, int column) const
{
    const IssuerKey &known = m_keys.at(row);
    switch (static_cast<Column>(column)) {
    case Column::Key:
        return shown(known.name());
    case Column::Kind:
        return kindOf(known.key);
    case Column::Added:
        return ui::text::localTime(known.added);
    case Column::Gone:
        return known.gone ? ui::text::localTime(*known.gone) : tr("still published");
    }
    return {};
}

} // namespace gatehouse::ui::presenters
