#include "models/base/Error.h"

#include <cerrno>
#include <system_error>

namespace gatehouse::base {

Error fileError(int error, const char *step, const QString &path)
{
    return {.code = error == ENOSPC || error == EDQUOT ? ErrorCode::StoreFull : ErrorCode::StoreUnreadable,
            .step = QString::fromLatin1(step),
            .subject = path,
            .detail = QString::fromStdString(std::generic_category().message(error))};
}

QString errorName(ErrorCode code)
{
    using enum ErrorCode;
    switch (code) {
    case Cancelled:
        return QStringLiteral("cancelled");
    case Internal:
        return QStringLiteral("internal");
    case NotFound:
        return QStringLiteral("not-found");
    case Ambiguous:
        return QStringLiteral("ambiguous");
    case Refused:
        return QStringLiteral("refused");
    case Conflict:
        return QStringLiteral("conflict");
    case StoreUnreadable:
        return QStringLiteral("store-unreadable");
    case StoreIsLink:
        return QStringLiteral("store-is-link");
    case StoreOfOthers:
        return QStringLiteral("store-of-others");
    case StoreOpenToAll:
        return QStringLiteral("store-open-to-all");
    case StoreReadOnly:
        return QStringLiteral("store-read-only");
    case StoreTooNew:
        return QStringLiteral("store-too-new");
    case StoreCorrupt:
        return QStringLiteral("store-corrupt");
    case StoreForeign:
        return QStringLiteral("store-foreign");
    case StoreFull:
        return QStringLiteral("store-full");
    case StoreBusy:
        return QStringLiteral("store-busy");
    case KeyMissing:
        return QStringLiteral("key-missing");
    case PassphraseNeeded:
        return QStringLiteral("passphrase-needed");
    case PassphraseWrong:
        return QStringLiteral("passphrase-wrong");
    case KeychainMissing:
        return QStringLiteral("keychain-missing");
    case KeychainRefused:
        return QStringLiteral("keychain-refused");
    case KeychainSilent:
        return QStringLiteral("keychain-silent");
    case KeychainMismatch:
        return QStringLiteral("keychain-mismatch");
    case SealBroken:
        return QStringLiteral("seal-broken");
    case PortInUse:
        return QStringLiteral("port-in-use");
    case PortForbidden:
        return QStringLiteral("port-forbidden");
    case ServerUnreachable:
        return QStringLiteral("server-unreachable");
    case TimedOut:
        return QStringLiteral("timed-out");
    case TooLarge:
        return QStringLiteral("too-large");
    case UnexpectedAnswer:
        return QStringLiteral("unexpected-answer");
    case FileUnreadable:
        return QStringLiteral("file-unreadable");
    case FileUnfit:
        return QStringLiteral("file-unfit");
    case FileUnwritable:
        return QStringLiteral("file-unwritable");
    }
    return QStringLiteral("internal");
}

} // namespace gatehouse::base
