#pragma once

#include "models/store/connection/Connection.h"
#include "models/store/connection/ScopeNeeds.h"

#include <QAbstractTableModel>
#include <QIcon>

#include <optional>

namespace gatehouse::ui::presenters {

/// A dot in the color that a person chose, as #rrggbb; it stands beside a name, and says nothing alone.
QIcon connectionMark(const QString &color);

/// A person's connections, in words; each with its color.
class ConnectionTable : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Column { Name, Domain, LogsIn, Mark };
    static constexpr int columns = 4;

    using QAbstractTableModel::QAbstractTableModel;

    void setConnections(store::remote::Connections connections);
    /// Nothing for a row that is not there.
    const store::remote::Connection *connectionAt(int row) const;
    /// -1 without one of that name.
    int rowOf(const QString &name) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    store::remote::Connections m_connections;
};

/// What each feature needs of a Management token, and what of that the token has.
class ScopeNeedTable : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Column { Feature, Needs, Allowed };
    static constexpr int columns = 3;

    using QAbstractTableModel::QAbstractTableModel;

    /// Of the token; outer nothing: not tested yet, inner nothing: it does not say.
    void setScopes(std::optional<std::optional<QStringList>> scopes);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::optional<std::optional<QStringList>> m_scopes;
};

} // namespace gatehouse::ui::presenters
