#pragma once

#include "models/items/TextFilterProxy.h"

#include <QSet>

namespace gatehouse::items {

/// A filtered list in which favorites come first, and all else stays in its order. Says FavoriteRole.
class FavoritesFirst : public TextFilterProxy
{
    Q_OBJECT

public:
    explicit FavoritesFirst(QObject *parent = nullptr);

    /// The favorites by their KeyRole.
    void setFavorites(const QSet<QString> &keys);

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

protected:
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    bool isFavorite(const QModelIndex &source) const;

    QSet<QString> m_favorites;
};

} // namespace gatehouse::items
