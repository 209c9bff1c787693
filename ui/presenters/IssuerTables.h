#pragma once

#include "models/trust/IssuerBook.h"
#include "ui/presenters/WordTable.h"

#include <memory>

namespace gatehouse::ui::presenters {

/// The issuers a person trusts, in words.
class IssuerTable : public WordTable
{
    Q_OBJECT

public:
    enum class Column { Name, Issuer, Keys, Fetched, State };

    using WordTable::WordTable;

    void setBook(std::shared_ptr<const trust::IssuerBook> book);
    /// Nothing for a row that is not there.
    const trust::TrustedIssuer *issuerAt(int row) const;
    /// -1 without one of that name.
    int rowOf(const QString &name) const;

protected:
    qsizetype rows() const override;
    QStringList titles() const override;
    QString text(int row, int column) const override;

private:
    std::shared_ptr<const trust::IssuerBook> m_book;
};

/// The keys of one issuer, those that are gone as well; newest first.
class IssuerKeyTable : public WordTable
{
    Q_OBJECT

public:
    enum class Column { Key, Kind, Added, Gone };

    using WordTable::WordTable;

    void setKeys(QList<trust::IssuerKey> keys);

protected:
    qsizetype rows() const override;
    QStringList titles() const override;
    QString text(int row, int column) const override;

private:
    QList<trust::IssuerKey> m_keys;
};

} // namespace gatehouse::ui::presenters
