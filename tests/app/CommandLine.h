#pragma once

#include <QByteArray>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>

#include <memory>

namespace gatehouse::tests {

using namespace Qt::StringLiterals;

/// How one run of the program ended.
struct Ran
{
    int exit = -1;
    QByteArray out;
    QByteArray err;

    QJsonObject object() const { return QJsonDocument::fromJson(out).object(); }
    QJsonArray array() const { return QJsonDocument::fromJson(out).array(); }
    /// Of an inspection.
    QStringList findingIds() const;
    /// Both outputs, for a message when something is not as it should be.
    QByteArray all() const { return out + err; }
};

/// The built `gatehouse` with a home folder and a store of its own.
class CommandLine
{
public:
    /// With a tenant as a first start makes it. The tenant is made once per program and copied.
    CommandLine();

    QString store() const { return m_folder.filePath(u"tenant.gatehouse"_s); }
    QString folder() const { return m_folder.path(); }
    QByteArray storeBytes() const;

    /// Runs with --store of this tenant in front.
    Ran run(const QStringList &arguments, const QByteArray &input = {}) const;
    Ran json(const QStringList &arguments, const QByteArray &input = {}) const;
    /// Runs with these arguments exactly.
    Ran runPlain(const QStringList &arguments, const QByteArray &input = {}) const;
    /// Starts and leaves running; ended with the pointer.
    std::unique_ptr<QProcess> start(const QStringList &arguments) const;

    /// Lets the tenant remember a port that was free: the preferred one may be another test's at any time, and a token
    /// from there is another issuer's.
    void takePort() const;

    static QString program();

private:
    void prepare(QProcess &process) const;

    QTemporaryDir m_folder;
};

} // namespace gatehouse::tests
