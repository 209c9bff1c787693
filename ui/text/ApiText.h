#pragma once

#include "models/domain/ResourceServer.h"

#include <QString>

namespace gatehouse::ui::text {

/// "RS256 (recommended)" and "HS256": the choice as a form shows it.
QString algorithmLabel(domain::SigningAlgorithm algorithm);
/// What the choice means, in a sentence.
QString algorithmSentence(domain::SigningAlgorithm algorithm);
/// How a token of `api` is checked by whoever receives it, in a sentence.
QString verificationSentence(const domain::ResourceServer &api);
/// That Quick Start has no code for its algorithm.
QString noSnippetSentence(const domain::ResourceServer &api);
/// "1 scope", "12 scopes".
QString scopeCount(qsizetype count);
/// "1 client", "3 clients".
QString clientCount(qsizetype count);
/// "On" or "Off".
QString onOff(bool value);
/// Why the identifier cannot be changed, for the lock beside it.
QString identifierLockSentence();
/// Why the signing algorithm cannot be changed.
QString algorithmLockSentence();

/// What a token dialect is called, and what it means for the API. A dialect and its `_authz` form are one profile.
QString dialectLabel(domain::TokenDialect dialect);
QString dialectSentence(domain::TokenDialect dialect);
/// Who may ask in a person's name, and what becomes of the others.
QString userPolicyLabel(domain::UserPolicy policy);
QString userPolicySentence(domain::UserPolicy policy);
/// Who may ask in its own name.
QString clientPolicyLabel(domain::ClientPolicy policy);
QString clientPolicySentence(domain::ClientPolicy policy);

} // namespace gatehouse::ui::text
