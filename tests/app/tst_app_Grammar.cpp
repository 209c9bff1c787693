#include "CommandLine.h"

#include <QDir>
#include <QTest>

using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

class tst_app_Grammar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void exitCodes_data();
    void exitCodes();
    void wrongUseIsToldInJson_data();
    void wrongUseIsToldInJson();
    void hostileArgumentsAreQuotedVisibly();
    void tokensAreNotEchoed();
    void emptyValuesAreRefused_data();
    void emptyValuesAreRefused();
    void everyCommandHasHelp_data();
    void everyCommandHasHelp();
    void wrongUseMakesNoStore();

private:
    CommandLine m_line;
};

void tst_app_Grammar::exitCodes_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<int>("exit");
    QTest::addColumn<QString>("said");
    const auto row = [](const char *arguments, int exit, const char *said) {
        QTest::newRow(arguments) << QString::fromLatin1(arguments) << exit << QString::fromLatin1(said);
    };
    row("--help", 0, "Exit codes");
    row("--version", 0, "gatehouse 0.");
    row("api --help", 0, "create");
    row("token inspect --help", 0, "INPUT is a DPoP proof");
    row("help", 0, "Exit codes");
    row("help api", 0, "create");
    row("help token inspect", 0, "INPUT is a DPoP proof");
    row("version", 0, "gatehouse 0.");
    row("-v", 2, "There is no option \"-v\"");
    row("frobnicate", 2, "There is no command \"frobnicate\"");
    row("--json", 2, "command is missing");
    row("api", 2, "command is missing");
    row("api frobnicate", 2, "frobnicate");
    row("api create", 2, "--name");
    row("api create --name A", 2, "--identifier");
    row("api create --name A --identifier", 2, "--identifier");
    row("api show", 2, "API");
    row("api list extra", 2, "extra");
    row("api update x --skip-consent maybe", 2, "maybe");
    row("api update x --nothing", 2, "--nothing");
    row("api create --name A --identifier x --alg none", 2, "Choose RS256 or HS256.");
    row("api update x --token-lifetime soon", 2, "is not a whole number.");
    row("client create --name A --type web", 2, "Choose non_interactive, regular_web, spa or native.");
    row("client create --name A --grant-type password", 2, "Choose client_credentials,");
    row("client create --name A --refresh-leeway soon", 2, "is not a whole number.");
    row("client create --name A --refresh-rotation maybe", 2, "Choose true or false.");
    row("client create --name A --first-party --third-party", 2, "cannot be used together.");
    row("serve --port soon", 2, "A port is a whole number between 1 and 65535");
    row("serve --https-port 70000", 2, "A port is a whole number between 1 and 65535");
    row("serve --requests-per-second 0", 2, "is not a whole number from 1 to 100000.");
    row("token inspect --leeway abc", 2, "is not a whole number from 0 to");
    row("test x --client y --flow code", 2, "--user is missing.");
    row("scope add x", 2, "VALUE");
    row("client create", 2, "--name");
    row("client show", 2, "CLIENT");
    row("grant set x", 2, "API");
    row("grant set c a --scope", 2, "--scope");
    row("test x", 2, "--client");
    row("token", 2, "command is missing");
    row("token verify", 2, "--jsonl");
    row("token diff", 2, "A");
    row("token inspect x y", 2, "y");
    row("serve extra", 2, "extra");
    row("tour", 2, "DIR");
    row("--store", 2, "--store");
    row("api list", 0, "appointments");
    row("--json api list", 0, "\"identifier\"");
    row("api --json list", 0, "\"identifier\"");
    row("api list --json", 0, "\"identifier\"");
}

void tst_app_Grammar::exitCodes()
{
    QFETCH(QString, arguments);
    QFETCH(int, exit);
    QFETCH(QString, said);
    const Ran ran = arguments == "--store"_L1 ? m_line.runPlain({arguments})
                                              : m_line.run(arguments.split(u' ', Qt::SkipEmptyParts));
    QVERIFY2(ran.exit == exit, ran.all().constData());
    QVERIFY2((exit == 0 ? ran.out : ran.err).contains(said.toUtf8()), ran.all().constData());
    // Wrong use leaves standard output to the program at the other end of the pipe.
    if (exit != 0)
        QCOMPARE(ran.out, QByteArray());
}

/// What a program asks for in JSON it is answered in JSON, also where it asks for what is not there.
void tst_app_Grammar::wrongUseIsToldInJson_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("command") << QStringList{u"--json"_s, u"frobnicate"_s};
    QTest::newRow("option") << QStringList{u"api"_s, u"list"_s, u"--json"_s, u"--nothing"_s};
    QTest::newRow("value") << QStringList{u"serve"_s, u"--port"_s, u"\x1b[31m\u202E"_s, u"--json"_s};
}

void tst_app_Grammar::wrongUseIsToldInJson()
{
    QFETCH(QStringList, arguments);
    const Ran ran = m_line.run(arguments);
    QCOMPARE(ran.exit, 2);
    QCOMPARE(ran.out, QByteArray());
    const QJsonObject said = QJsonDocument::fromJson(ran.err).object();
    QCOMPARE(said[u"error"_s].toString(), u"wrong-use"_s);
    QVERIFY2(said[u"message"_s].toString().contains(arguments.last() == "--json"_L1 ? "port"_L1 : arguments.last()),
             ran.err.constData());
    QVERIFY(!ran.err.contains('\x1b'));
    QVERIFY(!ran.err.contains("\u202E"));
}

void tst_app_Grammar::hostileArgumentsAreQuotedVisibly()
{
    const Ran ran = m_line.run({QString::fromUtf8("api\x1b[2J\u202E")});
    QCOMPARE(ran.exit, 2);
    QVERIFY(!ran.all().contains('\x1b'));
    QVERIFY(!ran.all().contains("\u202E"));
    QVERIFY(ran.err.contains("\\u001B"));
}

void tst_app_Grammar::tokensAreNotEchoed()
{
    const Ran ran =
        m_line.run({u"token"_s, u"inspect"_s, u"-"_s, u"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl"_s});
    QCOMPARE(ran.exit, 2);
    QVERIFY2(ran.err.contains("eyJhbGciOiJIUzI1NiJ9"), ran.err.constData());
    QVERIFY2(!ran.all().contains("c2lnbmF0dXJl"), ran.err.constData());
}

void tst_app_Grammar::emptyValuesAreRefused_data()
{
    QTest::addColumn<QStringList>("arguments");
    const auto row = [](const char *name, const QStringList &arguments) { QTest::newRow(name) << arguments; };
    row("store", {u"api"_s, u"list"_s, u"--store"_s, QString()});
    row("name", {u"api"_s, u"update"_s, u"x"_s, u"--name"_s, QString()});
    row("object", {u"api"_s, u"show"_s, QString()});
    row("key", {u"token"_s, u"inspect"_s, u"--key"_s, QString()});
}

void tst_app_Grammar::emptyValuesAreRefused()
{
    QFETCH(QStringList, arguments);
    const Ran ran = m_line.runPlain(arguments);
    QVERIFY2(ran.exit == 2, ran.all().constData());
    QVERIFY2(ran.err.contains("empty"), ran.err.constData());
    QCOMPARE(ran.out, QByteArray());
}

void tst_app_Grammar::everyCommandHasHelp_data()
{
    QTest::addColumn<QString>("command");
    for (const char *command : {"api create",
                                "api list",
                                "api show",
                                "api update",
                                "api delete",
                                "scope add",
                                "scope import",
                                "scope list",
                                "scope remove",
                                "client create",
                                "client list",
                                "client show",
                                "client rotate-secret",
                                "client delete",
                                "grant set",
                                "grant list",
                                "grant remove",
                                "test",
                                "token inspect",
                                "token verify",
                                "token scan",
                                "token diff",
                                "token lint",
                                "token sign",
                                "serve",
                                "tour"})
        QTest::newRow(command) << QString::fromLatin1(command);
}

void tst_app_Grammar::everyCommandHasHelp()
{
    QFETCH(QString, command);
    const Ran ran = m_line.run(command.split(u' ') + QStringList{u"--help"_s});
    QVERIFY2(ran.exit == 0, ran.all().constData());
    QVERIFY(ran.out.size() > 100);
}

void tst_app_Grammar::wrongUseMakesNoStore()
{
    const CommandLine fresh;
    const QString other = fresh.folder() + u"/other.gatehouse"_s;
    QCOMPARE(fresh.runPlain({u"--store"_s, other, u"api"_s, u"frobnicate"_s}).exit, 2);
    QVERIFY(!QFile::exists(other));
}

QTEST_GUILESS_MAIN(tst_app_Grammar)
#include "tst_app_Grammar.moc"
