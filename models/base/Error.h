#pragma once

#include <QObject>
#include <QString>
#include <QStringList>

namespace gatehouse::base {
Q_NAMESPACE

/// Why something could not be done. Closed: every code has a sentence in ui/text/ErrorText.
enum class ErrorCode {
    Cancelled,         ///< the person or a newer request stopped it
    Internal,          ///< a library we rely on refused something it should not
    NotFound,          ///< the named API, client or grant does not exist
    Ambiguous,         ///< a name that several objects carry
    Refused,           ///< a rule of the tenant forbids it; the violation says which
    Conflict,          ///< the stored value changed since it was read
    StoreUnreadable,   ///< the store file or its folder cannot be opened
    StoreMissing,      ///< the store's key or log is there and the store is not; `detail` is what is there
    StoreEmpty,        ///< the same for a store of 0 bytes
    StoreGone,         ///< the store was moved or deleted while it was open
    StoreReplaced,     ///< the store was replaced while it was open, and the change was made for what was there before
    StoreRolledBack,   ///< an older state was put in the store's place by hand, and nobody has accepted that
    StoreLogGone,      ///< the log was removed while the store was open; `detail` is where what it held is now
    StoreIsLink,       ///< a file of the store is a symbolic link, which others may point elsewhere
    StoreOfOthers,     ///< a file of the store belongs to another user
    StoreOpenToAll,    ///< everybody may write to a file of the store, or to its folder
    StoreReadOnly,     ///< the store can be read and not written
    StoreTooNew,       ///< written by a later version of Gatehouse
    StoreCorrupt,      ///< SQLite's integrity check fails
    StoreAltered,      ///< somebody without the data key changed the store; `detail` names the parts that do not fit
    StoreValueUnknown, ///< a row holds what no version writes; `subject` is its object, `detail` table, column and
                       ///< value
    StoreForeign,      ///< a file that is not a Gatehouse store
    StoreFull,         ///< no space left on the device
    StoreBusy,         ///< another process held the store for longer than we wait
    KeyMissing,        ///< the key file that opens the sealed secrets is missing or does not fit
    KeyForeign,        ///< the key file belongs to another store
    PassphraseNeeded,  ///< the store's key is under a passphrase, and nobody is there to be asked
    PassphraseWrong,   ///< the passphrase does not open the store's key
    KeychainMissing,   ///< this machine or session has no keychain
    KeychainRefused,   ///< the keychain is locked, or access was denied
    KeychainSilent,    ///< the keychain did not answer within the time limit
    KeychainMismatch,  ///< the keychain lacks the store's entry, or holds another value there
    SealBroken,        ///< a sealed secret does not open: moved, altered or of another store
    PortInUse,         ///< the loopback port is taken by another program
    PortForbidden,     ///< the system does not allow listening on that port
    ClientKeyNeeded,   ///< the client signs its requests, and nobody has brought its private key for the test
    ServerUnreachable, ///< nothing answers at the endpoint
    TimedOut,          ///< no complete answer within the deadline
    TooLarge,          ///< an answer or a file beyond its limit
    UnexpectedAnswer,  ///< an answer that is not what the protocol says
    FileUnreadable,    ///< a file named by the person cannot be read
    FileUnfit,         ///< a file named by the person was read, and is not what is needed; `detail` is the code of why
    FileUnwritable,    ///< a file named by the person cannot be written
    ThreadRefused,     ///< the system gives this process no further thread
    MemoryRefused,     ///< the system gives this process no further memory
    FileExists,        ///< a file named by the person is there already, and is not replaced unasked
    TlsRefused,        ///< no TLS connection that can be trusted; `detail` is what is wrong with it
    LoginRefused,      ///< a tenant does not accept the client or the token; `detail` is what it says
    ScopeMissing,      ///< the Management token lacks a scope; `detail` names those of which one is needed
    RateLimited,       ///< a tenant wants fewer requests, for longer than we wait
    TenantRefused,     ///< a tenant does not accept a change; `detail` is what it says
    PartlyDone,        ///< some of several changes of a tenant were made; `detail` is why the others were not
    ConnectionUnfit,   ///< what a connection says, or a tenant's address, is of no use; `detail` is the code of why
    IssuerUnfit,       ///< what is said of a trusted issuer, or its keys, is of no use; `detail` is the code of why
};

/// Where it happened, for the log and "details". Closed: each step has its words in ui/text/ErrorStepText.
enum class ErrorStep {
    None, ///< of an error that says all by itself
    AskKeychain,
    AskTenant,
    BackUpStore,
    ChangeTenant,
    CheckSchema,
    CheckStore,
    ClearKeychain,
    Commit,
    CreateFolder,
    CreateKeyFile,
    CreateShelf,
    CreateStore,
    DeriveKey,
    DropHeld,
    EncodeKey,
    ExportAuthority,
    FetchKeys,
    FindClient,
    FindKeychain,
    Forge,
    GenerateKey,
    HttpRequest,
    KeepDrafts,
    KeepToken,
    Listen,
    LogInToTenant,
    MakeFirstTenant,
    MakeSigner,
    MintCertificate,
    OpenContainer,
    OpenDataKey,
    OpenFolder,
    OpenKeptToken,
    OpenSealed,
    OpenShelf,
    OpenStore,
    ProtectStore,
    ReadDecryptionKey,
    ReadDrafts,
    ReadConnections,
    ReadFile,
    ReadIssuers,
    ReadKeptToken,
    ReadKey,
    ReadKeyFile,
    ReadKeychain,
    ReadLines,
    ReadPassphrase,
    ReadPrivateKey,
    ReadRoots,
    ReadRow,
    ReadServerMetadata,
    ReadSigningKey,
    ReadToken,
    ReadTokenAnswer,
    ReadTokens,
    RemoveDrafts,
    RemoveKeptToken,
    RemoveShelf,
    ReplaceKeyFile,
    RestoreStore,
    RevealClientSecret,
    RevealSigningSecret,
    RunJob,
    RunStatement,
    Scan,
    ScanFile,
    Seal,
    ShowStore,
    Sign,
    SignToken,
    StartCryptography,
    StoreJob,
    Unlock,
    UpgradeStore,
    WrapDataKey,
    WriteConnections,
    WriteIssuers,
    WriteKeychain,
    WritePrivateKey,
};
Q_ENUM_NS(ErrorStep)

/// What we could not do. `subject` is what it concerns (a path, a port, a name) and appears in the sentence shown;
/// `detail` is for the log and "details", never translated, never with a secret in it.
struct Error
{
    ErrorCode code = ErrorCode::Internal;
    ErrorStep step = ErrorStep::None;
    QString subject;
    QString detail;
    int httpStatus = 0;

    bool operator==(const Error &) const = default;
};

/// The errno of a failed call on a file of the store: StoreFull, else StoreUnreadable, in the system's words.
Error fileError(int error, ErrorStep step, const QString &path);

/// The stable name of a code, as printed by `--json` and logs ("store-corrupt").
QString errorName(ErrorCode code);

} // namespace gatehouse::base
