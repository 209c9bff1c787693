#include "ui/text/ErrorText.h"

#include "models/base/Redaction.h"
#include "models/base/Text.h"

#include <QCoreApplication>

namespace gatehouse::ui::text {

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::ui::text::ErrorText)
};

/// Paths are kept whole as far as a line allows; everything else that is long tells no more by being longer.
constexpr qsizetype subjectLimit = 300;

ErrorText storeText(base::ErrorCode code, const QString &path)
{
    using enum base::ErrorCode;
    switch (code) {
    case StoreReadOnly:
        return {Words::tr("The store %1 can be read but not written.").arg(path),
                Words::tr("The file, its folder or the whole disk is read-only for you. Nothing was changed."),
                Words::tr("Make the file and its folder writable, or choose another store with --store FILE.")};
    case StoreTooNew:
        return {Words::tr("The store %1 was written by a newer version of Gatehouse.").arg(path),
                Words::tr("This version does not know its layout and leaves it untouched."),
                Words::tr("Install the newer version, or choose another store with --store FILE.")};
    case StoreCorrupt:
        return {Words::tr("The store %1 is damaged.").arg(path),
                Words::tr("SQLite's integrity check failed, as it does after a disk fault or an incomplete copy."),
                Words::tr("Put back a copy from a backup. The damaged file is left as it is.")};
    case StoreForeign:
        return {Words::tr("%1 is not a Gatehouse store.").arg(path),
                Words::tr("The file belongs to another program and is left untouched."),
                Words::tr("Name a Gatehouse store, or a file that does not exist yet to start a new one.")};
    case StoreFull:
        return {Words::tr("There is no space left for the store %1.").arg(path),
                Words::tr("The disk is full; the change was not saved and the store is as it was before."),
                Words::tr("Free some space and try again.")};
    case StoreBusy:
        return {Words::tr("The store %1 is held by another process.").arg(path),
                Words::tr("It was not released for longer than Gatehouse waits. The change was not saved."),
                Words::tr("Try again; if it lasts, close the other program that has the file open.")};
    case KeyMissing:
        return {Words::tr("The key file of the store is missing or does not fit: %1").arg(path),
                Words::tr("The secrets in a store are sealed with the key file beside it, whose name ends in .key. "
                          "A copy of the store alone cannot be opened."),
                Words::tr("Copy the key file that belongs to this store next to it, readable by you alone.")};
    case SealBroken:
        return {Words::tr("A sealed secret does not open: %1").arg(path),
                Words::tr("It was altered, moved, or belongs to another store."),
                Words::tr("Put back a backup of the store, or make a new secret for this API or client.")};
    default:
        return {Words::tr("The store %1 cannot be opened.").arg(path),
                Words::tr("The file or its folder does not exist, is not readable for you, or is no regular file."),
                Words::tr("Check the path and its permissions, or choose another store with --store FILE.")};
    }
}

ErrorText networkText(const base::Error &error, const QString &subject)
{
    using enum base::ErrorCode;
    switch (error.code) {
    case PortInUse:
        return {Words::tr("Port %1 is already in use.").arg(subject),
                Words::tr("Another program, or another Gatehouse, listens there."),
                Words::tr("Stop the other program or choose another port; port 0 takes any free one.")};
    case PortForbidden:
        return {Words::tr("The system does not let Gatehouse listen on port %1.").arg(subject),
                Words::tr("Ports below 1024 are kept for the system."), Words::tr("Choose a port from 1024 to 65535.")};
    case TimedOut:
        return {Words::tr("%1 did not answer in time.").arg(subject),
                Words::tr("The server is busy, or something between here and there holds the connection open."),
                Words::tr("Try again; if it lasts, restart the server.")};
    case TooLarge:
        return {Words::tr("%1 is larger than Gatehouse accepts.").arg(subject),
                Words::tr("Whatever comes from outside has a size limit, so that it cannot fill the memory."),
                Words::tr("Check that this is the right address or file.")};
    case UnexpectedAnswer:
        return {error.httpStatus > 0 ? Words::tr("%1 answered something unexpected (HTTP status %2).")
                                           .arg(subject, QString::number(error.httpStatus))
                                     : Words::tr("%1 answered something unexpected.").arg(subject),
                Words::tr("The answer is not what the protocol says: perhaps another program listens at this address."),
                Words::tr("Check the address, or restart Gatehouse's server on another port.")};
    default:
        return {
            Words::tr("Nothing answers at %1.").arg(subject),
            Words::tr("The authorization server is switched off or on another port."),
            Words::tr("Start the server with the switch in the status bar or with `gatehouse serve`, then try again.")};
    }
}

} // namespace

QString ErrorText::oneLine() const
{
    QString line = what;
    for (const QString *part : {&why, &action}) {
        if (!part->isEmpty())
            line += u' ' + *part;
    }
    return line;
}

ErrorText errorText(const base::Error &error)
{
    using enum base::ErrorCode;
    const QString given = base::visibleText(error.subject, subjectLimit);
    switch (error.code) {
    case Cancelled:
        return {Words::tr("Cancelled."),
                Words::tr("It was stopped before it was done, or a newer request took its place."),
                {}};
    case Internal:
        return {given.isEmpty() ? Words::tr("Something went wrong inside Gatehouse.")
                                : Words::tr("Something went wrong inside Gatehouse: %1").arg(given),
                Words::tr("A library refused something it should not refuse. Nothing was changed."),
                Words::tr("Try again; if it happens again, report it with the details.")};
    case NotFound:
        return {given.isEmpty() ? Words::tr("There is no such object.")
                                : Words::tr("There is no API, client or grant “%1”.").arg(given),
                Words::tr("The name is misspelt, or it was deleted meanwhile."),
                Words::tr("An API is named by its id or identifier, a client by its id or name; `list` shows them.")};
    case Ambiguous:
        return {Words::tr("More than one object is called “%1”.").arg(given),
                Words::tr("Names of clients need not be unique."),
                Words::tr("Name it by its id; `list` shows the ids.")};
    case Refused:
        return {given.isEmpty() ? Words::tr("A rule of the tenant forbids this change.")
                                : Words::tr("A rule of the tenant forbids this change: %1").arg(given),
                Words::tr("It would leave the tenant in a state no API or client may be in. Nothing was changed."),
                Words::tr("Reload and look at what was changed meanwhile.")};
    case Conflict:
        return {given.isEmpty() ? Words::tr("The same thing was changed elsewhere meanwhile.")
                                : Words::tr("%1 was changed elsewhere meanwhile.").arg(given),
                Words::tr("Another window or command wrote a different value. Yours was not saved."),
                Words::tr("Reload, look at the present value, and make your change again.")};
    case StoreUnreadable:
    case StoreReadOnly:
    case StoreTooNew:
    case StoreCorrupt:
    case StoreForeign:
    case StoreFull:
    case StoreBusy:
    case KeyMissing:
    case SealBroken:
        return storeText(error.code, given);
    case PortInUse:
    case PortForbidden:
    case ServerUnreachable:
    case TimedOut:
    case TooLarge:
    case UnexpectedAnswer:
        return networkText(error, given.isEmpty() ? Words::tr("The authorization server") : given);
    case FileUnreadable:
        return {Words::tr("The file %1 cannot be read.").arg(given),
                Words::tr("It does not exist, or you may not read it."),
                Words::tr("Check the path and its permissions.")};
    case FileUnwritable:
        return {Words::tr("The file %1 cannot be written.").arg(given),
                Words::tr("Its folder does not exist, is read-only for you, or the disk is full."),
                Words::tr("Choose another place, or make this one writable.")};
    }
    return {Words::tr("Something went wrong."), {}, {}};
}

QString errorDetails(const base::Error &error)
{
    QStringList parts{base::errorName(error.code)};
    if (!error.step.isEmpty())
        parts.append(QStringLiteral("step: ") + error.step);
    if (error.httpStatus > 0)
        parts.append(QStringLiteral("HTTP status: %1").arg(error.httpStatus));
    if (!error.subject.isEmpty())
        parts.append(QStringLiteral("subject: ") + error.subject);
    if (!error.detail.isEmpty())
        parts.append(QStringLiteral("detail: ") + error.detail);
    return base::visibleText(base::redacted(parts.join(QStringLiteral("; "))));
}

} // namespace gatehouse::ui::text
