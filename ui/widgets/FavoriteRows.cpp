#include "ui/widgets/FavoriteRows.h"

#include "models/items/FavoritesFirst.h"
#include "models/items/ItemRoles.h"
#include "models/settings/Favorites.h"
#include "ui/theme/IconSet.h"
#include "ui/widgets/RowMenu.h"

#include <QAbstractItemView>
#include <QMenu>

namespace gatehouse::ui::widgets {

using namespace Qt::StringLiterals;

FavoriteRows::FavoriteRows(QAbstractItemView &view, RowMenu &menu, items::FavoritesFirst &rows,
                           settings::SettingsStore &settings)
    : QObject(&view)
    , m_favorites(new settings::Favorites(settings, this))
{
    rows.setFavorites(m_favorites->keys());
    connect(m_favorites, &settings::Favorites::changed, &rows,
            [this, &rows] { rows.setFavorites(m_favorites->keys()); });
    menu.setExtra([this, &view](QMenu &shown) {
        const QString key = view.currentIndex().data(items::KeyRole).toString();
        if (key.isEmpty())
            return;
        const bool isFavorite = m_favorites->contains(key);
        QAction *action =
            shown.addAction(theme::icon(u"star"_s), isFavorite ? tr("Remove from favorites") : tr("Add to favorites"),
                            this, [this, key, isFavorite] { m_favorites->set(key, !isFavorite); });
        action->setObjectName(u"favoriteAction"_s);
    });
}

} // namespace gatehouse::ui::widgets
