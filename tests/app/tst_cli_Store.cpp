#include "CommandLine.h"

#include <QFile>
#include <QTest>

using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

/// What protects a store's secrets, over real processes.
class tst_cli_Store : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showTellsWithoutOpening();
    void showRefusesWhatIsNotThere();
    void aPassphraseAndBack();
    void withoutAPassphraseNothingOpens_data();
    void withoutAPassphraseNothingOpens();
    void testAndServeWorkUnderAPassphrase();
    void aPassphraseIsTakenFromStandardInputLineByLine();
    void badNewPassphrasesAreRefused_data();
    void badNewPassphrasesAreRefused();
    void withoutAKeychainNothingChanges();
    void wrongUse_data();
    void wrongUse();

private:
    /// A file with a passphrase in it.
    static QString fileOf(const CommandLine &line, const QString &name, const QByteArray &content)
    {
        QFile file(line.folder() + u'/' + name);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write %s", qPrintable(name));
        return file.fileName();
    }
    static QByteArray keyFile(const CommandLine &line)
    {
        QFile file(line.store() + u".key"_s);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    /// Puts the store under `passphrase`; the file it lies in.
    static QString protect(const CommandLine &line, const QByteArray &passphrase)
    {
        const QString file = fileOf(line, u"passphrase"_s, passphrase + '\n');
        const Ran ran =
            line.run({u"store"_s, u"protect"_s, u"--with"_s, u"passphrase"_s, u"--new-passphrase-file"_s, file});
        if (ran.exit != 0)
            qFatal("%s", ran.all().constData());
        return file;
    }
};

void tst_cli_Store::showTellsWithoutOpening()
{
    const CommandLine line;
    const Ran plain = line.json({u"store"_s, u"show"_s});
    QCOMPARE(plain.exit, 0);
    QCOMPARE(plain.object()[u"protection"_s].toString(), u"key-file"_s);
    QCOMPARE(plain.object()[u"path"_s].toString(), line.store());
    QCOMPARE(plain.object()[u"key_file"_s].toString(), line.store() + u".key"_s);
    const QString id = plain.object()[u"id"_s].toString();
    QCOMPARE(id.size(), 32);
    QVERIFY(line.run({u"store"_s, u"show"_s}).out.contains("weaker"));
    protect(line, "correct horse battery");
    const Ran wrapped = line.json({u"store"_s, u"show"_s});
    QVERIFY2(wrapped.exit == 0, wrapped.all().constData());
    QCOMPARE(wrapped.object()[u"protection"_s].toString(), u"passphrase"_s);
    QCOMPARE(wrapped.object()[u"id"_s].toString(), id);
}

void tst_cli_Store::showRefusesWhatIsNotThere()
{
    const CommandLine line;
    const QString nowhere = line.folder() + u"/nowhere.gatehouse"_s;
    for (const QStringList &command :
         {QStringList{u"store"_s, u"show"_s}, {u"store"_s, u"protect"_s, u"--with"_s, u"key-file"_s}}) {
        const Ran ran = line.runPlain(QStringList{u"--store"_s, nowhere} + command);
        QCOMPARE(ran.exit, 1);
        QVERIFY2(ran.err.contains("nowhere.gatehouse"), ran.err.constData());
        QVERIFY(!QFile::exists(nowhere) && !QFile::exists(nowhere + u".key"_s));
    }
    QFile::remove(line.store() + u".key"_s);
    const Ran lost = line.json({u"store"_s, u"show"_s});
    QCOMPARE(lost.exit, 1);
    QVERIFY(lost.err.contains("key-missing"));
}

void tst_cli_Store::aPassphraseAndBack()
{
    const CommandLine line;
    const QByteArray plain = keyFile(line);
    const QString first = protect(line, "correct horse battery");
    QVERIFY(!keyFile(line).contains(plain.sliced(40, 20)));
    const Ran opened = line.run({u"--passphrase-file"_s, first, u"api"_s, u"list"_s});
    QVERIFY2(opened.exit == 0, opened.all().constData());
    const QString second = fileOf(line, u"second"_s, "gr\xc3\xbc\xc3\x9f Gott, Passwort\r\nanother line\n");
    const Ran changed = line.json({u"--passphrase-file"_s, first, u"store"_s, u"protect"_s, u"--with"_s,
                                   u"passphrase"_s, u"--new-passphrase-file"_s, second});
    QVERIFY2(changed.exit == 0, changed.all().constData());
    QCOMPARE(changed.object()[u"protection"_s].toString(), u"passphrase"_s);
    const QByteArray before = keyFile(line);
    const Ran old = line.json({u"--passphrase-file"_s, first, u"api"_s, u"list"_s});
    QCOMPARE(old.exit, 1);
    QVERIFY2(old.err.contains("passphrase-wrong"), old.err.constData());
    QVERIFY(!old.all().contains("horse"));
    QCOMPARE(line.json({u"--passphrase-file"_s, first, u"store"_s, u"protect"_s, u"--with"_s, u"key-file"_s}).exit, 1);
    QCOMPARE(keyFile(line), before);
    const Ran back = line.run({u"--passphrase-file"_s, second, u"store"_s, u"protect"_s, u"--with"_s, u"key-file"_s});
    QVERIFY2(back.exit == 0, back.all().constData());
    QCOMPARE(keyFile(line), plain);
    QCOMPARE(line.run({u"api"_s, u"list"_s}).exit, 0);
}

void tst_cli_Store::withoutAPassphraseNothingOpens_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("code");
    const QStringList show{u"client"_s, u"list"_s};
    QTest::newRow("none, and no terminal") << show << QByteArray("passphrase-needed");
    QTest::newRow("no such file") << QStringList{u"--passphrase-file"_s, u"/nowhere"_s} + show
                                  << QByteArray("file-unreadable");
    QTest::newRow("a folder") << QStringList{u"--passphrase-file"_s, u"/tmp"_s} + show << QByteArray("file-unreadable");
    QTest::newRow("empty standard input")
        << QStringList{u"--passphrase-file"_s, u"-"_s} + show << QByteArray("passphrase-wrong");
    QTest::newRow("endless") << QStringList{u"--passphrase-file"_s, u"/proc/self/environ"_s} + show
                             << QByteArray("passphrase-wrong|too-large");
    QTest::newRow("serve") << QStringList{u"serve"_s, u"--port"_s, u"0"_s} << QByteArray("passphrase-needed");
}

void tst_cli_Store::withoutAPassphraseNothingOpens()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, code);
    static const CommandLine line;
    static const QString file = protect(line, "correct horse battery");
    const QByteArray before = keyFile(line);
    const Ran ran = line.json(arguments);
    QCOMPARE(ran.exit, 1);
    const QList<QByteArray> allowed = code.split('|');
    QVERIFY2(allowed.contains(QJsonDocument::fromJson(ran.err).object()[u"error"_s].toString().toLatin1()),
             ran.all().constData());
    if (code == "passphrase-needed")
        QVERIFY(line.run(arguments).err.contains("--passphrase-file"));
    QCOMPARE(keyFile(line), before);
}

void tst_cli_Store::testAndServeWorkUnderAPassphrase()
{
    const CommandLine line;
    const QString file = protect(line, "correct horse battery");
    const QString api = line.json({u"--passphrase-file"_s, file, u"api"_s, u"create"_s, u"--name"_s, u"Orders"_s,
                                   u"--identifier"_s, u"urn:orders"_s})
                            .object()[u"id"_s]
                            .toString();
    QVERIFY(!api.isEmpty());
    QCOMPARE(line.run({u"--passphrase-file"_s, file, u"client"_s, u"create"_s, u"--name"_s, u"Reports"_s}).exit, 0);
    QCOMPARE(line.run({u"--passphrase-file"_s, file, u"grant"_s, u"set"_s, u"Reports"_s, u"urn:orders"_s}).exit, 0);
    const auto server = line.start({u"--passphrase-file"_s, file, u"serve"_s, u"--port"_s, u"0"_s});
    QVERIFY(server->waitForReadyRead(60000));
    QVERIFY(server->readAllStandardOutput().contains("Serving at http://"));
    const Ran tested =
        line.run({u"--passphrase-file"_s, file, u"test"_s, u"urn:orders"_s, u"--client"_s, u"Reports"_s});
    QVERIFY2(tested.exit == 0, tested.all().constData());
    QVERIFY(!tested.err.contains("No server was running"));
    server->terminate();
    QVERIFY(server->waitForFinished(20000));
}

void tst_cli_Store::aPassphraseIsTakenFromStandardInputLineByLine()
{
    const CommandLine line;
    protect(line, "correct horse battery");
    const Ran changed = line.run({u"--passphrase-file"_s, u"-"_s, u"store"_s, u"protect"_s, u"--with"_s,
                                  u"passphrase"_s, u"--new-passphrase-file"_s, u"-"_s},
                                 "correct horse battery\nquite another one\n");
    QVERIFY2(changed.exit == 0, changed.all().constData());
    // What stands behind the line is the command's.
    const Ran token = line.json({u"--passphrase-file"_s, u"-"_s, u"token"_s, u"inspect"_s, u"-"_s},
                                "quite another one\nnot.a.token\n");
    QVERIFY2(!token.err.contains("not available"), token.all().constData());
    QCOMPARE(token.exit, 1);
}

void tst_cli_Store::badNewPassphrasesAreRefused_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("rule");
    QTest::newRow("empty") << QByteArray() << QByteArray("required");
    QTest::newRow("empty line") << QByteArray("\ncorrect horse battery\n") << QByteArray("required");
    QTest::newRow("seven") << QByteArray("seven77\n") << QByteArray("too-short");
    QTest::newRow("seven characters of two bytes") << QByteArray("\xc3\xbc").repeated(7) << QByteArray("too-short");
    QTest::newRow("control character") << QByteArray("correct\thorse\n") << QByteArray("control-characters");
    QTest::newRow("too long") << QByteArray(1025, 'x') << QByteArray("too-large");
    QTest::newRow("endless") << QByteArray(1024 * 1024, 'x') << QByteArray("too-large");
}

void tst_cli_Store::badNewPassphrasesAreRefused()
{
    QFETCH(QByteArray, content);
    QFETCH(QByteArray, rule);
    static const CommandLine line;
    const QByteArray before = keyFile(line);
    const QString file = fileOf(line, u"new"_s, content);
    const Ran ran =
        line.json({u"store"_s, u"protect"_s, u"--with"_s, u"passphrase"_s, u"--new-passphrase-file"_s, file});
    QCOMPARE(ran.exit, 1);
    QVERIFY2(ran.err.contains(rule), ran.all().constData());
    QVERIFY(!ran.all().contains("seven77"));
    QCOMPARE(keyFile(line), before);
    // And with nobody to be asked.
    const Ran none = line.json({u"store"_s, u"protect"_s, u"--with"_s, u"passphrase"_s});
    QCOMPARE(none.exit, 1);
    QVERIFY(none.err.contains("--new-passphrase-file"));
}

void tst_cli_Store::withoutAKeychainNothingChanges()
{
    const CommandLine line;
    const QByteArray before = keyFile(line);
    // A bus that is not there, whatever runs on this machine.
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/bus");
    const Ran ran = line.json({u"store"_s, u"protect"_s, u"--with"_s, u"keychain"_s});
    qunsetenv("DBUS_SESSION_BUS_ADDRESS");
    QCOMPARE(ran.exit, 1);
    QVERIFY2(ran.err.contains("keychain-missing"), ran.all().constData());
    QCOMPARE(keyFile(line), before);
    QCOMPARE(line.run({u"api"_s, u"list"_s}).exit, 0);
}

void tst_cli_Store::wrongUse_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("no command") << QStringList{u"store"_s};
    QTest::newRow("no kind") << QStringList{u"store"_s, u"protect"_s};
    QTest::newRow("unknown kind") << QStringList{u"store"_s, u"protect"_s, u"--with"_s, u"memory"_s};
    QTest::newRow("a passphrase for a key file")
        << QStringList{u"store"_s, u"protect"_s, u"--with"_s, u"key-file"_s, u"--new-passphrase-file"_s, u"x"_s};
    QTest::newRow("a passphrase as an argument")
        << QStringList{u"store"_s, u"protect"_s, u"--with"_s, u"passphrase"_s, u"--passphrase"_s, u"secret"_s};
    QTest::newRow("a passphrase as an argument of all")
        << QStringList{u"--passphrase"_s, u"secret"_s, u"api"_s, u"list"_s};
}

void tst_cli_Store::wrongUse()
{
    QFETCH(QStringList, arguments);
    static const CommandLine line;
    const QByteArray before = keyFile(line);
    QCOMPARE(line.run(arguments).exit, 2);
    QCOMPARE(keyFile(line), before);
}

QTEST_GUILESS_MAIN(tst_cli_Store)
#include "tst_cli_Store.moc"
