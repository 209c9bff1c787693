#include "app/cli/Output.h"
#include "app/start/Siblings.h"
#include "app/start/StreamVerification.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLibraryInfo>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTemporaryDir>
#include <QTest>

using namespace gatehouse::app::cli;
using namespace gatehouse::app::start;
using namespace Qt::StringLiterals;

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

class tst_app_WindowStart : public QObject
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

void tst_app_WindowStart::whoGetsTheWindow_data()
{
    QTest::addColumn<bool>("isWindow");
    QTest::addColumn<QByteArray>("passed");
    QTest::newRow("") << true << QByteArray();
    QTest::newRow("--store a") << true << "--store a"_ba;
    QTest::newRow("--store=a --page api/1/scopes") << true << "--store=a --page api/1/scopes"_ba;
    QTest::newRow("tour out") << true << "--tour out"_ba;
    QTest::newRow("--store a tour out --theme dark") << true << "--store a --tour out --theme dark"_ba;
    QTest::newRow("api list") << false << QByteArray();
    QTest::newRow("--store a api list") << false << QByteArray();
    QTest::newRow("--store") << false << QByteArray();
    QTest::newRow("--help") << false << QByteArray();
    QTest::newRow("--json") << false << QByteArray();
    QTest::newRow("tour") << false << QByteArray();
    QTest::newRow("tour --help") << false << QByteArray();
    QTest::newRow("api tour x") << false << QByteArray();
}

void tst_app_WindowStart::whoGetsTheWindow()
{
    QFETCH(bool, isWindow);
    QFETCH(QByteArray, passed);
    const auto arguments = windowArguments(words(QTest::currentDataTag()));
    QCOMPARE(arguments.has_value(), isWindow);
    if (arguments)
        QCOMPARE(*arguments, words(passed.constData()));
}

void tst_app_WindowStart::onlyPlainVerificationSkipsTheGrammar_data()
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

void tst_app_WindowStart::onlyPlainVerificationSkipsTheGrammar()
{
    QFETCH(bool, isStream);
    QCOMPARE(isStreamVerification(words(QTest::currentDataTag())), isStream);
}

void tst_app_WindowStart::jsonIsSafeForATerminal()
{
    const QByteArray json = u"{\"a\":\"\u202E\u007F\u0085\U000E0041 \u00e9 \u6f22\"}"_s.toUtf8();
    const QByteArray safe = terminalSafeJson(json);
    QVERIFY(safe.contains("\\u202e"));
    QVERIFY(safe.contains("\\u007f"));
    QVERIFY(safe.contains("\\u0085"));
    QVERIFY(safe.contains("\\udb40\\udc41"));
    QVERIFY(safe.contains("\u00e9 \u6f22"));
    QCOMPARE(QJsonDocument::fromJson(safe), QJsonDocument::fromJson(json));
}

void tst_app_WindowStart::programsLoadOnlyWhatTheyNeed()
{
#if !__has_feature(address_sanitizer) // which refers to all that a class may be, called or not
    const auto librariesOf = [](const QString &file) {
        QProcess ldd;
        ldd.start(u"ldd"_s, {file});
        ldd.waitForFinished();
        return ldd.readAllStandardOutput();
    };
    const auto libraries = [&librariesOf](const char *program) {
        return librariesOf(qEnvironmentVariable("GATEHOUSE_BUILD_DIR") + u"/bin/"_s + QLatin1StringView(program));
    };
    const QByteArray start = libraries("gatehouse");
    QVERIFY2(start.contains("libQt6Core"), start.constData());
    QVERIFY(!start.contains("libQt6Network") && !start.contains("libQt6Sql"));
    // ICU is there because QtCore needs it (ADR 17): never as a library that QtCore would not load.
    const QByteArray core = librariesOf(QLibraryInfo::path(QLibraryInfo::LibrariesPath) + u"/libQt6Core.so.6"_s);
    QVERIFY(core.contains("libicuuc"));
    QCOMPARE(start.contains("libicui18n"), core.contains("libicui18n"));
    const QByteArray commands = libraries("gatehouse-cli");
    QVERIFY(commands.contains("libQt6Network"));
    for (const QByteArray &all : {start, commands})
        QVERIFY(!all.contains("libQt6Gui") && !all.contains("libQt6Widgets"));
#endif
}

namespace {

/// Of a machine where nobody sits; then what `display` says, as NAME=VALUE.
QProcessEnvironment withoutDisplay(const QString &display = {})
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char *name : {"DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "QT_QPA_PLATFORM", "XDG_SESSION_TYPE"})
        environment.remove(QLatin1StringView(name));
    if (const QStringList parts = display.split(u'='); parts.size() == 2)
        environment.insert(parts[0], parts[1]);
    return environment;
}

} // namespace

void tst_app_WindowStart::withoutADisplayTheWindowSaysSo_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<QString>("display");
    for (const char *program : {"gatehouse", "gatehouse-window"}) {
        QTest::addRow("%s, none", program) << QString::fromLatin1(program) << QString();
        QTest::addRow("%s, X11 gone", program) << QString::fromLatin1(program) << u"DISPLAY=:4095"_s;
        QTest::addRow("%s, X11 nonsense", program) << QString::fromLatin1(program) << u"DISPLAY=desk"_s;
        QTest::addRow("%s, Wayland gone", program)
            << QString::fromLatin1(program) << u"WAYLAND_DISPLAY=/nowhere/wayland-0"_s;
        QTest::addRow("%s, Wayland too long", program)
            << QString::fromLatin1(program) << u"WAYLAND_DISPLAY="_s + QString(300, u'w');
    }
}

void tst_app_WindowStart::withoutADisplayTheWindowSaysSo()
{
    QFETCH(QString, program);
    QFETCH(QString, display);
    const QTemporaryDir folder;
    QProcess process;
    process.setProcessEnvironment(withoutDisplay(display));
    process.start(qEnvironmentVariable("GATEHOUSE_BUILD_DIR") + u"/bin/"_s + program,
                  {u"--store"_s, folder.filePath(u"tenant.gatehouse"_s)});
    QVERIFY(process.waitForFinished(60000));
    const QByteArray said = process.readAllStandardError();
    QVERIFY2(process.exitStatus() == QProcess::NormalExit, said.constData());
    QCOMPARE(process.exitCode(), 1);
    QCOMPARE(said, "gatehouse: There is no display to open the window on. \"gatehouse tour DIR\" and the command line "
                   "(\"gatehouse --help\") work without one.\n");
    QCOMPARE(process.readAllStandardOutput(), QByteArray());
    QVERIFY(QDir(folder.path()).isEmpty());
}

void tst_app_WindowStart::theTourNeedsNoDisplay()
{
    // Far enough to see that it began: all of it is what tests/stories looks at.
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"file"_s);
    QVERIFY(QFile(file).open(QIODevice::WriteOnly));
    QProcess process;
    QProcessEnvironment bare = withoutDisplay();
    for (const QString &name : {u"LANG"_s, u"LC_CTYPE"_s})
        bare.remove(name);
    bare.insert(u"LC_ALL"_s, u"C"_s);
    process.setProcessEnvironment(bare);
    process.start(qEnvironmentVariable("GATEHOUSE_BUILD_DIR") + u"/bin/gatehouse"_s,
                  {u"tour"_s, file + u"/pictures"_s});
    QVERIFY(process.waitForFinished(60000));
    const QByteArray said = process.readAllStandardError();
    QVERIFY2(process.exitStatus() == QProcess::NormalExit, said.constData());
    QVERIFY2(said.contains("gatehouse: tour: the folder"), said.constData());
    // Nor a locale: of the one a bare container has, Qt would complain.
    QVERIFY2(!said.contains("locale"), said.constData());
}

QTEST_GUILESS_MAIN(tst_app_WindowStart)
#include "tst_app_WindowStart.moc"
