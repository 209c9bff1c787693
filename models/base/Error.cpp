#include "models/base/Error.h"

#include <cerrno>
#include <system_error>

namespace gatehouse::base {

using namespace Qt::StringLiterals;

Error fileError(int error, ErrorStep step, const QString &path)
{
    return {.code = error == ENOSPC || error == EDQUOT || error == EFBIG ? ErrorCode::StoreFull
                                                                         : ErrorCode::StoreUnreadable,
            .step = step,
            .subject = path,
            .detail = QString::fromStdString(std::generic_category().message(error))};
}

QString errorName(ErrorCode code)
{
    using enum ErrorCode;
    switch (code) {
    case Cancelled:
        return u"cancelled"_s;
    case Internal:
        return u"internal"_s;
    case NotFound:
        return u"not-found"_s;
    case Ambiguous:
        return u"ambiguous"_s;
    case Refused:
        return u"refused"_s;
    case Conflict:
        return u"conflict"_s;
    case StoreUnreadable:
        return u"store-unreadable"_s;
    case StoreMissing:
        return u"store-missing"_s;
    case StoreEmpty:
        return u"store-empty"_s;
    case StoreGone:
        return u"store-gone"_s;
    case StoreReplaced:
        return u"store-replaced"_s;
    case StoreRolledBack:
        return u"store-rolled-back"_s;
    case StoreLogGone:
        return u"store-log-gone"_s;
    case StoreIsLink:
        return u"store-is-link"_s;
    case StoreOfOthers:
        return u"store-of-others"_s;
    case StoreOpenToAll:
        return u"store-open-to-all"_s;
    case StoreReadOnly:
        return u"store-read-only"_s;
    case StoreTooNew:
        return u"store-too-new"_s;
    case StoreCorrupt:
        return u"store-corrupt"_s;
    case StoreAltered:
        return u"store-altered"_s;
    case StoreValueUnknown:
        return u"store-value-unknown"_s;
    case ThreadRefused:
        return u"thread-refused"_s;
    case MemoryRefused:
        return u"memory-refused"_s;
    case StoreForeign:
        return u"store-foreign"_s;
    case StoreFull:
        return u"store-full"_s;
    case StoreBusy:
        return u"store-busy"_s;
    case KeyMissing:
        return u"key-missing"_s;
    case KeyForeign:
        return u"key-foreign"_s;
    case PassphraseNeeded:
        return u"passphrase-needed"_s;
    case PassphraseWrong:
        return u"passphrase-wrong"_s;
    case KeychainMissing:
        return u"keychain-missing"_s;
    case KeychainRefused:
        return u"keychain-refused"_s;
    case KeychainSilent:
        return u"keychain-silent"_s;
    case KeychainMismatch:
        return u"keychain-mismatch"_s;
    case SealBroken:
        return u"seal-broken"_s;
    case PortInUse:
        return u"port-in-use"_s;
    case PortForbidden:
        return u"port-forbidden"_s;
    case ClientKeyNeeded:
        return u"client-key-needed"_s;
    case ServerUnreachable:
        return u"server-unreachable"_s;
    case TimedOut:
        return u"timed-out"_s;
    case TooLarge:
        return u"too-large"_s;
    case UnexpectedAnswer:
        return u"unexpected-answer"_s;
    case FileUnreadable:
        return u"file-unreadable"_s;
    case FileUnfit:
        return u"file-unfit"_s;
    case FileUnwritable:
        return u"file-unwritable"_s;
    case FileExists:
        return u"file-exists"_s;
    case TlsRefused:
        return u"tls-refused"_s;
    case LoginRefused:
        return u"login-refused"_s;
    case ScopeMissing:
        return u"scope-missing"_s;
    case RateLimited:
        return u"rate-limited"_s;
    case TenantRefused:
        return u"tenant-refused"_s;
    case PartlyDone:
        return u"partly-done"_s;
    case ConnectionUnfit:
        return u"connection-unfit"_s;
    case IssuerUnfit:
        return u"issuer-unfit"_s;
    }
    return u"internal"_s;
}

} // namespace gatehouse::base
