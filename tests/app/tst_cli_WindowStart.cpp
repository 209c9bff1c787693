#include "app/cli/Output.h"
#include "app/start/Siblings.h"
#include "app/start/StreamVerification.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTemporaryDir>
#include <QTest>

using namespace gatehouse::app::cli;
using namespace gatehouse::app::start;

namespace {

std::vector<std::string> words(const char *line)
{
    std::vector<std::string> list;
    const QList<QByteArray> parts = QByteArray(line).split(' ');
    for (const QByteArray &part : parts) {
        if (!part.isEmpty())
            list.push_back(part.toStdString());
    }
    return list;
}

} // namespace

class tst_cli_WindowStart : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoGetsTheWindow_data();
    void whoGetsTheWindow();
    void onlyPlainVerificationSkipsTheGrammar_data();
    void onlyPlainVerificationSkipsTheGrammar();
    void jsonIsSafeForATerminal();
    void programsLoadOnlyWhatTheyNeed();
    void withoutADisplayTheWindowSaysSo_data();
    void withoutADisplayTheWindowSaysSo();
    void theTourNeedsNoDisplay();
};

void tst_cli_WindowStart::whoGetsTheWindow_data()
{
    QTest::addColumn<bool>("isWindow");
    QTest::addColumn<QByteArray>("passed");
    QTest::newRow("") << true << QByteArray();
    QTest::newRow("--store a") << true << QByteArray("--store a");
    QTest::newRow("--store=a --page api/1/scopes") << true << QByteArray("--store=a --page api/1/scopes");
    QTest::newRow("tour out") << true << QByteArray("--tour out");
    QTest::newRow("--store a tour out --theme dark") << true << QByteArray("--store a --tour out --theme dark");
    QTest::newRow("api list") << false << QByteArray();
    QTest::newRow("--store a api list") << false << QByteArray();
    QTest::newRow("--store") << false << QByteArray();
    QTest::newRow("--help") << false << QByteArray();
    QTest::newRow("--json") << false << QByteArray();
    QTest::newRow("tour") << false << QByteArray();
    QTest::newRow("tour --help") << false << QByteArray();
    QTest::newRow("api tour x") << false << QByteArray();
}

void tst_cli_WindowStart::whoGetsTheWindow()
{
    QFETCH(bool, isWindow);
    QFETCH(QByteArray, passed);
    const auto arguments = windowArguments(words(QTest::currentDataTag()));
    QCOMPARE(arguments.has_value(), isWindow);
    if (arguments)
        QCOMPARE(*arguments, words(passed.constData()));
}

void tst_cli_WindowStart::onlyPlainVerificationSkipsTheGrammar_data()
{
    QTest::addColumn<bool>("isStream");
    QTest::newRow("token verify --jsonl") << true;
    QTest::newRow("--json --store a token verify --jsonl") << true;
    QTest::newRow("token verify") << false;
    QTest::newRow("token verify --jsonl --help") << false;
    QTest::newRow("token verify --jsonl extra") << false;
    QTest::newRow("token inspect --jsonl") << false;
    QTest::newRow("") << false;
    QTest::newRow("token verify --jsonl --store") << false;
}

void tst_cli_WindowStart::onlyPlainVerificationSkipsTheGrammar()
{
    QFETCH(bool, isStream);
    QCOMPARE(isStreamVerification(words(QTest::currentDataTag())), isStream);
}

void tst_cli_WindowStart::jsonIsSafeForATerminal()
{
    const QByteArray json = QStringLiteral("{\"a\":\"\u202E\u007F\u0085\U000E0041 \u00e9 \u6f22\"}").toUtf8();
    const QByteArray safe = terminalSafeJson(json);
    QVERIFY(safe.contains("\\u202e"));
    QVERIFY(safe.contains("\\u007f"));
    QVERIFY(safe.contains("\\u0085"));
    QVERIFY(safe.contains("\\udb40\\udc41"));
    QVERIFY(safe.contains("\u00e9 \u6f22"));
    QCOMPARE(QJsonDocument::fromJson(safe), QJsonDocument::fromJson(json));
}

void tst_cli_WindowStart::programsLoadOnlyWhatTheyNeed()
{
    const auto libraries = [](const char *program) {
        QProcess ldd;
        ldd.start(QStringLiteral("ldd"),
                  {qEnvironmentVariable("GATEHOUSE_BUILD_DIR") + QStringLiteral("/bin/") + QLatin1String(program)});
        ldd.waitForFinished();
        return ldd.readAllStandardOutput();
    };
    const QByteArray start = libraries("gatehouse");
    QVERIFY2(start.contains("libQt6Core"), start.constData());
    QVERIFY(!start.contains("libQt6Network") && !start.contains("libQt6Sql"));
    const QByteArray commands = libraries("gatehouse-cli");
    QVERIFY(commands.contains("libQt6Network"));
    for (const QByteArray &all : {start, commands})
        QVERIFY(!all.contains("libQt6Gui") && !all.contains("libQt6Widgets"));
}

namespace {

/// Of a machine where nobody sits; then what `display` says, as NAME=VALUE.
QProcessEnvironment withoutDisplay(const QString &display = {})
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char *name : {"DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "QT_QPA_PLATFORM", "XDG_SESSION_TYPE"})
        environment.remove(QLatin1String(name));
    if (const QStringList parts = display.split(u'='); parts.size() == 2)
        environment.insert(parts[0], parts[1]);
    return environment;
}

} // namespace

void tst_cli_WindowStart::withoutADisplayTheWindowSaysSo_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<QString>("display");
    for (const char *program : {"gatehouse", "gatehouse-window"}) {
        QTest::addRow("%s, none", program) << QString::fromLatin1(program) << QString();
        QTest::addRow("%s, X11 gone", program) << QString::fromLatin1(program) << QStringLiteral("DISPLAY=:4095");
        QTest::addRow("%s, X11 nonsense", program) << QString::fromLatin1(program) << QStringLiteral("DISPLAY=desk");
        QTest::addRow("%s, Wayland gone", program)
            << QString::fromLatin1(program) << QStringLiteral("WAYLAND_DISPLAY=/nowhere/wayland-0");
        QTest::addRow("%s, Wayland too long", program)
            << QString::fromLatin1(program) << QStringLiteral("WAYLAND_DISPLAY=") + QString(300, u'w');
    }
}

void tst_cli_WindowStart::withoutADisplayTheWindowSaysSo()
{
    QFETCH(QString, program);
    QFETCH(QString, display);
    const QTemporaryDir folder;
    QProcess process;
    process.setProcessEnvironment(withoutDisplay(display));
    process.start(qEnvironmentVariable("GATEHOUSE_BUILD_DIR") + QStringLiteral("/bin/") + program,
                  {QStringLiteral("--store"), folder.filePath(QStringLiteral("tenant.gatehouse"))});
    QVERIFY(process.waitForFinished(60000));
    const QByteArray said = process.readAllStandardError();
    QVERIFY2(process.exitStatus() == QProcess::NormalExit, said.constData());
    QCOMPARE(process.exitCode(), 1);
    QCOMPARE(said, "gatehouse: There is no display to open the window on. \"gatehouse tour DIR\" and the command line "
                   "(\"gatehouse --help\") work without one.\n");
    QCOMPARE(process.readAllStandardOutput(), QByteArray());
    QVERIFY(QDir(folder.path()).isEmpty());
}

void tst_cli_WindowStart::theTourNeedsNoDisplay()
{
    // Far enough to see that it began: all of it is what tests/stories looks at.
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("file"));
    QVERIFY(QFile(file).open(QIODevice::WriteOnly));
    QProcess process;
    QProcessEnvironment bare = withoutDisplay();
    for (const QString &name : {QStringLiteral("LANG"), QStringLiteral("LC_CTYPE")})
        bare.remove(name);
    bare.insert(QStringLiteral("LC_ALL"), QStringLiteral("C"));
    process.setProcessEnvironment(bare);
    process.start(qEnvironmentVariable("GATEHOUSE_BUILD_DIR") + QStringLiteral("/bin/gatehouse"),
                  {QStringLiteral("tour"), file + QStringLiteral("/pictures")});
    QVERIFY(process.waitForFinished(60000));
    const QByteArray said = process.readAllStandardError();
    QVERIFY2(process.exitStatus() == QProcess::NormalExit, said.constData());
    QVERIFY2(said.contains("gatehouse: tour: the folder"), said.constData());
    // Nor a locale: of the one a bare container has, Qt would complain.
    QVERIFY2(!said.contains("locale"), said.constData());
}

QTEST_GUILESS_MAIN(tst_cli_WindowStart)
#include "tst_cli_WindowStart.moc"
