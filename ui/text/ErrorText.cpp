#include "ui/text/ErrorText.h"

#include "models/base/Redaction.h"
#include "models/base/Text.h"
#include "models/jose/Jwk.h"
#include "ui/text/TokenFaultText.h"

#include <QCoreApplication>

namespace gatehouse::ui::text {

namespace {

class ErrorWords
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::ui::text::ErrorText)
};

/// Paths are kept whole as far as a line allows; everything else that is long tells no more by being longer.
constexpr qsizetype subjectLimit = 300;

ErrorText storeText(base::ErrorCode code, const QString &path)
{
    using enum base::ErrorCode;
    switch (code) {
    case StoreIsLink:
        return {ErrorWords::tr("%1 is a symbolic link, and a store is none.").arg(path),
                ErrorWords::tr("Whoever may change the link could put another store in its place. Nothing was opened."),
                ErrorWords::tr("Name the file the link leads to.")};
    case StoreOfOthers:
        return {ErrorWords::tr("%1 belongs to another user.").arg(path),
                ErrorWords::tr("Its owner could change which clients get tokens. Nothing was opened."),
                ErrorWords::tr("Start Gatehouse as that user, or take a copy of your own.")};
    case StoreOpenToAll:
        return {ErrorWords::tr("Everybody on this machine may write to %1.").arg(path),
                ErrorWords::tr("Anybody could change which clients get tokens. Nothing was opened."),
                ErrorWords::tr("Take the right away with chmod o-w, or choose another store with --store FILE.")};
    case StoreReadOnly:
        return {ErrorWords::tr("The store %1 can be read but not written.").arg(path),
                ErrorWords::tr("The file, its folder or the whole disk is read-only for you. Nothing was changed."),
                ErrorWords::tr("Make the file and its folder writable, or choose another store with --store FILE.")};
    case StoreTooNew:
        return {ErrorWords::tr("The store %1 was written by a newer version of Gatehouse.").arg(path),
                ErrorWords::tr("This version does not know its layout and leaves it untouched."),
                ErrorWords::tr("Install the newer version, or choose another store with --store FILE.")};
    case StoreCorrupt:
        return {ErrorWords::tr("The store %1 is damaged.").arg(path),
                ErrorWords::tr("SQLite's integrity check failed, as it does after a disk fault or an incomplete copy."),
                ErrorWords::tr("Put back a copy from a backup. The damaged file is left as it is.")};
    case StoreForeign:
        return {ErrorWords::tr("%1 is not a Gatehouse store.").arg(path),
                ErrorWords::tr("The file belongs to another program and is left untouched."),
                ErrorWords::tr("Name a Gatehouse store, or a file that does not exist yet to start a new one.")};
    case StoreFull:
        return {ErrorWords::tr("There is no space left for the store %1.").arg(path),
                ErrorWords::tr("The disk is full; the change was not saved and the store is as it was before."),
                ErrorWords::tr("Free some space and try again.")};
    case StoreBusy:
        return {ErrorWords::tr("The store %1 is held by another process.").arg(path),
                ErrorWords::tr("It was not released for longer than Gatehouse waits. The change was not saved."),
                ErrorWords::tr("Try again; if it lasts, close the other program that has the file open.")};
    case KeyMissing:
        return {
            ErrorWords::tr("The key file of the store is missing or does not fit: %1").arg(path),
            ErrorWords::tr("The secrets in a store are sealed with the key file beside it, whose name ends in .key. "
                           "A copy of the store alone cannot be opened."),
            ErrorWords::tr("Copy the key file that belongs to this store next to it, readable by you alone.")};
    case SealBroken:
        return {ErrorWords::tr("A sealed secret does not open: %1").arg(path),
                ErrorWords::tr("It was altered, moved, or belongs to another store."),
                ErrorWords::tr("Put back a backup of the store, or make a new secret for this API or client.")};
    default:
        return {
            ErrorWords::tr("The store %1 cannot be opened.").arg(path),
            ErrorWords::tr("The file or its folder does not exist, is not readable for you, or is no regular file."),
            ErrorWords::tr("Check the path and its permissions, or choose another store with --store FILE.")};
    }
}

/// About the one thing that opens a store's secrets: what it is under, and why it stays closed. Nothing is lost in any.
ErrorText protectionText(base::ErrorCode code, const QString &path)
{
    using enum base::ErrorCode;
    switch (code) {
    case PassphraseNeeded:
        return {
            ErrorWords::tr("The store's key is protected by a passphrase: %1").arg(path),
            ErrorWords::tr("Nobody is at a terminal to be asked for it."),
            ErrorWords::tr("Name a file that holds it with --passphrase-file FILE; - reads it from standard input.")};
    case PassphraseWrong:
        return {ErrorWords::tr("This passphrase does not open the store's key: %1").arg(path),
                ErrorWords::tr("It is not the one the store was protected with, or the key file was altered."),
                ErrorWords::tr("Try again; capital letters and the keyboard's layout count.")};
    case KeychainMissing:
        return {ErrorWords::tr("There is no keychain here: %1").arg(path),
                ErrorWords::tr("No Secret Service and no KWallet answers in this session. Nothing was changed."),
                ErrorWords::tr("Start the desktop's keychain and try again, or protect the store in another way.")};
    case KeychainRefused:
        return {ErrorWords::tr("The keychain did not let Gatehouse in: %1").arg(path),
                ErrorWords::tr("It is locked, or access was denied. Nothing was changed."),
                ErrorWords::tr("Unlock the keychain, allow the access, and try again.")};
    case KeychainSilent:
        return {ErrorWords::tr("The keychain did not answer in time: %1").arg(path),
                ErrorWords::tr("It is busy, or waits for a question of its own to be answered. Nothing was changed."),
                ErrorWords::tr("Answer what the keychain asks and try again.")};
    default:
        return {ErrorWords::tr("The keychain does not hold the key of this store: %1").arg(path),
                ErrorWords::tr("Its entry was deleted or replaced, or this is another account's keychain. No new key "
                               "was made, for it could not open what is sealed."),
                ErrorWords::tr("Put back the keychain from a backup, or the key file of the time before, and try "
                               "again.")};
    }
}

ErrorText networkText(const base::Error &error, const QString &subject)
{
    using enum base::ErrorCode;
    switch (error.code) {
    case PortInUse:
        return {ErrorWords::tr("Port %1 is already in use.").arg(subject),
                ErrorWords::tr("Another program, or another Gatehouse, listens there."),
                ErrorWords::tr("Stop the other program or choose another port; port 0 takes any free one.")};
    case PortForbidden:
        return {ErrorWords::tr("The system does not let Gatehouse listen on port %1.").arg(subject),
                ErrorWords::tr("Ports below 1024 are kept for the system."),
                ErrorWords::tr("Choose a port from 1024 to 65535.")};
    case TimedOut:
        return {ErrorWords::tr("%1 did not answer in time.").arg(subject),
                ErrorWords::tr("The server is busy, or something between here and there holds the connection open."),
                ErrorWords::tr("Try again; if it lasts, restart the server.")};
    case TooLarge:
        return {ErrorWords::tr("%1 is larger than Gatehouse accepts.").arg(subject),
                ErrorWords::tr("Whatever comes from outside has a size limit, so that it cannot fill the memory."),
                ErrorWords::tr("Check that this is the right address or file.")};
    case UnexpectedAnswer:
        return {error.httpStatus > 0 ? ErrorWords::tr("%1 answered something unexpected (HTTP status %2).")
                                           .arg(subject, QString::number(error.httpStatus))
                                     : ErrorWords::tr("%1 answered something unexpected.").arg(subject),
                ErrorWords::tr(
                    "The answer is not what the protocol says: perhaps another program listens at this address."),
                ErrorWords::tr("Check the address, or restart Gatehouse's server on another port.")};
    default:
        return {ErrorWords::tr("Nothing answers at %1.").arg(subject),
                ErrorWords::tr("The authorization server is switched off or on another port."),
                ErrorWords::tr(
                    "Start the server with the switch in the status bar or with `gatehouse serve`, then try again.")};
    }
}

/// Why a file is of no use, from the code in an error's detail.
QString unfitText(const QString &code)
{
    if (const auto key = jose::keyErrorOf(code))
        return keyErrorText(*key);
    if (code == QLatin1StringView("no-token"))
        return ErrorWords::tr("There is no token in it that can be read.");
    if (code == QLatin1StringView("secret-short"))
        return ErrorWords::tr("The secret is shorter than the hash of its algorithm (RFC 7518 section 3.2).");
    if (code == QLatin1StringView("algorithm-unknown"))
        return ErrorWords::tr("The algorithm that was named is none that Gatehouse signs with.");
    if (code == QLatin1StringView("key-of-other-algorithm"))
        return ErrorWords::tr("The key does not sign with the algorithm that was named.");
    return ErrorWords::tr("It is not of the kind that was asked for.");
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
        return {ErrorWords::tr("Cancelled."),
                ErrorWords::tr("It was stopped before it was done, or a newer request took its place."),
                {}};
    case Internal:
        return {given.isEmpty() ? ErrorWords::tr("Something went wrong inside Gatehouse.")
                                : ErrorWords::tr("Something went wrong inside Gatehouse: %1").arg(given),
                ErrorWords::tr("A library refused something it should not refuse. Nothing was changed."),
                ErrorWords::tr("Try again; if it happens again, report it with the details.")};
    case NotFound:
        return {
            given.isEmpty() ? ErrorWords::tr("There is no such object.")
                            : ErrorWords::tr("There is no API, client or grant “%1”.").arg(given),
            ErrorWords::tr("The name is misspelt, or it was deleted meanwhile."),
            ErrorWords::tr("An API is named by its id or identifier, a client by its id or name; `list` shows them.")};
    case Ambiguous:
        return {ErrorWords::tr("More than one object is called “%1”.").arg(given),
                ErrorWords::tr("A name finds one object only when no other has it."),
                ErrorWords::tr("Name it by its id; `list` shows the ids.")};
    case Refused:
        return {given.isEmpty() ? ErrorWords::tr("A rule of the tenant forbids this change.")
                                : ErrorWords::tr("A rule of the tenant forbids this change: %1").arg(given),
                ErrorWords::tr("It would leave the tenant in a state no API or client may be in. Nothing was changed."),
                ErrorWords::tr("Reload and look at what was changed meanwhile.")};
    case Conflict:
        return {given.isEmpty() ? ErrorWords::tr("The same thing was changed elsewhere meanwhile.")
                                : ErrorWords::tr("%1 was changed elsewhere meanwhile.").arg(given),
                ErrorWords::tr("Another window or command wrote a different value. Yours was not saved."),
                ErrorWords::tr("Reload, look at the present value, and make your change again.")};
    case StoreUnreadable:
    case StoreIsLink:
    case StoreOfOthers:
    case StoreOpenToAll:
    case StoreReadOnly:
    case StoreTooNew:
    case StoreCorrupt:
    case StoreForeign:
    case StoreFull:
    case StoreBusy:
    case KeyMissing:
    case SealBroken:
        return storeText(error.code, given);
    case PassphraseNeeded:
    case PassphraseWrong:
    case KeychainMissing:
    case KeychainRefused:
    case KeychainSilent:
    case KeychainMismatch:
        return protectionText(error.code, given);
    case PortInUse:
    case PortForbidden:
    case ServerUnreachable:
    case TimedOut:
    case TooLarge:
    case UnexpectedAnswer:
        return networkText(error, given.isEmpty() ? ErrorWords::tr("The authorization server") : given);
    case FileUnreadable:
        return {ErrorWords::tr("The file %1 cannot be read.").arg(given),
                ErrorWords::tr("It does not exist, or you may not read it."),
                ErrorWords::tr("Check the path and its permissions.")};
    case FileUnfit:
        return {ErrorWords::tr("What the file %1 holds cannot be used here.").arg(given), unfitText(error.detail),
                ErrorWords::tr("Name another file, or other options that go with it.")};
    case FileUnwritable:
        return {ErrorWords::tr("The file %1 cannot be written.").arg(given),
                ErrorWords::tr("Its folder does not exist, is read-only for you, or the disk is full."),
                ErrorWords::tr("Choose another place, or make this one writable.")};
    }
    return {ErrorWords::tr("Something went wrong."), {}, {}};
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
