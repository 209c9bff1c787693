#pragma once

#include "models/base/Clock.h"
#include "models/jose/Signer.h"
#include "models/oauth/TokenRequest.h"

#include <QList>

namespace gatehouse::oauth {

/// The members of a body that say who the client is, in the contract's order; empty where a header does.
QList<std::pair<QString, QString>> identifyingMembers(const ClientCredentials &client);
/// `Basic …` (RFC 6749 section 2.3.1); empty where the body says who the client is.
QByteArray authorizationHeader(const ClientCredentials &client);

/// What an assertion says (RFC 7523 section 3).
struct AssertionContent
{
    QString clientId;
    QString audience; ///< the issuer of the server that is asked
    base::Instant now;
    QString id; ///< `jti`: each is good once
};
/// Signed by the client's key; good for a minute.
base::Result<base::Secret> clientAssertion(const AssertionContent &content, const jose::Signer &signer);

} // namespace gatehouse::oauth
