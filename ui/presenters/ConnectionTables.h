#pragma once

#include "models/store/connection/Connection.h"
#include "models/store/connection/ScopeNeeds.h"
#include "ui/presenters/WordTable.h"

#include <optional>

namespace gatehouse::ui::presenters {

/// A dot in the color that a person chose, as #rrggbb; it stands beside a name, and says nothing alone.
QIcon connectionMark(const QString &color);

/// A person's connections, in words; each with its color.
class ConnectionTable : public WordTable
{
    Q_OBJECT

public:
    enum class Column { Name, Domain, LogsIn, Mark };

    using WordTable::WordTable;

    void setConnections(store::remote::Connections connections);
    /// Nothing for a row that is not there.
    const store::remote::Connection *connectionAt(int row) const;
    /// -1 without one of that name.
    int rowOf(const QString &name) const;

protected:
    qsizetype rows() const override;
    QStringList titles() const override;
    QString text(int row, int column) const override;
    QIcon mark(int row, int column) const override;

private:
    store::remote::Connections m_connections;
};

/// What each feature needs of a Management token, and what of that the token has.
class ScopeNeedTable : public WordTable
{
    Q_OBJECT

public:
    enum class Column { Feature, Needs, Allowed };

    using WordTable::WordTable;

    /// Of the token; outer nothing: not tested yet, inner nothing: it does not say.
    void setScopes(std::optional<std::optional<QStringList>> scopes);

protected:
    qsizetype rows() const override;
    QStringList titles() const override;
    QString text(int row, int column) const override;
    QIcon mark(int row, int column) const override;

private:
    std::optional<std::optional<QStringList>> m_scopes;
};

} // namespace gatehouse::ui::presenters
