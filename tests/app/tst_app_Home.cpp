#include "app/engine/Engine.h"
#include "app/engine/Home.h"

#include <QTest>

#include <pwd.h>
#include <unistd.h>

using namespace gatehouse;
using namespace Qt::StringLiterals;

/// Without HOME the store is in the home folder all the same.
class tst_app_Home : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsSetIsKept()
    {
        qputenv("HOME", "/somewhere");
        app::ensureHome();
        QCOMPARE(qgetenv("HOME"), "/somewhere"_ba);
    }

    void whatIsMissingComesFromTheListOfUsers_data()
    {
        QTest::addColumn<bool>("isEmpty");
        QTest::newRow("not set") << false;
        QTest::newRow("empty") << true;
    }
    void whatIsMissingComesFromTheListOfUsers()
    {
        QFETCH(const bool, isEmpty);
        qunsetenv("HOME");
        qunsetenv("XDG_DATA_HOME");
        if (isEmpty)
            qputenv("HOME", "");
        app::ensureHome();
        const passwd *user = ::getpwuid(::geteuid());
        QVERIFY(user);
        QCOMPARE(qgetenv("HOME"), QByteArray(user->pw_dir));
        QVERIFY(app::Engine::defaultStorePath().startsWith(QString::fromLocal8Bit(user->pw_dir)));
    }
};

QTEST_GUILESS_MAIN(tst_app_Home)
#include "tst_app_Home.moc"
