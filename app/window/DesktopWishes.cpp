#include "app/window/DesktopWishes.h"

#include "app/window/FirstPaint.h"
#include "ui/theme/ThemeWatcher.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QWidget>

namespace gatehouse::app {

using namespace Qt::StringLiterals;

namespace {

// org.freedesktop.portal.Settings, and what it says of the looks of programs.
constexpr QLatin1StringView portalService{"org.freedesktop.portal.Desktop"};
constexpr QLatin1StringView portalPath{"/org/freedesktop/portal/desktop"};
constexpr QLatin1StringView portalInterface{"org.freedesktop.portal.Settings"};
constexpr QLatin1StringView appearance{"org.freedesktop.appearance"};
constexpr QLatin1StringView contrast{"contrast"};     ///< 1: more
constexpr QLatin1StringView motion{"reduced-motion"}; ///< 1: less

} // namespace

DesktopWishes::DesktopWishes(QWidget &window, ui::theme::ThemeWatcher &theme)
    : QObject(&window)
    , m_theme(theme)
{
    connect(new FirstPaint(window), &FirstPaint::painted, this, &DesktopWishes::follow);
}

void DesktopWishes::follow()
{
    // Without an address the library would start a bus of its own, and wait for it.
    if (qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS"))
        return;
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    // Signals of the bus have no member pointers, and Qt finds a slot by its name without spaces.
    // clang-format off
    bus.connect(portalService, portalPath, portalInterface, u"SettingChanged"_s, this,
                SLOT(onSettingChanged(QString,QString,QDBusVariant)));
    // clang-format on
    ask(contrast);
    ask(motion);
}

void DesktopWishes::ask(const QString &key)
{
    QDBusMessage question = QDBusMessage::createMethodCall(portalService, portalPath, portalInterface, u"ReadOne"_s);
    question.setArguments({appearance, key});
    question.setAutoStartService(false); // a desktop that has one has started it
    auto *answer = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(question), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [this, key, answer] {
        answer->deleteLater();
        const QDBusPendingReply<QDBusVariant> reply = *answer;
        if (reply.isValid())
            take(key, reply.value().variant());
    });
}

void DesktopWishes::onSettingChanged(const QString &group, const QString &key, const QDBusVariant &value)
{
    if (group == appearance)
        take(key, value.variant());
}

void DesktopWishes::take(const QString &key, const QVariant &value)
{
    if (key == contrast)
        m_theme.setMoreContrast(value.toUInt() == 1);
    else if (key == motion)
        m_theme.setLessMotion(value.toUInt() == 1);
}

} // namespace gatehouse::app
