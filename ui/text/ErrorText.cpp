#include "ui/text/ErrorText.h"

#include "models/base/Redaction.h"
#include "models/base/Text.h"
#include "models/jose/Jwk.h"
#include "ui/text/ClientText.h"
#include "ui/text/IssuerText.h"
#include "ui/text/TenantErrorText.h"
#include "ui/text/TokenFaultText.h"

#include <QCoreApplication>

namespace gatehouse::ui::text {

using namespace Qt::StringLiterals;

namespace {

class ErrorWords
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::ui::text::ErrorText)
};

/// Paths are kept whole as far as a line allows; everything else that is long tells no more by being longer.
constexpr qsizetype subjectLimit = 300;

/// The parts of a store, as StateGuard names them.
QString partsText(const QString &codes)
{
    QStringList parts;
    const QStringList list = codes.split(u',');
    for (const QString &code : list) {
        if (code == "tenant"_L1)
            parts.append(ErrorWords::tr("its settings"));
        else if (code == "apis"_L1)
            parts.append(ErrorWords::tr("its APIs"));
        else if (code == "clients"_L1)
            parts.append(ErrorWords::tr("its clients"));
        else if (code == "grants"_L1)
            parts.append(ErrorWords::tr("its grants"));
        else if (code == "signing-keys"_L1)
            parts.append(ErrorWords::tr("its signing keys"));
        else if (code == "users"_L1)
            parts.append(ErrorWords::tr("its test users"));
        else if (code == "consents"_L1)
            parts.append(ErrorWords::tr("what its users agreed to"));
        else if (code == "revision"_L1)
            parts.append(ErrorWords::tr("its revision"));
        else
            parts.append(ErrorWords::tr("its authenticated head"));
    }
    return parts.join(ErrorWords::tr(", "));
}

/// A row that no version of Gatehouse writes: which object it is, and where in the store.
ErrorText unknownValueText(const QString &object, const QString &detail)
{
    const QString table = detail.section(u'/', 0, 0);
    const QString column = detail.section(u'/', 1, 1);
    const QString value = detail.section(u'/', 2);
    const QString why =
        ErrorWords::tr("The column %1 of the table %2 holds “%3”, which no version of Gatehouse writes.")
            .arg(column, table, value);
    const QString action = ErrorWords::tr("Restore a backup, and find out who can write to the file.");
    if (table == "api"_L1)
        return {ErrorWords::tr("The API %1 cannot be read from the store.").arg(object), why, action};
    if (table == "signing_key"_L1)
        return {ErrorWords::tr("The signing key %1 cannot be read from the store.").arg(object), why, action};
    if (table == "client"_L1)
        return {ErrorWords::tr("The client %1 cannot be read from the store.").arg(object), why, action};
    if (table == "client_grant"_L1)
        return {ErrorWords::tr("The grant %1 cannot be read from the store.").arg(object), why, action};
    if (table == "user"_L1)
        return {ErrorWords::tr("The user %1 cannot be read from the store.").arg(object), why, action};
    if (table == "consent"_L1)
        return {ErrorWords::tr("The consent %1 cannot be read from the store.").arg(object), why, action};
    return {ErrorWords::tr("The activity entry %1 cannot be read from the store.").arg(object), why, action};
}

/// About a store that is not, or no longer, what is at its path.
ErrorText lostStoreText(base::ErrorCode code, const QString &path, const QString &detail)
{
    using enum base::ErrorCode;
    switch (code) {
    case StoreMissing:
    case StoreEmpty:
        return {code == StoreMissing ? ErrorWords::tr("The store %1 is missing.").arg(path)
                                     : ErrorWords::tr("The store %1 is empty (0 bytes).").arg(path),
                ErrorWords::tr("This is not a first start, because %1 is still there. Nothing was created or changed.")
                    .arg(detail),
                ErrorWords::tr("Put the file back, restore a backup with `gatehouse store restore BACKUP`, or choose "
                               "another store with --store FILE.")};
    case StoreGone:
        return {ErrorWords::tr("The store %1 was moved or deleted while it was open.").arg(path),
                ErrorWords::tr("No change is saved and no token is issued until it is back."),
                ErrorWords::tr("Put the file back, or restore a backup. You can still back up what is open.")};
    case StoreRolledBack:
        return {ErrorWords::tr("The store %1 is not in the state that this machine saw last.").arg(path),
                ErrorWords::tr("An older copy was put in its place. No token is issued from it until you accept that."),
                ErrorWords::tr("Accept it with `gatehouse store check --accept` or in the window, or restore a newer "
                               "backup with `gatehouse store restore BACKUP`.")};
    case StoreReplaced:
        return {ErrorWords::tr("The store %1 was replaced while it was open.").arg(path),
                ErrorWords::tr("The change was made for the previous content and was not saved."),
                ErrorWords::tr("Check what is shown now, and make the change again.")};
    default:
        return {ErrorWords::tr("The log of the store %1 was removed while it was open.").arg(path),
                detail.isEmpty() ? ErrorWords::tr("Gatehouse has stopped writing. The latest changes were only in the "
                                                  "log and could not be saved to another file.")
                                 : ErrorWords::tr("Gatehouse has stopped writing. The latest changes were only in the "
                                                  "log; the whole store was saved to %1.")
                                       .arg(detail),
                ErrorWords::tr("Restore that file or a backup with `gatehouse store restore BACKUP`.")};
    }
}

ErrorText storeText(const base::Error &error, const QString &path)
{
    using enum base::ErrorCode;
    switch (error.code) {
    case StoreAltered:
        return {
            ErrorWords::tr("The store %1 was changed by something other than Gatehouse.").arg(path),
            ErrorWords::tr("What does not fit: %1. No token is issued from this store, and none is verified with it.")
                .arg(partsText(error.detail)),
            ErrorWords::tr("Restore a backup, and find out who can write to the file.")};
    case KeyForeign:
        if (error.step == base::ErrorStep::RestoreStore)
            return {
                ErrorWords::tr("%1 is a backup of another store.").arg(path),
                ErrorWords::tr("The key file of this store does not open it. Nothing was replaced."),
                ErrorWords::tr("Choose a backup of this store, or open that backup as a store of its own, with its own "
                               "key file beside it.")};
        return {ErrorWords::tr("The key file beside the store %1 belongs to another store.").arg(path),
                ErrorWords::tr("New secrets would be sealed under a key that is not this store's. Nothing was opened."),
                ErrorWords::tr("Put back the key file that belongs to this store, from the same backup.")};
    case StoreIsLink:
        return {
            ErrorWords::tr("%1 is a symbolic link. Gatehouse opens regular files only.").arg(path),
            ErrorWords::tr("Anyone who can change the link could put another store in its place. Nothing was opened."),
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
        return {
            ErrorWords::tr("There is no space left for the store %1.").arg(path),
            ErrorWords::tr("The disk is full, or a limit on the size of files was reached. Nothing was saved, and the "
                           "store is as it was before."),
            ErrorWords::tr("Free some space or raise the limit, and try again.")};
    case StoreBusy:
        return {ErrorWords::tr("The store %1 is held by another process.").arg(path),
                ErrorWords::tr("It was not released for longer than Gatehouse waits. Nothing was saved."),
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
                ErrorWords::tr("Answer the keychain's question and try again.")};
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
    if (code == "is-the-store"_L1)
        return ErrorWords::tr("It is the store itself.");
    if (code == "no-token"_L1)
        return ErrorWords::tr("It contains no readable token.");
    if (code == "secret-short"_L1)
        return ErrorWords::tr("The secret is shorter than the hash of its algorithm (RFC 7518 section 3.2).");
    if (code == "algorithm-unknown"_L1)
        return ErrorWords::tr("Gatehouse cannot sign with this algorithm.");
    if (code == "key-of-other-algorithm"_L1)
        return ErrorWords::tr("The key does not sign with the algorithm that was named.");
    if (code == "client-signs-nothing"_L1)
        return ErrorWords::tr("This client does not authenticate with a private key.");
    if (code == "key-of-another-client"_L1)
        return clientKeyFaultText({.kind = flow::ClientKeyFault::Kind::OfNobody});
    if (code == "key-signs-nothing"_L1)
        return clientKeyFaultText({.kind = flow::ClientKeyFault::Kind::SignsNothing});
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
    if (isIssuerError(error))
        return issuerErrorText(error, given);
    if (isTenantError(error))
        return tenantErrorText(error, given);
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
            ErrorWords::tr("The name is misspelt, or it was deleted in the meantime."),
            ErrorWords::tr("An API is named by its id or identifier, a client by its id or name; `list` shows them.")};
    case Ambiguous:
        return {ErrorWords::tr("More than one object is called “%1”.").arg(given),
                ErrorWords::tr("A name finds one object only when no other has it."),
                ErrorWords::tr("Name it by its id; `list` shows the ids.")};
    case Refused:
        return {given.isEmpty() ? ErrorWords::tr("A rule of the tenant forbids this change.")
                                : ErrorWords::tr("A rule of the tenant forbids this change: %1").arg(given),
                ErrorWords::tr("It would leave the tenant in a state no API or client may be in. Nothing was changed."),
                ErrorWords::tr("Reload and look at what changed in the meantime.")};
    case Conflict:
        return {given.isEmpty() ? ErrorWords::tr("The same object was changed elsewhere in the meantime.")
                                : ErrorWords::tr("%1 was changed elsewhere in the meantime.").arg(given),
                ErrorWords::tr("Another window or command wrote a different value. Yours was not saved."),
                ErrorWords::tr("Reload, look at the present value, and make your change again.")};
    case StoreMissing:
    case StoreEmpty:
    case StoreGone:
    case StoreReplaced:
    case StoreRolledBack:
    case StoreLogGone:
        return lostStoreText(error.code, given, base::visibleText(error.detail, subjectLimit));
    case StoreValueUnknown:
        return unknownValueText(given, base::visibleText(error.detail, subjectLimit));
    case ThreadRefused:
        return {ErrorWords::tr("The system refuses to start another thread."),
                ErrorWords::tr("A limit on processes or threads was reached (ulimit -u). Nothing was changed."),
                ErrorWords::tr("End other programs or raise the limit, and try again.")};
    case MemoryRefused:
        return {ErrorWords::tr("There is not enough memory."),
                ErrorWords::tr("The system refused memory that this needs. Nothing was changed."),
                ErrorWords::tr("End other programs or raise the limit (ulimit -v), and try again.")};
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
    case StoreAltered:
    case KeyForeign:
        return storeText(error, given);
    case PassphraseNeeded:
    case PassphraseWrong:
    case KeychainMissing:
    case KeychainRefused:
    case KeychainSilent:
    case KeychainMismatch:
        return protectionText(error.code, given);
    case ClientKeyNeeded:
        return {ErrorWords::tr("%1 signs its requests with a private key, which Gatehouse does not have.").arg(given),
                ErrorWords::tr("The tenant holds only its public key."),
                ErrorWords::tr("Choose its key file on the Test tab of an API, or name it with --key FILE.")};
    case PortInUse:
    case PortForbidden:
    case ServerUnreachable:
    case TimedOut:
    case TooLarge:
    case UnexpectedAnswer:
        return networkText(error, given.isEmpty() ? ErrorWords::tr("The authorization server") : given);
    case FileUnreadable:
        if (error.detail == u"folder")
            return {ErrorWords::tr("The file %1 cannot be read.").arg(given), ErrorWords::tr("It is a folder."),
                    ErrorWords::tr("Name the files in it instead.")};
        return {ErrorWords::tr("The file %1 cannot be read.").arg(given),
                ErrorWords::tr("It does not exist, or you cannot read it."),
                ErrorWords::tr("Check the path and its permissions.")};
    case FileUnfit:
        return {ErrorWords::tr("What the file %1 holds cannot be used here.").arg(given), unfitText(error.detail),
                ErrorWords::tr("Name another file, or other options that go with it.")};
    case FileUnwritable:
        return {ErrorWords::tr("The file %1 cannot be written.").arg(given),
                ErrorWords::tr("Its folder does not exist, is read-only for you, or the disk is full."),
                ErrorWords::tr("Choose another place, or make this one writable.")};
    case FileExists:
        if (error.step == base::ErrorStep::ExportAuthority)
            return {ErrorWords::tr("The file %1 already exists.").arg(given),
                    ErrorWords::tr("It was not replaced, because it contains something other than certificates."),
                    ErrorWords::tr("Choose another name.")};
        return {ErrorWords::tr("The file %1 already exists.").arg(given), ErrorWords::tr("It was not replaced."),
                ErrorWords::tr("Choose another name, or add --replace to replace a backup.")};
    case TlsRefused:
    case LoginRefused:
    case ScopeMissing:
    case RateLimited:
    case TenantRefused:
    case PartlyDone:
    case ConnectionUnfit:
    case IssuerUnfit:
        break; // answered above
    }
    return {ErrorWords::tr("Something went wrong."), {}, {}};
}

QString endingFailed(const base::Error &error)
{
    return ErrorWords::tr(
               "The change is saved, but the sessions and refresh tokens it takes back go on. Revoke them by "
               "hand. %1")
        .arg(errorText(error).oneLine());
}

QString errorDetails(const base::Error &error)
{
    QStringList parts{base::errorName(error.code)};
    if (error.step != base::ErrorStep::None)
        parts.append(u"step: "_s + errorStepText(error.step));
    if (error.httpStatus > 0)
        parts.append(u"HTTP status: %1"_s.arg(error.httpStatus));
    if (!error.subject.isEmpty())
        parts.append(u"subject: "_s + error.subject);
    if (!error.detail.isEmpty())
        parts.append(u"detail: "_s + error.detail);
    return base::visibleText(base::redacted(parts.join(u"; "_s)));
}

} // namespace gatehouse::ui::text
