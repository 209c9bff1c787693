#pragma once

#include "models/items/FollowsStore.h"
#include "models/items/ItemRoles.h"

#include <optional>

namespace gatehouse::items {

/// The scopes of one API. setData() judges what was typed and asks for the change; the row changes when the store says
/// so.
class ScopeTableModel : public FollowsStore<RowTableModel<domain::Scope, 2>>
{
    Q_OBJECT

public:
    enum class Column { Value, Description };

    /// `store` outlives the model. No API is shown before setApi().
    explicit ScopeTableModel(const store::ResourceServerStore &store, QObject *parent = nullptr);

    void setApi(const domain::ResourceServerId &api);
    const domain::ResourceServerId &api() const { return m_api; }
    /// The Management API's scopes are fixed (contract section 1.7).
    bool isReadOnly() const { return m_readOnly; }

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

    /// `index` is valid and of this model.
    const domain::Scope &scopeAt(const QModelIndex &index) const;
    /// The value cell; invalid when the API has no such scope.
    QModelIndex indexOf(const QString &value) const;
    /// The rule that `text` in the cell `index` would break.
    domain::MaybeViolation check(const QModelIndex &index, const QString &text) const;

Q_SIGNALS:
    /// A person wants the scope `value` to become `wanted`, which breaks no rule.
    void editRequested(const QString &value, const gatehouse::domain::Scope &wanted);
    /// What was typed for the scope `value` breaks a rule; nothing changes.
    void editRefused(const QString &value, const gatehouse::domain::Violation &violation);

private:
    void update() final;
    domain::Scope edited(const QModelIndex &index, const QString &text) const;

    domain::ResourceServerId m_api;
    bool m_readOnly = false;
};

} // namespace gatehouse::items
