#include "app/engine/ServerAnnouncement.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using gatehouse::app::ServerAnnouncement;
using namespace Qt::StringLiterals;

/// Locks belong to the open file, so that two announcements of one process stand for two processes.
class tst_app_ServerAnnouncement : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void isReadWhileItStands()
    {
        ServerAnnouncement mine(path());
        QVERIFY(!ServerAnnouncement::read(path()));
        QVERIFY(mine.publish(4711));
        QCOMPARE(ServerAnnouncement::read(path()), 4711);
        QCOMPARE(QFile::permissions(path()) & ~(QFile::ReadUser | QFile::WriteUser),
                 QFile::ReadOwner | QFile::WriteOwner);
        QVERIFY(mine.publish(80));
        QCOMPARE(ServerAnnouncement::read(path()), 80);
        mine.withdraw();
        QVERIFY(!ServerAnnouncement::read(path()));
        QVERIFY(!QFile::exists(path()));
        QVERIFY(mine.publish(8790));
        QCOMPARE(ServerAnnouncement::read(path()), 8790);
    }

    void ofTwoServersTheFirstIsFound()
    {
        ServerAnnouncement first(path());
        QVERIFY(first.publish(4711));
        {
            ServerAnnouncement second(path());
            QVERIFY(!second.publish(4712));
        }
        QCOMPARE(ServerAnnouncement::read(path()), 4711);
        first.withdraw();
        ServerAnnouncement third(path());
        QVERIFY(third.publish(4713));
        QCOMPARE(ServerAnnouncement::read(path()), 4713);
    }

    void whatNobodyHoldsIsReplaced()
    {
        leave("{\"pid\":1,\"port\":8891,\"more\":\"than a server writes today\"}");
        QVERIFY(QFile::setPermissions(path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
        QVERIFY(!ServerAnnouncement::read(path()));
        ServerAnnouncement mine(path());
        QVERIFY(mine.publish(4711));
        QCOMPARE(ServerAnnouncement::read(path()), 4711);
        QVERIFY(!QFile::permissions(path()).testFlag(QFile::ReadOther));
    }

    void aLinkIsNotFollowed()
    {
        const QString elsewhere = m_folder->filePath(u"elsewhere"_s);
        ServerAnnouncement held(elsewhere);
        QVERIFY(held.publish(4711));
        QVERIFY(QFile::link(elsewhere, path()));
        QVERIFY(!ServerAnnouncement::read(path()));
        ServerAnnouncement mine(path());
        QVERIFY(!mine.publish(4712));
        QCOMPARE(ServerAnnouncement::read(elsewhere), 4711);
    }

    void whatIsNoFileSaysNothing()
    {
        QCOMPARE(::mkfifo(QFile::encodeName(path()).constData(), 0600), 0);
        QVERIFY(!ServerAnnouncement::read(path()));
        ServerAnnouncement mine(path());
        QVERIFY(!mine.publish(4711));
    }

    void nonsenseInAHeldFileSaysNothing_data()
    {
        QTest::addColumn<QByteArray>("said");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("no JSON") << "8891"_ba;
        QTest::newRow("no port") << "{}"_ba;
        QTest::newRow("port 0") << "{\"port\":0}"_ba;
        QTest::newRow("port 65536") << "{\"port\":65536}"_ba;
        QTest::newRow("very long") << "{\"port\":80,\"x\":\"" + QByteArray(1000, 'x') + "\"}";
    }

    void nonsenseInAHeldFileSaysNothing()
    {
        QFETCH(QByteArray, said);
        ServerAnnouncement mine(path());
        QVERIFY(mine.publish(4711));
        leave(said);
        QVERIFY(!ServerAnnouncement::read(path()));
    }

private:
    QString path() const { return m_folder->filePath(u"tenant.gatehouse.server"_s); }

    void leave(const QByteArray &bytes)
    {
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(tst_app_ServerAnnouncement)
#include "tst_app_ServerAnnouncement.moc"
