#include "models/settings/SettingsStore.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>

#include <algorithm>
#include <array>

namespace gatehouse::settings {

using namespace Qt::StringLiterals;

namespace {

QString ownPath()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + u"/gatehouse/gatehouse.ini"_s;
}

/// Made before QSettings writes to it, so that it never exists with wider rights than its owner's.
void makePrivate(const QString &path)
{
    constexpr auto ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
    const QString folder = QFileInfo(path).absolutePath();
    if (!QFileInfo::exists(folder)) {
        QDir().mkpath(folder);
        QFile::setPermissions(folder, ownerOnly | QFileDevice::ExeOwner);
    }
    QFile file(path);
    if (!file.exists())
        file.open(QIODevice::WriteOnly | QIODevice::NewOnly, ownerOnly);
    else if (file.permissions() &
             (QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther))
        file.setPermissions(ownerOnly);
}

constexpr std::array themeNames{"system"_L1, "light"_L1, "dark"_L1, "high-contrast"_L1};

Theme parseTheme(const QString &name)
{
    const auto found = std::ranges::find(themeNames, name);
    return found == themeNames.end() ? Theme::FollowSystem : static_cast<Theme>(found - themeNames.begin());
}

} // namespace

SettingsStore::SettingsStore(const QString &path)
{
    const QString file = path.isEmpty() ? ownPath() : path;
    makePrivate(file);
    m_settings = std::make_unique<QSettings>(file, QSettings::IniFormat);
}

SettingsStore::~SettingsStore() = default;

QVariant SettingsStore::value(const QString &key, const QVariant &fallback) const
{
    return m_settings->value(key, fallback);
}

void SettingsStore::setValue(const QString &key, const QVariant &value)
{
    m_settings->setValue(key, value);
}

WindowPreferences WindowPreferences::load(const SettingsStore &store)
{
    WindowPreferences window;
    window.geometry = store.value(u"window/geometry"_s).toByteArray();
    window.splitter = store.value(u"window/splitter"_s).toByteArray();
    window.page = store.value(u"window/page"_s).toString();
    window.theme = parseTheme(store.value(u"window/theme"_s).toString());
    window.zoom = store.value(u"window/zoom"_s, 100).toInt();
    return window;
}

void WindowPreferences::save(SettingsStore &store) const
{
    store.setValue(u"window/geometry"_s, geometry);
    store.setValue(u"window/splitter"_s, splitter);
    store.setValue(u"window/page"_s, page);
    store.setValue(u"window/zoom"_s, zoom);
    store.setValue(u"window/theme"_s, QString(themeNames[static_cast<std::size_t>(theme)]));
}

ApiPreferences ApiPreferences::load(const SettingsStore &store)
{
    ApiPreferences api;
    api.stack = store.value(u"quickstart/stack"_s).toString();
    const QVariantMap clients = store.value(u"test/lastClient"_s).toMap();
    for (auto entry = clients.cbegin(); entry != clients.cend(); ++entry)
        api.lastClient.insert(entry.key(), entry.value().toString());
    return api;
}

void ApiPreferences::save(SettingsStore &store) const
{
    QVariantMap clients;
    for (auto entry = lastClient.cbegin(); entry != lastClient.cend(); ++entry)
        clients.insert(entry.key(), entry.value());
    store.setValue(u"quickstart/stack"_s, stack);
    store.setValue(u"test/lastClient"_s, clients);
}

} // namespace gatehouse::settings
