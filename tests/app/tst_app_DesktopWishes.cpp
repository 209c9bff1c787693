#include "app/window/DesktopWishes.h"
#include "tests/support/GuiHarness.h"
#include "ui/theme/Tone.h"

#include <QDBusConnection>
#include <QDBusVariant>
#include <QSignalSpy>
#include <QStyle>

using namespace gatehouse;
using namespace Qt::StringLiterals;
using ui::theme::Scheme;

/// The desktop portal's settings, as this test says them.
class Portal : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")

public:
    QHash<QString, uint> values;
    QStringList asked;

public Q_SLOTS:
    Q_SCRIPTABLE QDBusVariant ReadOne(const QString &group, const QString &key)
    {
        asked.append(group + u' ' + key);
        return QDBusVariant(values.value(key));
    }

Q_SIGNALS:
    Q_SCRIPTABLE void SettingChanged(const QString &group, const QString &key, const QDBusVariant &value);
};

/// More contrast and less motion are followed where the desktop asks for them, and the person does not say otherwise.
class tst_app_DesktopWishes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void areAskedOnceTheWindowIsPainted();
    void areFollowed();
    void aChosenThemeStays();

private:
    Scheme scheme() const { return ui::theme::schemeOf(QApplication::palette()); }
    int animation() const { return QApplication::style()->styleHint(QStyle::SH_Widget_Animation_Duration); }

    Portal m_portal;
};

void tst_app_DesktopWishes::initTestCase()
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    QVERIFY(bus.isConnected());
    QVERIFY(
        bus.registerObject(u"/org/freedesktop/portal/desktop"_s, &m_portal, QDBusConnection::ExportScriptableContents));
    QVERIFY(bus.registerService(u"org.freedesktop.portal.Desktop"_s));
}

void tst_app_DesktopWishes::init()
{
    m_portal.values.clear();
    m_portal.asked.clear();
}

void tst_app_DesktopWishes::areAskedOnceTheWindowIsPainted()
{
    m_portal.values = {{u"contrast"_s, 1}, {u"reduced-motion"_s, 1}};
    ui::theme::ThemeWatcher theme;
    const int before = animation();
    QVERIFY(before > 0);
    QWidget window;
    new app::DesktopWishes(window, theme);
    QCoreApplication::processEvents();
    QVERIFY(m_portal.asked.isEmpty());
    QVERIFY(tests::GuiHarness::show(window));
    QTRY_COMPARE(scheme(), Scheme::HighContrast);
    QTRY_COMPARE(animation(), 0);
    QCOMPARE(m_portal.asked.size(), 2);
}

void tst_app_DesktopWishes::areFollowed()
{
    ui::theme::ThemeWatcher theme;
    QWidget window;
    new app::DesktopWishes(window, theme);
    QVERIFY(tests::GuiHarness::show(window));
    QTRY_COMPARE(m_portal.asked.size(), 2);
    const auto change = [this](const QString &group, const QString &key, uint value) {
        Q_EMIT m_portal.SettingChanged(group, key, QDBusVariant(value));
    };
    const QString appearance = u"org.freedesktop.appearance"_s;
    change(appearance, u"contrast"_s, 1);
    QTRY_COMPARE(scheme(), Scheme::HighContrast);
    change(appearance, u"contrast"_s, 0);
    QTRY_VERIFY(scheme() != Scheme::HighContrast);
    change(appearance, u"reduced-motion"_s, 1);
    QTRY_COMPARE(animation(), 0);
    change(u"org.example.other"_s, u"contrast"_s, 1);
    change(appearance, u"reduced-motion"_s, 0);
    QTRY_VERIFY(animation() > 0);
    QVERIFY(scheme() != Scheme::HighContrast);
}

void tst_app_DesktopWishes::aChosenThemeStays()
{
    m_portal.values = {{u"contrast"_s, 1}};
    ui::theme::ThemeWatcher theme(settings::Theme::Light);
    QWidget window;
    new app::DesktopWishes(window, theme);
    QVERIFY(tests::GuiHarness::show(window));
    QTRY_COMPARE(m_portal.asked.size(), 2);
    tests::GuiHarness::settle();
    QCOMPARE(scheme(), Scheme::Light);
    theme.setTheme(settings::Theme::FollowSystem);
    QTRY_COMPARE(scheme(), Scheme::HighContrast);
}

QTEST_MAIN(tst_app_DesktopWishes)
#include "tst_app_DesktopWishes.moc"
