#pragma once

#include <QObject>

class QAbstractItemView;

namespace gatehouse::items {
class FavoritesFirst;
}
namespace gatehouse::settings {
class Favorites;
class SettingsStore;
} // namespace gatehouse::settings

namespace gatehouse::ui::widgets {

class RowMenu;

/// Favorites of a list: keeps them at its top, and offers in the menu of a row to make it one or no longer. Owned by
/// its view.
class FavoriteRows : public QObject
{
    Q_OBJECT

public:
    /// `settings` outlives the view, whose model is `rows`.
    FavoriteRows(QAbstractItemView &view, RowMenu &menu, items::FavoritesFirst &rows,
                 settings::SettingsStore &settings);

private:
    settings::Favorites *m_favorites;
};

} // namespace gatehouse::ui::widgets
