#pragma once

#include <QJsonDocument>
#include <QJsonObject>
#include <QList>
#include <QProcess>

namespace gatehouse::tests {

using namespace Qt::StringLiterals;

inline QJsonObject objectOf(QByteArrayView json)
{
    return QJsonDocument::fromJson(json.toByteArray()).object();
}

inline QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

/// What the program peers/`peer` answers to these lines in that mode (README.md), one each; empty when it failed.
inline QList<QJsonObject> askPeer(const QString &peer, const QString &mode, const QList<QJsonObject> &lines)
{
    QByteArray input;
    for (const QJsonObject &line : lines)
        input += compact(line) + '\n';
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(qEnvironmentVariable("GATEHOUSE_SOURCE_DIR") + u"/tests/interop/peers/"_s + peer, {mode});
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(60000) || process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0)
        return {};
    QList<QJsonObject> answers;
    const QByteArrayList outputLines = process.readAllStandardOutput().trimmed().split('\n');
    for (const QByteArray &line : outputLines)
        answers.append(objectOf(line));
    return answers;
}

} // namespace gatehouse::tests
