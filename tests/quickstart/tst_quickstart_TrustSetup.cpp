#include "models/quickstart/TrustSetup.h"

#include <QProcess>
#include <QTest>

using namespace gatehouse::quickstart;
using namespace Qt::StringLiterals;

class tst_quickstart_TrustSetup : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyClientHasALine()
    {
        QStringList clients;
        const auto setups = trustSetups(u"/home/me/ca.pem"_s, u"https://127.0.0.1:8791/"_s, u"abc="_s);
        for (const TrustSetup &setup : setups) {
            clients.append(setup.client);
            QVERIFY2(
                setup.line.contains(setup.client == "Chromium, this start"_L1 ? u"abc="_s : u"'/home/me/ca.pem'"_s),
                qPrintable(setup.line));
        }
        QCOMPARE(clients, (QStringList{u"Node.js"_s, u"Python"_s, u"Go"_s, u"Java"_s, u"curl"_s, u"Chromium, kept"_s,
                                       u"Chromium, this start"_s}));
        QCOMPARE(setups.at(4).line,
                 u"curl --cacert '/home/me/ca.pem' 'https://127.0.0.1:8791/.well-known/openid-configuration'"_s);
    }

    /// Whatever a path holds, a shell reads it as one word and runs nothing of it.
    void pathsAreOneWord_data()
    {
        QTest::addColumn<QString>("path");
        for (const char *path : {"/a b/ca.pem", "/it's/ca.pem", "/$HOME/ca.pem", "/`id`/ca.pem", "/$(id)/ca.pem",
                                 "/a;b", "/a\nb", "/%1 %2"})
            QTest::newRow(path) << QString::fromLatin1(path);
    }
    void pathsAreOneWord()
    {
        QFETCH(const QString, path);
        const auto setups = trustSetups(path, u"https://127.0.0.1:1/"_s, u"x"_s);
        const QString line = setups.at(4).line;
        QProcess shell;
        shell.start(u"sh"_s, {u"-c"_s, u"curl() { printf %s \"$2\"; }; "_s + line});
        QVERIFY(shell.waitForFinished());
        QCOMPARE(QString::fromUtf8(shell.readAllStandardOutput()), path);
    }
};

QTEST_GUILESS_MAIN(tst_quickstart_TrustSetup)
#include "tst_quickstart_TrustSetup.moc"
