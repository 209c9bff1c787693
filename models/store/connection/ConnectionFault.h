#pragma once

#include "models/base/Result.h"

#include <QObject>

#include <optional>

namespace gatehouse::store::remote {
Q_NAMESPACE

/// Why what a connection or a tenant's address says, or what is wanted of one, is of no use.
enum class ConnectionFault {
    Domain,        ///< is not the domain of a tenant
    Scheme,        ///< another scheme than https
    Credentials,   ///< a user name or password in front of the domain
    Path,          ///< an address within a tenant
    Http,          ///< no encryption to another machine
    Name,          ///< cannot be the name of a connection
    NameTaken,     ///< another has it
    Color,         ///< is not a color
    Client,        ///< cannot be the id of a client
    Unknown,       ///< there is no connection of that name
    FileDamaged,   ///< the file of connections is not what was written there
    Authority,     ///< the file holds no certificate
    TokenKept,     ///< a Management token is not kept
    Token,         ///< cannot be a Management token
    Passphrase,    ///< does not open the secret
    NoSecret,      ///< nobody gave the secret
    NoLogin,       ///< the question for it was left
    Secret,        ///< is with the tenant alone
    OldSecret,     ///< cannot come back
    SecretUnclear, ///< perhaps replaced: the answer was lost
    Production,    ///< is not changed unasked
    Locked,        ///< a production tenant that nobody has unlocked
    Removed,       ///< while its window was open
    NotSent,       ///< reviewed, and decided against
    Offline,       ///< is not changed while it cannot be reached
    OnlyStore,     ///< is not offline, as it is on this machine
    CopyMissing,   ///< nothing of it is kept on this machine
    CopyAltered,   ///< what is kept was changed by somebody else
    CopyOlder,     ///< an older copy was put in its place
    CopyForeign,   ///< what is kept is of another connection
    LoginTest,     ///< logins are not tested from there
    Command,       ///< of the command line, for stores alone
    SigningSecret, ///< is not changed from here; so are the following
    ClientKeys,
    SigningKeys,
    Server,
    Users,
};
Q_ENUM_NS(ConnectionFault)

/// An error of that kind, ErrorCode::ConnectionUnfit. `subject` is the name, address or other text that does not fit.
std::unexpected<base::Error> unfit(base::ErrorStep step, const QString &subject, ConnectionFault fault);
/// What such an error says; nothing for other errors.
std::optional<ConnectionFault> faultOf(const base::Error &error);

} // namespace gatehouse::store::remote
