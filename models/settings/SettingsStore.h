#pragma once

#include <QByteArray>
#include <QMap>
#include <QString>
#include <QVariant>

#include <memory>

class QSettings;

namespace gatehouse::settings {

/// What a person's window remembers, in one ini file. The only includer of QSettings. Never a secret.
class SettingsStore
{
public:
    /// The user's own file, or `path` for tests.
    explicit SettingsStore(const QString &path = {});
    ~SettingsStore();

    QVariant value(const QString &key, const QVariant &fallback = {}) const;
    void setValue(const QString &key, const QVariant &value);

private:
    std::unique_ptr<QSettings> m_settings;
};

enum class Theme { FollowSystem, Light, Dark, HighContrast };

/// Size, splitter and page of the main window.
struct WindowPreferences
{
    QByteArray geometry;
    QByteArray splitter;
    QString page; ///< its address: "api/ID/scopes", "inspector"
    Theme theme = Theme::FollowSystem;
    int zoom = 100; ///< of the text, in percent

    static WindowPreferences load(const SettingsStore &store);
    void save(SettingsStore &store) const;
};

/// What the Test and Quick Start tabs remember.
struct ApiPreferences
{
    QMap<QString, QString> lastClient; ///< API id → client id
    QString stack;                     ///< of the Quick Start

    static ApiPreferences load(const SettingsStore &store);
    void save(SettingsStore &store) const;
};

} // namespace gatehouse::settings
