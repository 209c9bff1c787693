#pragma once

#include "models/items/SigningKeyModel.h"

#include <QStyledItemDelegate>

namespace gatehouse::ui::presenters {

/// A signing key's part of the time axis that all keys share: an outline while it is published, filled while it signs,
/// hatched while tokens of it are alive, and a line for now.
class KeyTimelineDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    /// `keys` says what the axis spans and outlives the delegate.
    explicit KeyTimelineDelegate(const items::SigningKeyModel &keys, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    const items::SigningKeyModel &m_keys;
};

} // namespace gatehouse::ui::presenters
