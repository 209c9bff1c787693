#include "CommandLine.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

/// What is refused: a sentence on standard error, exit code 1, an unchanged tenant, and a program that goes on.
class tst_app_BadInput : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void values_data();
    void values();
    void aThousandAndOneScopes();
    void twinsAreRefused();
    void aPortInUse();
    void storesThatCannotBeUsed_data();
    void storesThatCannotBeUsed();
    void filesThatAreNoStore_data();
    void filesThatAreNoStore();
    void aNewerStore();
    void aStoreWithoutItsKey();
    void aReadOnlyStore();

private:
    QByteArray everything(const CommandLine &line) const
    {
        return line.json({u"api"_s, u"list"_s}).out + line.json({u"client"_s, u"list"_s}).out +
               line.json({u"grant"_s, u"list"_s}).out;
    }

    CommandLine m_line;
};

void tst_app_BadInput::initTestCase()
{
    QCOMPARE(m_line.run({u"api"_s, u"create"_s, u"--name"_s, u"Orders"_s, u"--identifier"_s, u"orders"_s}).exit, 0);
}

void tst_app_BadInput::values_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("sentence");
    QTest::addColumn<QString>("code");
    const auto row = [](const char *name, const QStringList &arguments, const char *sentence, const char *code) {
        QTest::newRow(name) << arguments << QString::fromUtf8(sentence) << QString::fromLatin1(code);
    };
    const QString range = u"A token lifetime is between 1 and 2592000 seconds (30 days)."_s;
    const auto lifetime = [](const QString &value) {
        return QStringList{u"api"_s, u"update"_s, u"orders"_s, u"--token-lifetime"_s, value};
    };
    row("name with <", {u"api"_s, u"create"_s, u"--name"_s, u"a<b"_s, u"--identifier"_s, u"x"_s},
        "A name cannot contain “<” or “>”.", "angle-brackets");
    row("identifier twice", {u"api"_s, u"create"_s, u"--name"_s, u"A"_s, u"--identifier"_s, u"orders"_s},
        "Another API already has the identifier orders.", "already-used");
    row("lifetime 0", lifetime(u"0"_s), qPrintable(range), "out-of-range");
    row("lifetime -1", lifetime(u"-1"_s), qPrintable(range), "out-of-range");
    row("lifetime 2592001", lifetime(u"2592001"_s), qPrintable(range), "out-of-range");
    row("lifetime far out", lifetime(u"99999999999999999999"_s), "between 1 and 2592000", "not-a-number");
    row("scope with a blank", {u"scope"_s, u"add"_s, u"orders"_s, u"read orders"_s}, "A scope cannot contain spaces",
        "blank");
    row("unknown API", {u"api"_s, u"show"_s, u"nothing"_s}, "There is no API with the id or identifier “nothing”.",
        "unknown");
    row("unknown client", {u"grant"_s, u"set"_s, u"nobody"_s, u"orders"_s},
        "There is no client with the id or name “nobody”.", "unknown");
    row("unknown client tested", {u"test"_s, u"orders"_s, u"--client"_s, u"nobody"_s},
        "There is no client with the id or name “nobody”.", "unknown");
    row("hostile API", {u"api"_s, u"show"_s, u"\x1b[31m"_s}, "“\\u001B[31m”", "unknown");
}

void tst_app_BadInput::values()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, sentence);
    QFETCH(QString, code);
    const QByteArray before = everything(m_line);
    const Ran text = m_line.run(arguments);
    QVERIFY2(text.exit == 1, text.all().constData());
    QVERIFY2(text.err.contains(sentence.toUtf8()), text.err.constData());
    QCOMPARE(text.out, QByteArray());
    QVERIFY(!text.err.contains('\x1b'));
    const Ran json = m_line.json(arguments);
    QCOMPARE(json.exit, 1);
    const QJsonObject refusal = QJsonDocument::fromJson(json.err).object();
    QCOMPARE(refusal[u"rule"_s].toString(), code);
    QVERIFY(refusal[u"message"_s].toString().endsWith(u'.'));
    QCOMPARE(everything(m_line), before);
}

void tst_app_BadInput::aThousandAndOneScopes()
{
    const CommandLine line;
    line.run({u"api"_s, u"create"_s, u"--name"_s, u"Orders"_s, u"--identifier"_s, u"orders"_s});
    QByteArray lines;
    for (int i = 0; i < 1001; ++i)
        lines += "scope:" + QByteArray::number(i) + '\n';
    const Ran tooMany = line.run({u"scope"_s, u"import"_s, u"orders"_s}, lines);
    QCOMPARE(tooMany.exit, 1);
    QVERIFY(tooMany.out.contains("An API has at most 1000 scopes."));
    QCOMPARE(line.json({u"scope"_s, u"list"_s, u"orders"_s}).array().size(), 0);
    lines.chop(int(qstrlen("scope:1000\n")));
    QCOMPARE(line.run({u"scope"_s, u"import"_s, u"orders"_s}, lines).exit, 0);
    QCOMPARE(line.json({u"scope"_s, u"list"_s, u"orders"_s}).array().size(), 1000);
    const Ran oneMore = line.run({u"scope"_s, u"add"_s, u"orders"_s, u"one:more"_s});
    QCOMPARE(oneMore.exit, 1);
    QVERIFY(oneMore.err.contains("An API has at most 1000 scopes."));
}

void tst_app_BadInput::twinsAreRefused()
{
    // A name is enough to find a client only as long as no other one has it.
    const CommandLine line;
    QCOMPARE(line.run({u"client"_s, u"create"_s, u"--name"_s, u"Twin"_s}).exit, 0);
    const Ran second = line.run({u"client"_s, u"create"_s, u"--name"_s, u"Twin"_s});
    QCOMPARE(second.exit, 1);
    QVERIFY2(second.err.contains("Twin"), second.err.constData());
    QCOMPARE(line.run({u"client"_s, u"show"_s, u"Twin"_s}).exit, 0);
}

void tst_app_BadInput::aPortInUse()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    const QString port = QString::number(other.serverPort());
    const Ran ran = m_line.run({u"serve"_s, u"--port"_s, port});
    QCOMPARE(ran.exit, 1);
    QVERIFY2(ran.err.contains("Port " + port.toUtf8() + " is already in use."), ran.err.constData());
}

void tst_app_BadInput::storesThatCannotBeUsed_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("sentence");
    QByteArray sqlite("SQLite format 3\0", 16);
    QTest::newRow("not a store")
        << "PK\x03\x04 this is some other program's file, and longer than a header\n"_ba.repeated(40)
        << "is not a Gatehouse store"_ba;
    QTest::newRow("damaged") << sqlite + QByteArray(4096, '\x5a') << "gatehouse: "_ba;
}

void tst_app_BadInput::storesThatCannotBeUsed()
{
    QFETCH(QByteArray, content);
    QFETCH(QByteArray, sentence);
    const CommandLine line;
    QFile file(line.store());
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write(content);
    file.close();
    const Ran ran = line.run({u"api"_s, u"list"_s});
    QVERIFY2(ran.exit == 1, ran.all().constData());
    QVERIFY2(ran.err.contains(sentence), ran.err.constData());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), content);
}

void tst_app_BadInput::filesThatAreNoStore_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<QByteArray>("sentence");
    QTest::newRow("text") << u"for i in $(seq 100); do echo some text of a person; done > x"_s
                          << "is not a Gatehouse store"_ba;
    QTest::newRow("random bytes") << u"head -c 100000 /dev/urandom > x"_s << "is not a Gatehouse store"_ba;
    QTest::newRow("database of another program")
        << u"sqlite3 x 'CREATE TABLE t (a)'"_s << "is not a Gatehouse store"_ba;
    QTest::newRow("folder") << u"mkdir x"_s << "is not a Gatehouse store"_ba;
    QTest::newRow("link") << u"ln -s tenant.gatehouse x"_s << "is a symbolic link"_ba;
    QTest::newRow("writable by everybody") << u"cp tenant.gatehouse x; chmod 666 x"_s << "chmod o-w"_ba;
    QTest::newRow("store without its key") << u"cp tenant.gatehouse x"_s << "The key file of the store"_ba;
}

/// Without a key beside them, as such files are.
void tst_app_BadInput::filesThatAreNoStore()
{
    QFETCH(const QString, script);
    QFETCH(const QByteArray, sentence);
    const CommandLine line;
    QProcess shell;
    shell.setWorkingDirectory(line.folder());
    shell.start(u"sh"_s, {u"-c"_s, script});
    QVERIFY(shell.waitForFinished() && shell.exitCode() == 0);
    const QString path = line.folder() + u"/x"_s;
    const Ran ran = line.runPlain({u"--store"_s, path, u"api"_s, u"list"_s});
    QCOMPARE(ran.exit, 1);
    QVERIFY2(ran.err.contains(sentence), ran.err.constData());
    QVERIFY(!QFile::exists(path + u".key"_s));
}

void tst_app_BadInput::aNewerStore()
{
    const CommandLine line;
    QCOMPARE(QProcess::execute(u"sqlite3"_s, {line.store(), u"PRAGMA user_version = 99"_s}), 0);
    const QByteArray before = line.storeBytes();
    const Ran ran = line.run({u"client"_s, u"create"_s, u"--name"_s, u"Reports"_s});
    QCOMPARE(ran.exit, 1);
    QVERIFY2(ran.err.contains("was written by a newer version of Gatehouse"), ran.err.constData());
    QCOMPARE(line.storeBytes(), before);
}

void tst_app_BadInput::aStoreWithoutItsKey()
{
    const CommandLine line;
    const QString key = line.store() + u".key"_s;
    QVERIFY(QFile::rename(key, key + u".away"_s));
    const Ran ran = line.run({u"api"_s, u"list"_s});
    QCOMPARE(ran.exit, 1);
    QVERIFY2(ran.err.contains("The key file of the store is missing"), ran.err.constData());
    QVERIFY(!QFile::exists(key));
    QVERIFY(QFile::rename(key + u".away"_s, key));
    QCOMPARE(line.run({u"api"_s, u"list"_s}).exit, 0);
}

void tst_app_BadInput::aReadOnlyStore()
{
    const CommandLine line;
    const QTemporaryDir programs;
    // A write-ahead log that is empty, as after a clean end.
    const QByteArray before = line.storeBytes();
    QStringList command{
        CommandLine::program(), u"--store"_s, line.store(), u"client"_s, u"create"_s, u"--name"_s, u"Reports"_s};
    if (::geteuid() == 0) {
        // Root may write everywhere, so somebody else tries.
        QCOMPARE(QProcess::execute(u"chown"_s, {u"-R"_s, u"65534:65534"_s, line.folder()}), 0);
        // From where somebody else may run it: the checkout may be below root's own folder.
        const QFileInfo built(CommandLine::program());
        for (const QString &name : {built.fileName(), built.fileName() + u"-cli"_s})
            QVERIFY(QFile::copy(built.dir().filePath(name), programs.filePath(name)));
        QCOMPARE(QProcess::execute(u"chmod"_s, {u"-R"_s, u"a+rX"_s, programs.path()}), 0);
        command.first() = programs.filePath(built.fileName());
        command = QStringList{u"setpriv"_s, u"--reuid=65534"_s, u"--regid=65534"_s, u"--clear-groups"_s} + command;
    }
    QCOMPARE(QProcess::execute(u"chmod"_s, {u"-R"_s, u"a-w"_s, line.folder()}), 0);
    // Many starts: the worker answers such a commit at once, before or after the command begins to wait for it.
    const QString program = command.takeFirst();
    QList<Ran> answers;
    for (int start = 0; start < 12; ++start) {
        QProcess process;
        process.start(program, command);
        QVERIFY(process.waitForFinished(60000));
        answers.append({process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
                        {},
                        process.readAllStandardError()});
    }
    QCOMPARE(QProcess::execute(u"chmod"_s, {u"-R"_s, u"u+w"_s, line.folder()}), 0);
    for (const Ran &answer : std::as_const(answers)) {
        QVERIFY2(answer.exit == 1, answer.err.constData());
        QVERIFY2(answer.err.contains("can be read but not written"), answer.err.constData());
    }
    QCOMPARE(line.storeBytes(), before);
}

QTEST_GUILESS_MAIN(tst_app_BadInput)
#include "tst_app_BadInput.moc"
