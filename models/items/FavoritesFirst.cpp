#include "models/items/FavoritesFirst.h"

#include "models/items/ItemRoles.h"

namespace gatehouse::items {

FavoritesFirst::FavoritesFirst(QObject *parent)
    : TextFilterProxy(parent)
{
    sort(0);
}

void FavoritesFirst::setFavorites(const QSet<QString> &keys)
{
    if (keys == m_favorites)
        return;
    m_favorites = keys;
    // Rows that stay where they are have changed as well.
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, 0), {FavoriteRole});
    invalidate();
}

QVariant FavoritesFirst::data(const QModelIndex &index, int role) const
{
    return role == FavoriteRole ? QVariant(isFavorite(mapToSource(index))) : TextFilterProxy::data(index, role);
}

bool FavoritesFirst::isFavorite(const QModelIndex &source) const
{
    return !m_favorites.isEmpty() && m_favorites.contains(source.data(KeyRole).toString());
}

bool FavoritesFirst::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const bool isLeft = isFavorite(left);
    return isLeft == isFavorite(right) ? left.row() < right.row() : isLeft;
}

} // namespace gatehouse::items
