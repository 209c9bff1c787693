#include "CommandLine.h"

#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTcpSocket>
#include <QTest>

#include <array>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

namespace {

// RFC 7515, appendix A.1.
constexpr const char *line =
    R"({"token":"eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9le)"
    R"(GFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk","jwk":{"kty":"oct","k":"AyM1SysPpb)"
    R"(yDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"}})";

/// A pipe whose reader has gone: what is written to its end fails.
class BrokenPipe
{
public:
    BrokenPipe()
    {
        if (::pipe2(m_ends.data(), O_CLOEXEC) != 0)
            qFatal("no pipe");
        ::close(m_ends[0]);
    }
    ~BrokenPipe() { ::close(m_ends[1]); }
    Q_DISABLE_COPY_MOVE(BrokenPipe)

    int end() const { return m_ends[1]; }

private:
    std::array<int, 2> m_ends{};
};

QByteArray portIn(const QByteArray &said)
{
    return said.mid(said.indexOf("127.0.0.1:") + 10).split('/').first();
}

bool isAnswered(const QByteArray &port)
{
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, port.toUShort());
    if (!socket.waitForConnected(5000))
        return false;
    socket.write("GET /.well-known/jwks.json HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nConnection: close\r\n\r\n");
    return socket.waitForReadyRead(5000) && socket.readAll().startsWith("HTTP/1.1 200");
}

} // namespace

/// Output that cannot be written is an error that is reported, and the log of a server is not worth its end.
class tst_app_Output : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void unwrittenOutputIsAnError_data();
    void unwrittenOutputIsAnError();
    void theChangeIsMadeAllTheSame();
    void nothingIsPrintedIntoOurFiles_data();
    void nothingIsPrintedIntoOurFiles();
    void nothingIsReadOfAClosedInput();
    void aServerOutlivesTheReaderOfItsLog();
    void ignoredHangupsStayIgnored();
    void aServerKeepsALog();

private:
    /// Runs the shell's `command` with the program as $0 and the store as $1.
    static Ran shell(const CommandLine &line, const QString &command, const QByteArray &input = {});
};

Ran tst_app_Output::shell(const CommandLine &line, const QString &command, const QByteArray &input)
{
    QProcess process;
    process.start(u"/bin/bash"_s, {u"-c"_s, command, CommandLine::program(), line.store()});
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished())
        return {};
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, process.readAllStandardOutput(),
            process.readAllStandardError()};
}

void tst_app_Output::unwrittenOutputIsAnError_data()
{
    QTest::addColumn<QString>("command");
    QTest::newRow("list") << u"--store $1 api list"_s;
    QTest::newRow("json") << u"--store $1 --json api list"_s;
    QTest::newRow("nothing asked of a store") << u"--help"_s;
    QTest::newRow("version") << u"--version"_s;
    QTest::newRow("inspect") << u"token inspect -"_s;
    QTest::newRow("inspect, json") << u"--json token inspect -"_s;
    QTest::newRow("stream") << u"token verify --jsonl"_s;
    QTest::newRow("scan") << u"--store $1 token scan -"_s;
}

void tst_app_Output::unwrittenOutputIsAnError()
{
    QFETCH(const QString, command);
    const CommandLine commands;
    const QByteArray input = command.contains(u"inspect") ? QByteArray(line).split('"').at(3) : QByteArray(line) + '\n';
    const Ran good = shell(commands, u"\"$0\" %1"_s.arg(command), input);
    QVERIFY2(!good.out.isEmpty(), good.err.constData());
    const Ran full = shell(commands, u"\"$0\" %1 > /dev/full"_s.arg(command), input);
    QCOMPARE(full.exit, 1);
    QVERIFY2(full.err.contains("Cannot write the output: No space left on device"), full.err.constData());
    const BrokenPipe pipe;
    const Ran broken =
        shell(commands, u"\"$0\" %1 > /proc/%2/fd/%3"_s.arg(command).arg(::getpid()).arg(pipe.end()), input);
    QCOMPARE(broken.exit, 1);
    QVERIFY2(broken.err.contains("Cannot write the output: Broken pipe"), broken.err.constData());
}

void tst_app_Output::theChangeIsMadeAllTheSame()
{
    const CommandLine commands;
    const Ran ran = shell(commands, u"\"$0\" --store $1 client create --name Late > /dev/full"_s);
    QCOMPARE(ran.exit, 1);
    QVERIFY2(ran.err.contains("carried out"), ran.err.constData());
    QCOMPARE(commands.run({u"client"_s, u"show"_s, u"Late"_s}).exit, 0);
}

void tst_app_Output::nothingIsPrintedIntoOurFiles_data()
{
    QTest::addColumn<QString>("closed");
    for (const char *closed : {"<&- >&-", "<&- 2>&-", ">&- 2>&-", "<&- >&- 2>&-", ">&-", "2>&-"})
        QTest::newRow(closed) << QString::fromLatin1(closed);
}

/// With a standard stream closed, as under a daemon, the next file that is opened would take its place.
void tst_app_Output::nothingIsPrintedIntoOurFiles()
{
    QFETCH(const QString, closed);
    const CommandLine commands;
    for (const char *command : {"--store $1 client create --name Closed",
                                "connection add elsewhere z.example.com --client-id c --keep nowhere"})
        shell(commands, u"XDG_DATA_HOME=\"${1%/*}\" \"$0\" %1 %2"_s.arg(QString::fromLatin1(command), closed));
    const QString folder = QFileInfo(commands.store()).path();
    int files = 0;
    for (QDirIterator each(folder, QDir::Files, QDirIterator::Subdirectories); each.hasNext();) {
        QFile file(each.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray content = file.readAll();
        for (const char *said : {"Created client", "Added the connection", "gatehouse:"})
            QVERIFY2(!content.contains(said), qPrintable(file.fileName()));
        ++files;
    }
    QVERIFY(files >= 2);
    QCOMPARE(commands.run({u"client"_s, u"show"_s, u"Closed"_s}).exit, 0);
    QCOMPARE(commands.run({u"store"_s, u"check"_s}).exit, 0);
}

void tst_app_Output::nothingIsReadOfAClosedInput()
{
    const CommandLine commands;
    commands.run({u"api"_s, u"create"_s, u"--name"_s, u"A"_s, u"--identifier"_s, u"https://a/"_s});
    const Ran ran = shell(commands, u"\"$0\" --store $1 scope import https://a/ <&-"_s);
    QVERIFY2(!ran.all().contains("\\u0000") && !ran.all().contains("not valid"), ran.all().constData());
    QVERIFY(!commands.run({u"scope"_s, u"list"_s, u"https://a/"_s}).all().contains("\\u"));
}

void tst_app_Output::aServerOutlivesTheReaderOfItsLog()
{
    const CommandLine commands;
    std::array<int, 2> ends{};
    QCOMPARE(::pipe2(ends.data(), O_CLOEXEC), 0);
    QProcess server;
    server.setChildProcessModifier([&ends] {
        ::dup2(ends[1], STDOUT_FILENO);
        ::dup2(ends[1], STDERR_FILENO);
    });
    server.start(CommandLine::program(), {u"--store"_s, commands.store(), u"serve"_s, u"--port"_s, u"0"_s});
    QVERIFY(server.waitForStarted());
    ::close(ends[1]);
    QByteArray said;
    while (!said.contains('\n')) {
        std::array<char, 512> part{};
        const ssize_t count = ::read(ends[0], part.data(), part.size());
        QVERIFY(count > 0);
        said.append(part.data(), count);
    }
    const QByteArray port = portIn(said);
    ::close(ends[0]); // who read the log goes away
    for (int request = 0; request < 3; ++request)
        QVERIFY2(isAnswered(port), said.constData());
    server.terminate();
    QVERIFY(server.waitForFinished(10000));
    QCOMPARE(server.exitStatus(), QProcess::NormalExit);
}

/// nohup, and a shell's background jobs.
void tst_app_Output::ignoredHangupsStayIgnored()
{
    const CommandLine commands;
    QProcess server;
    server.setChildProcessModifier([] {
        std::signal(SIGHUP, SIG_IGN);
        std::signal(SIGINT, SIG_IGN);
    });
    server.start(CommandLine::program(), {u"--store"_s, commands.store(), u"serve"_s, u"--port"_s, u"0"_s});
    QVERIFY(server.waitForReadyRead(20000));
    const QByteArray port = portIn(server.readAllStandardOutput());
    for (const int signal : {SIGHUP, SIGINT, SIGHUP}) {
        ::kill(static_cast<pid_t>(server.processId()), signal);
        QVERIFY(isAnswered(port));
    }
    ::kill(static_cast<pid_t>(server.processId()), SIGTERM);
    QVERIFY(server.waitForFinished(10000));
    QCOMPARE(server.exitCode(), 0);
}

/// In the state folder, for its owner alone, and without what a request may have brought along.
void tst_app_Output::aServerKeepsALog()
{
    const CommandLine line;
    const QString path = line.folder() + u"/state/gatehouse/gatehouse.log"_s;
    QVERIFY(!QFile::exists(path));
    const auto server = line.start({u"--json"_s, u"serve"_s, u"--port"_s, u"0"_s});
    QByteArray said;
    while (!said.endsWith("\n}\n") && server->waitForReadyRead(20000))
        said += server->readAllStandardOutput();
    const QJsonObject told = QJsonDocument::fromJson(said).object();
    QCOMPARE(told["log"_L1].toString(), path);
    const quint16 port = static_cast<quint16>(told["port"_L1].toInt());
    const QByteArray secret = "Zx9canaryQ1w2E3r4T5y6U7i8O9p0A1s2D3f4G5h6J7";
    for (const QByteArray &target :
         {"/.well-known/jwks.json?state="_ba + secret, "/unknown/"_ba + secret, "/authorize?code="_ba + secret}) {
        QTcpSocket socket;
        socket.connectToHost(u"127.0.0.1"_s, port);
        QVERIFY(socket.waitForConnected(5000));
        socket.write("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(port) +
                     "\r\nAuthorization: Bearer " + secret + "\r\nConnection: close\r\n\r\n");
        QVERIFY(socket.waitForReadyRead(20000));
    }
    server->terminate();
    QVERIFY(server->waitForFinished(20000));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray log = file.readAll();
    QVERIFY2(log.contains(" GET /.well-known/jwks.json 200\n"), log.constData());
    QVERIFY2(log.contains(" GET /unknown/REDACTED 404\n"), log.constData());
    QVERIFY2(!log.contains("canary") && !server->readAllStandardError().contains("canary"), log.constData());
    QCOMPARE(file.permissions() & ~(QFile::ReadUser | QFile::WriteUser), QFile::ReadOwner | QFile::WriteOwner);
}

QTEST_GUILESS_MAIN(tst_app_Output)
#include "tst_app_Output.moc"
