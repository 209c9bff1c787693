#include "CommandLine.h"
#include "models/jose/PassphraseKdf.h"
#include "tests/store/StoreFiles.h"

#include <QFile>
#include <QFileInfo>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

/// What protects a store's secrets, over real processes.
class tst_app_Store : public QObject
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
    void backupAndRestoreNameTheKeyFile();
    void unknownValuesNameTheirObject();
    void aKeyFileThatWasOpenIsReported();
    void costsBeyondTimeAreRefused();
    void withoutWhatTheSystemOwesItNothingHangs_data();
    void withoutWhatTheSystemOwesItNothingHangs();
    void whatIsLeftOfAStoreIsNotAFirstStart_data();
    void whatIsLeftOfAStoreIsNotAFirstStart();
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
    static Ran shell(const QString &command)
    {
        QProcess process;
        process.start(u"sh"_s, {u"-c"_s, command});
        if (!process.waitForFinished(60000)) {
            process.kill();
            process.waitForFinished();
            return {-1, {}, "(did not end)"};
        }
        return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -2, process.readAllStandardOutput(),
                process.readAllStandardError()};
    }
    /// The least address space, in KiB, in which the program can read a store.
    static int leastMemory()
    {
        const CommandLine line;
        for (int size = 60'000; size < 1'000'000; size += 2'000) {
            const QString command = u"ulimit -v %1; '%2' --store '%3' api list"_s;
            if (shell(command.arg(QString::number(size), CommandLine::program(), line.store())).exit == 0)
                return size;
        }
        qFatal("the program does not work");
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

void tst_app_Store::showTellsWithoutOpening()
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

void tst_app_Store::showRefusesWhatIsNotThere()
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

void tst_app_Store::aPassphraseAndBack()
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

void tst_app_Store::withoutAPassphraseNothingOpens_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("code");
    const QStringList show{u"client"_s, u"list"_s};
    QTest::newRow("none, and no terminal") << show << "passphrase-needed"_ba;
    QTest::newRow("no such file") << QStringList{u"--passphrase-file"_s, u"/nowhere"_s} + show << "file-unreadable"_ba;
    QTest::newRow("a folder") << QStringList{u"--passphrase-file"_s, u"/tmp"_s} + show << "file-unreadable"_ba;
    QTest::newRow("empty standard input")
        << QStringList{u"--passphrase-file"_s, u"-"_s} + show << "passphrase-wrong"_ba;
    QTest::newRow("endless") << QStringList{u"--passphrase-file"_s, u"/proc/self/environ"_s} + show
                             << "passphrase-wrong|too-large"_ba;
    QTest::newRow("serve") << QStringList{u"serve"_s, u"--port"_s, u"0"_s} << "passphrase-needed"_ba;
}

void tst_app_Store::withoutAPassphraseNothingOpens()
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

void tst_app_Store::testAndServeWorkUnderAPassphrase()
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

void tst_app_Store::aPassphraseIsTakenFromStandardInputLineByLine()
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

void tst_app_Store::badNewPassphrasesAreRefused_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("rule");
    QTest::newRow("empty") << QByteArray() << "required"_ba;
    QTest::newRow("empty line") << "\ncorrect horse battery\n"_ba << "required"_ba;
    QTest::newRow("seven") << "seven77\n"_ba << "too-short"_ba;
    QTest::newRow("seven characters of two bytes") << "\xc3\xbc"_ba.repeated(7) << "too-short"_ba;
    QTest::newRow("control character") << "correct\thorse\n"_ba << "control-characters"_ba;
    QTest::newRow("too long") << QByteArray(1025, 'x') << "too-large"_ba;
    QTest::newRow("endless") << QByteArray(1024 * 1024, 'x') << "too-large"_ba;
}

void tst_app_Store::badNewPassphrasesAreRefused()
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

void tst_app_Store::withoutAKeychainNothingChanges()
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

void tst_app_Store::unknownValuesNameTheirObject()
{
    const CommandLine line;
    QCOMPARE(line.run({u"api"_s, u"create"_s, u"--name"_s, u"Orders"_s, u"--identifier"_s, u"urn:orders"_s}).exit, 0);
    onFile(line.store(), {u"UPDATE api SET signing_algorithm = 'ROT13' WHERE identifier = 'urn:orders'"_s});
    const Ran ran = line.run({u"api"_s, u"list"_s});
    QCOMPARE(ran.exit, 1);
    for (const char *word : {"Orders", "urn:orders", "signing_algorithm", "ROT13"})
        QVERIFY2(ran.err.contains(word), ran.all().constData());
    QVERIFY2(!ran.err.contains("damaged"), ran.all().constData());
}

void tst_app_Store::aKeyFileThatWasOpenIsReported()
{
    const CommandLine line;
    const QString key = line.store() + u".key"_s;
    QVERIFY(QFile::setPermissions(key, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
    const Ran told = line.run({u"api"_s, u"list"_s});
    QCOMPARE(told.exit, 0);
    QVERIFY2(told.err.contains("could read the key file") && told.err.contains(key.toUtf8()), told.all().constData());
    QVERIFY(!QFile::permissions(key).testFlag(QFile::ReadOther));
    QCOMPARE(line.run({u"api"_s, u"list"_s}).err, QByteArray());
}

/// An envelope whose numbers are all allowed and would take a minute together.
void tst_app_Store::costsBeyondTimeAreRefused()
{
    using jose::isAcceptable;
    QVERIFY(isAcceptable(jose::usualArgon2Cost));
    QVERIFY(isAcceptable({.memory = 1024 * 1024, .passes = 4, .lanes = 4}));
    QVERIFY(!isAcceptable({.memory = 1024 * 1024, .passes = 5, .lanes = 4}));
    QVERIFY(!isAcceptable(jose::mostArgon2Cost));
}

void tst_app_Store::withoutWhatTheSystemOwesItNothingHangs_data()
{
    QTest::addColumn<QString>("limit");
    QTest::newRow("no bytes in files") << u"ulimit -f 0"_s;
#if !__has_feature(address_sanitizer)
    // AddressSanitizer wants to be loaded first, and more address space than any limit worth setting.
    QTest::newRow("no thread") << u"preload"_s;
    // Enough to load every library, which would each complain in words of its own, and too little to work with.
    constexpr int missing = 4'000;
    QTest::newRow("no memory") << u"ulimit -v %1"_s.arg(leastMemory() - missing);
#endif
}

/// One sentence, exit code 1, and the key file as it was.
void tst_app_Store::withoutWhatTheSystemOwesItNothingHangs()
{
    QFETCH(QString, limit);
    const CommandLine line;
    const QByteArray before = keyFile(line);
    const QString passphrase = fileOf(line, u"new"_s, "correct horse battery\n");
    const bool isThread = limit == "preload"_L1;
    const QString start =
        isThread ? u"LD_PRELOAD="_s + qEnvironmentVariable("GATEHOUSE_BUILD_DIR") + u"/lib/libno_threads.so"_s
                 : limit + u';';
    for (const char *command : {"store protect --with passphrase --new-passphrase-file '%1'", "api create --name A "
                                                                                              "--identifier urn:a"}) {
        const Ran ran = shell(u"%1 '%2' --store '%3' %4"_s.arg(
            start, CommandLine::program(), line.store(), QString::fromLatin1(command).replace("%1"_L1, passphrase)));
        QVERIFY2(ran.exit == 1, ran.all().constData());
        QVERIFY2(ran.err.startsWith("gatehouse: ") && ran.err.count('\n') <= 2, ran.all().constData());
        if (isThread)
            QVERIFY2(ran.err.contains("refuses to start another thread"), ran.all().constData());
    }
    QCOMPARE(keyFile(line), before);
    QCOMPARE(line.run({u"api"_s, u"list"_s}).exit, 0);
    QVERIFY(!line.run({u"api"_s, u"list"_s}).out.contains("urn:a"));
}

void tst_app_Store::wrongUse_data()
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

void tst_app_Store::wrongUse()
{
    QFETCH(QStringList, arguments);
    static const CommandLine line;
    const QByteArray before = keyFile(line);
    QCOMPARE(line.run(arguments).exit, 2);
    QCOMPARE(keyFile(line), before);
}

void tst_app_Store::backupAndRestoreNameTheKeyFile()
{
    const CommandLine line;
    const QString passphrase = protect(line, "correct horse battery");
    const QString file = line.folder() + u"/backup"_s;
    // Neither asks for the passphrase: what is sealed stays sealed.
    const Ran made = line.run({u"store"_s, u"backup"_s, file});
    QVERIFY2(made.exit == 0, made.all().constData());
    QVERIFY(made.out.contains(file.toUtf8()));
    QVERIFY(made.out.contains((line.store() + u".key"_s).toUtf8()));
    const Ran again = line.json({u"store"_s, u"backup"_s, file});
    QCOMPARE(again.exit, 1);
    QVERIFY2(again.err.contains("file-exists"), again.err.constData());
    QCOMPARE(line.run({u"store"_s, u"backup"_s, file, u"--replace"_s}).exit, 0);
    QCOMPARE(line.json({u"store"_s, u"backup"_s, line.store(), u"--replace"_s}).exit, 1);
    QCOMPARE(line.run({u"--passphrase-file"_s, passphrase, u"client"_s, u"create"_s, u"--name"_s, u"Later"_s}).exit, 0);
    const Ran back = line.json({u"store"_s, u"restore"_s, file});
    QVERIFY2(back.exit == 0, back.all().constData());
    QCOMPARE(back.object()[u"path"_s].toString(), line.store());
    QCOMPARE(back.object()[u"key_file"_s].toString(), line.store() + u".key"_s);
    QVERIFY(QFile::exists(back.object()[u"kept"_s].toString()));
    const Ran list = line.run({u"--passphrase-file"_s, passphrase, u"client"_s, u"list"_s});
    QVERIFY(list.exit == 0 && !list.out.contains("Later"));
}

void tst_app_Store::whatIsLeftOfAStoreIsNotAFirstStart_data()
{
    QTest::addColumn<bool>("isEmpty");
    QTest::newRow("missing") << false;
    QTest::newRow("0 bytes") << true;
}

void tst_app_Store::whatIsLeftOfAStoreIsNotAFirstStart()
{
    QFETCH(bool, isEmpty);
    const CommandLine line;
    const QString file = line.folder() + u"/backup"_s;
    QCOMPARE(line.run({u"store"_s, u"backup"_s, file}).exit, 0);
    const QByteArray key = keyFile(line);
    QVERIFY(isEmpty ? QFile::resize(line.store(), 0) : QFile::remove(line.store()));
    for (const QStringList &command : {QStringList{u"client"_s, u"list"_s},
                                       {u"api"_s, u"create"_s, u"--name"_s, u"X"_s, u"--identifier"_s, u"x"_s},
                                       {u"serve"_s, u"--port"_s, u"0"_s}}) {
        const Ran ran = line.run(command);
        QCOMPARE(ran.exit, 1);
        QVERIFY2(ran.err.contains("store restore"), ran.err.constData());
    }
    QCOMPARE(QFile::exists(line.store()), isEmpty);
    QCOMPARE(QFileInfo(line.store()).size(), 0);
    QCOMPARE(keyFile(line), key);
    QCOMPARE(line.run({u"store"_s, u"restore"_s, file}).exit, 0);
    QCOMPARE(line.run({u"client"_s, u"list"_s}).exit, 0);
}

QTEST_GUILESS_MAIN(tst_app_Store)
#include "tst_app_Store.moc"
