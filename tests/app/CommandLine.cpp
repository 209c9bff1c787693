#include "CommandLine.h"

#include <QDir>
#include <QFile>
#include <QTest>

namespace gatehouse::tests {

using namespace Qt::StringLiterals;

namespace {

/// The folder of the tenant that every test starts from.
const QTemporaryDir &firstTenant()
{
    static const QTemporaryDir folder;
    static bool isMade = false;
    if (!isMade) {
        isMade = true;
        QProcess process;
        process.start(CommandLine::program(),
                      {u"--store"_s, folder.filePath(u"tenant.gatehouse"_s), u"api"_s, u"list"_s});
        if (!process.waitForFinished(60000) || process.exitCode() != 0)
            qFatal("the first tenant could not be made: %s", process.readAllStandardError().constData());
    }
    return folder;
}

} // namespace

CommandLine::CommandLine()
{
    const QDir from(firstTenant().path());
    const QStringList files = from.entryList(QDir::Files);
    for (const QString &name : files)
        QFile::copy(from.filePath(name), m_folder.filePath(name));
}

QString CommandLine::program()
{
    return qEnvironmentVariable("GATEHOUSE_BUILD_DIR") + u"/bin/gatehouse"_s;
}

QByteArray CommandLine::storeBytes() const
{
    QByteArray bytes;
    for (const char *suffix : {"", "-wal"}) {
        QFile file(store() + QLatin1StringView(suffix));
        if (file.open(QIODevice::ReadOnly))
            bytes += file.readAll();
    }
    return bytes;
}

void CommandLine::prepare(QProcess &process) const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"XDG_DATA_HOME"_s, m_folder.filePath(u"data"_s));
    environment.insert(u"XDG_STATE_HOME"_s, m_folder.filePath(u"state"_s));
    process.setProcessEnvironment(environment);
}

Ran CommandLine::runPlain(const QStringList &arguments, const QByteArray &input) const
{
    QProcess process;
    prepare(process);
    process.start(program(), arguments);
    if (!process.waitForStarted())
        qFatal("%s does not start", qPrintable(program()));
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(90000)) {
        process.kill();
        process.waitForFinished();
        return {-1, process.readAllStandardOutput(), process.readAllStandardError() + "(did not end)"};
    }
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -2, process.readAllStandardOutput(),
            process.readAllStandardError()};
}

QStringList Ran::findingIds() const
{
    QStringList ids;
    const QJsonArray findings = object()["findings"_L1].toArray();
    for (const auto &finding : findings)
        ids.append(finding.toObject()["id"_L1].toString());
    return ids;
}

Ran CommandLine::run(const QStringList &arguments, const QByteArray &input) const
{
    return runPlain(QStringList{u"--store"_s, store()} + arguments, input);
}

Ran CommandLine::json(const QStringList &arguments, const QByteArray &input) const
{
    return run(arguments + QStringList{u"--json"_s}, input);
}

std::unique_ptr<QProcess> CommandLine::start(const QStringList &arguments) const
{
    auto process = std::make_unique<QProcess>();
    prepare(*process);
    process->start(program(), QStringList{u"--store"_s, store()} + arguments);
    process->waitForStarted();
    return process;
}

void CommandLine::takePort() const
{
    const auto serve = start({u"serve"_s, u"--port"_s, u"0"_s});
    QByteArray said;
    while (!said.contains('\n') && serve->waitForReadyRead(20000))
        said += serve->readAllStandardOutput();
    serve->terminate();
    if (!serve->waitForFinished() || !said.contains("http://127.0.0.1:"))
        qFatal("no port could be had: %s", said.constData());
}

} // namespace gatehouse::tests
