#pragma once

#include "models/domain/ClientApplication.h"
#include "models/flow/ClientIdentity.h"

#include <QString>

namespace gatehouse::ui::text {

/// "Single-page application": the type as a form shows it.
QString clientTypeLabel(domain::ClientType type);
/// What a client of that type is, and what follows from it, in a sentence.
QString clientTypeSentence(domain::ClientType type);
/// "Client secret", "Private key JWT", "None".
QString authenticationLabel(domain::ClientAuthentication method);
QString authenticationSentence(domain::ClientAuthentication method);
/// "Authorization code"
QString grantTypeLabel(domain::GrantType type);
QString grantTypeSentence(domain::GrantType type);
/// Why a key cannot stand for a client in a test.
QString clientKeyFaultText(const flow::ClientKeyFault &fault);

} // namespace gatehouse::ui::text
