#pragma once

#include "models/items/FollowsStore.h"
#include "models/items/ItemRoles.h"

namespace gatehouse::items {

/// A scope of an API, and whether the user at hand has it.
struct PermissionRow
{
    domain::Permission permission;
    QString apiName;
    QString description;
    bool isEnforced = false; ///< permissions decide about the API's scopes
    bool isHeld = false;

    bool operator==(const PermissionRow &) const = default;
};

/// The scopes of all APIs with a check for each that one test user has. A check asks for a change and moves once the
/// store has it.
class PermissionTableModel : public FollowsStore<RowTableModel<PermissionRow, 3>>
{
    Q_OBJECT

public:
    enum class Column { Scope, Api, Description };

    using Row = PermissionRow;

    /// `store` outlives the model. No row is shown before setUser().
    explicit PermissionTableModel(const store::ResourceServerStore &store, QObject *parent = nullptr);

    void setUser(const domain::UserId &user);
    const domain::UserId &user() const { return m_user; }
    int heldCount() const;

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

    /// The scope's cell; invalid when no API has such a scope.
    QModelIndex indexOf(const domain::Permission &permission) const;

Q_SIGNALS:
    /// Someone checked or unchecked a row.
    void changeRequested(const gatehouse::domain::Permission &permission, bool held);
    /// heldCount() may answer anew.
    void updated();

private:
    void update() final;
    void updateChecks(const domain::User &user);

    domain::UserId m_user;
    QList<domain::ResourceServer> m_apis; ///< as they are in the rows
};

} // namespace gatehouse::items
