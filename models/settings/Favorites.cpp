#include "models/settings/Favorites.h"

#include "models/settings/SettingsStore.h"

#include <QStringList>

namespace gatehouse::settings {

namespace {

constexpr QLatin1StringView setting{"favorites"};
/// More are no favorites.
constexpr qsizetype most = 1000;

QSet<QString> stored(const SettingsStore &settings)
{
    const QStringList keys = settings.value(setting).toStringList();
    return {keys.cbegin(), keys.cend()};
}

} // namespace

Favorites::Favorites(SettingsStore &settings, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
    , m_keys(stored(settings))
{
}

void Favorites::set(const QString &key, bool isFavorite)
{
    // Of another list, or another window, there may be more by now.
    QSet<QString> keys = stored(m_settings);
    if (isFavorite && keys.size() < most)
        keys.insert(key);
    else if (!isFavorite)
        keys.remove(key);
    QStringList sorted = keys.values();
    sorted.sort();
    m_settings.setValue(setting, sorted);
    m_keys = keys;
    Q_EMIT changed();
}

} // namespace gatehouse::settings
