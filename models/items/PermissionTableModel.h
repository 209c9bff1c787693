#pragma once

#include "models/items/ItemRoles.h"
#include "models/store/ResourceServerStore.h"

#include <QAbstractTableModel>

namespace gatehouse::items {

/// The scopes of all APIs with a check for each that one test user has. A check asks for a change and moves once the
/// store has it.
class PermissionTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Column { Scope, Api, Description };
    static constexpr int columns = 3;

    /// One row.
    struct Row
    {
        domain::Permission permission;
        QString apiName;
        QString description;
        bool isEnforced = false; ///< permissions decide about the API's scopes
        bool isHeld = false;

        bool operator==(const Row &) const = default;
    };

    /// `store` outlives the model. No row is shown before setUser().
    explicit PermissionTableModel(const store::ResourceServerStore &store, QObject *parent = nullptr);

    void setUser(const domain::UserId &user);
    const domain::UserId &user() const { return m_user; }
    int heldCount() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

    /// `index` is valid and of this model.
    const Row &rowAt(const QModelIndex &index) const;
    /// The scope's cell; invalid when no API has such a scope.
    QModelIndex indexOf(const domain::Permission &permission) const;

Q_SIGNALS:
    /// Someone checked or unchecked a row.
    void changeRequested(const gatehouse::domain::Permission &permission, bool held);
    /// heldCount() may answer anew.
    void updated();

private:
    void update();
    void updateChecks(const domain::User &user);

    const store::ResourceServerStore &m_store;
    domain::UserId m_user;
    QList<domain::ResourceServer> m_apis; ///< as they are in the rows
    QList<Row> m_rows;
};

} // namespace gatehouse::items
