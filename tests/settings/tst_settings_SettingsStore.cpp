#include "models/settings/SettingsStore.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace gatehouse::settings;
using namespace Qt::StringLiterals;

class tst_settings_SettingsStore : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;

    static mode_t modeOf(const QString &path)
    {
        struct stat status = {};
        return ::stat(QFile::encodeName(path).constData(), &status) == 0 ? (status.st_mode & 07777) : 0;
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(u"gatehouse/gatehouse.ini"_s);
    }

    void nothingSavedIsDefaults()
    {
        const SettingsStore store(m_path);
        const auto window = WindowPreferences::load(store);
        QVERIFY(window.geometry.isEmpty() && window.splitter.isEmpty() && window.page.isEmpty());
        QCOMPARE(window.theme, Theme::FollowSystem);
        const auto api = ApiPreferences::load(store);
        QVERIFY(api.lastClient.isEmpty() && api.stack.isEmpty());
    }

    void whatIsSavedIsLoaded_data()
    {
        QTest::addColumn<Theme>("theme");
        QTest::newRow("system") << Theme::FollowSystem;
        QTest::newRow("light") << Theme::Light;
        QTest::newRow("dark") << Theme::Dark;
    }
    void whatIsSavedIsLoaded()
    {
        QFETCH(Theme, theme);
        {
            SettingsStore store(m_path);
            WindowPreferences{
                .geometry = QByteArray("\0\x01\xff;=", 5), .splitter = "s", .page = u"api/ünï/scopes"_s, .theme = theme}
                .save(store);
            ApiPreferences{.lastClient = {{u"api/1"_s, u"client a"_s}, {u"2"_s, u"b"_s}}, .stack = u"go"_s}.save(store);
        }
        const SettingsStore store(m_path);
        const auto window = WindowPreferences::load(store);
        QCOMPARE(window.geometry, QByteArray("\0\x01\xff;=", 5));
        QCOMPARE(window.splitter, "s");
        QCOMPARE(window.page, u"api/ünï/scopes"_s);
        QCOMPARE(window.theme, theme);
        const auto api = ApiPreferences::load(store);
        QCOMPARE(api.lastClient.value(u"api/1"_s), u"client a"_s);
        QCOMPARE(api.lastClient.size(), 2);
        QCOMPARE(api.stack, u"go"_s);
    }

    void theFileIsItsOwnersAlone()
    {
        const mode_t old = ::umask(0);
        {
            SettingsStore store(m_path);
            QCOMPARE(modeOf(m_path), 0600u);
            store.setValue(u"window/page"_s, u"inspector"_s);
        }
        ::umask(old);
        QCOMPARE(modeOf(m_path), 0600u);
        QCOMPARE(modeOf(QFileInfo(m_path).path()), 0700u);
    }

    void aFileThatWasWiderBecomesPrivate()
    {
        {
            SettingsStore store(m_path);
            store.setValue(u"a"_s, 1);
        }
        ::chmod(QFile::encodeName(m_path).constData(), 0644);
        {
            SettingsStore store(m_path);
            QCOMPARE(modeOf(m_path), 0600u);
            store.setValue(u"a"_s, 2);
        }
        QCOMPARE(modeOf(m_path), 0600u);
    }

    void aDamagedFileIsDefaults()
    {
        {
            const SettingsStore store(m_path);
        }
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray("\xff\xfe[window\ntheme=neon\n\0garbage", 30));
        file.close();
        SettingsStore store(m_path);
        QCOMPARE(WindowPreferences::load(store).theme, Theme::FollowSystem);
        store.setValue(u"quickstart/stack"_s, u"ruby"_s);
        QCOMPARE(ApiPreferences::load(store).stack, u"ruby"_s);
    }

    void anUnknownThemeFollowsTheSystem()
    {
        SettingsStore store(m_path);
        store.setValue(u"window/theme"_s, u"neon"_s);
        QCOMPARE(WindowPreferences::load(store).theme, Theme::FollowSystem);
    }

    void theUsersOwnFileIsUnderConfig()
    {
        {
            SettingsStore store;
            store.setValue(u"window/page"_s, u"inspector"_s);
        }
        QVERIFY(QFile::exists(qEnvironmentVariable("XDG_CONFIG_HOME") + u"/gatehouse/gatehouse.ini"_s));
    }
};

QTEST_GUILESS_MAIN(tst_settings_SettingsStore)
#include "tst_settings_SettingsStore.moc"
