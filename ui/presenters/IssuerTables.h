#pragma once

#include "models/trust/IssuerBook.h"

#include <QAbstractTableModel>

#include <memory>

namespace gatehouse::ui::presenters {

/// The issuers a person trusts, in words.
class IssuerTable : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Column { Name, Issuer, Keys, Fetched, State };
    static constexpr int columns = 5;

    using QAbstractTableModel::QAbstractTableModel;

    void setBook(std::shared_ptr<const trust::IssuerBook> book);
    /// Nothing for a row that is not there.
    const trust::TrustedIssuer *issuerAt(int row) const;
    /// -1 without one of that name.
    int rowOf(const QString &name) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::shared_ptr<const trust::IssuerBook> m_book;
};

/// The keys of one issuer, those that are gone as well; newest first.
class IssuerKeyTable : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Column { Key, Kind, Added, Gone };
    static constexpr int columns = 4;

    using QAbstractTableModel::QAbstractTableModel;

    void setKeys(QList<trust::IssuerKey> keys);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<trust::IssuerKey> m_keys;
};

} // namespace gatehouse::ui::presenters
