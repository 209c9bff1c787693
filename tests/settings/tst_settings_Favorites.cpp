#include "models/settings/Favorites.h"

#include "models/settings/SettingsStore.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace gatehouse;
using namespace Qt::StringLiterals;
using settings::Favorites;

class tst_settings_Favorites : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void areRemembered()
    {
        {
            settings::SettingsStore store(m_folder.filePath(u"a.ini"_s));
            Favorites favorites(store);
            const QSignalSpy changed(&favorites, &Favorites::changed);
            favorites.set(u"one"_s, true);
            favorites.set(u"two"_s, true);
            favorites.set(u"one"_s, false);
            QCOMPARE(changed.size(), 3);
        }
        settings::SettingsStore store(m_folder.filePath(u"a.ini"_s));
        const Favorites favorites(store);
        QCOMPARE(favorites.keys(), QSet<QString>{u"two"_s});
        QVERIFY(favorites.contains(u"two"_s) && !favorites.contains(u"one"_s));
    }

    void ofAnotherListStay()
    {
        settings::SettingsStore store(m_folder.filePath(u"b.ini"_s));
        Favorites apis(store);
        Favorites clients(store);
        apis.set(u"api"_s, true);
        clients.set(u"client"_s, true);
        QCOMPARE(Favorites(store).keys(), (QSet<QString>{u"api"_s, u"client"_s}));
    }

private:
    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(tst_settings_Favorites)
#include "tst_settings_Favorites.moc"
