#pragma once

#include <QObject>
#include <QSet>
#include <QString>

namespace gatehouse::settings {

class SettingsStore;

/// The APIs, clients and users that a person wants to find at the top of their lists, by id: what one person likes, and
/// no part of the tenant.
class Favorites : public QObject
{
    Q_OBJECT

public:
    /// `settings` outlives this.
    explicit Favorites(SettingsStore &settings, QObject *parent = nullptr);

    const QSet<QString> &keys() const { return m_keys; }
    bool contains(const QString &key) const { return m_keys.contains(key); }
    void set(const QString &key, bool isFavorite);

Q_SIGNALS:
    void changed();

private:
    SettingsStore &m_settings;
    QSet<QString> m_keys;
};

} // namespace gatehouse::settings
