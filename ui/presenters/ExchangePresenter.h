#pragma once

#include "models/items/ExchangeModel.h"
#include "ui/presenters/RowDelegate.h"

#include <QIdentityProxyModel>

namespace gatehouse::ui::presenters {

/// An ExchangeModel for people: what each exchange is for, its status, and how long it took.
class ExchangePresenter : public QIdentityProxyModel
{
    Q_OBJECT

public:
    /// `exchanges` outlives the presenter.
    explicit ExchangePresenter(items::ExchangeModel &exchanges, QObject *parent = nullptr);

    QVariant data(const QModelIndex &index, int role) const override;

private:
    items::ExchangeModel &m_exchanges;
};

/// A row with a bar below that shows when in the run it was, and for how long.
class WaterfallDelegate : public RowDelegate
{
    Q_OBJECT

public:
    using RowDelegate::RowDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace gatehouse::ui::presenters
