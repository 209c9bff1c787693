#pragma once

#include <QProcess>
#include <QStandardPaths>
#include <QString>

#include <optional>

namespace gatehouse::tests {

/// Runs an interpreter over `code` on its standard input; nothing when this machine has none of that name.
struct Interpreted
{
    int exitCode = -1;
    QByteArray output;
    QByteArray errors;
};

inline std::optional<Interpreted> interpret(const QString &program, const QStringList &arguments,
                                            const QByteArray &code)
{
    const QString path = QStandardPaths::findExecutable(program);
    if (path.isEmpty())
        return std::nullopt;
    QProcess process;
    process.start(path, arguments);
    process.write(code);
    process.closeWriteChannel();
    if (!process.waitForFinished(30000))
        return Interpreted{};
    return Interpreted{.exitCode = process.exitCode(),
                       .output = process.readAllStandardOutput(),
                       .errors = process.readAllStandardError()};
}

} // namespace gatehouse::tests
