#include "ui/shell/RecentStores.h"

#include "models/base/Text.h"

#include <QFileInfo>
#include <QMenu>

#include <algorithm>

namespace gatehouse::ui::shell {

using namespace Qt::StringLiterals;

namespace {

constexpr auto storesKey = "window/recentStores"_L1;
constexpr qsizetype mostStores = 10;

} // namespace

RecentStores::RecentStores(settings::SettingsStore &settings, QString current, QMenu &menu, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
    , m_current(std::move(current))
    , m_menu(menu)
{
    connect(&menu, &QMenu::aboutToShow, this, &RecentStores::fill);
    fill();
}

void RecentStores::remember()
{
    QStringList stores = m_settings.value(storesKey).toStringList();
    stores.removeAll(m_current);
    stores.prepend(m_current);
    stores.resize(std::min(stores.size(), mostStores));
    m_settings.setValue(storesKey, stores);
    fill();
}

QStringList RecentStores::others() const
{
    QStringList stores = m_settings.value(storesKey).toStringList();
    stores.removeIf([this](const QString &path) { return path == m_current || !QFileInfo(path).isFile(); });
    return stores;
}

void RecentStores::fill()
{
    m_menu.clear();
    const QStringList stores = others();
    for (const QString &path : stores) {
        const QString name = base::visibleText(path, 120).replace(u'&', u"&&"_s);
        connect(m_menu.addAction(name), &QAction::triggered, this, [this, path] { Q_EMIT openRequested(path); });
    }
    m_menu.setEnabled(!stores.isEmpty());
    m_menu.menuAction()->setEnabled(!stores.isEmpty());
}

} // namespace gatehouse::ui::shell
