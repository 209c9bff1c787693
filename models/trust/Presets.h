#pragma once

#include "models/trust/TrustedIssuer.h"

#include <span>

namespace gatehouse::trust {

/// What is known of a provider's issuers and tokens from what it publishes itself.
struct Preset
{
    Provider provider;
    QLatin1StringView name;   ///< as the provider writes it
    QLatin1StringView issuer; ///< what its issuers look like; words in capitals are for a person to fill in
    KeySource source;
    QLatin1StringView keys; ///< behind the issuer, or whole; empty: its configuration is where the standard says
    std::span<const jose::Algorithm> algorithms; ///< what its tokens are signed with
    std::span<const QLatin1StringView> claims;   ///< of its own, or that it uses in a way of its own
    QLatin1StringView reference;                 ///< the public page that says so
};

std::span<const Preset> presets();
/// Nothing for Provider::Other.
const Preset *presetOf(Provider provider);
/// Whose issuer that looks like: a proposal for a person, never a reason to trust it.
Provider providerOf(const QString &issuer);
/// Where keys are fetched from for that issuer, as `source` has it. An empty address where none can be told.
QUrl usualAddress(Provider provider, const QString &issuer, KeySource source);
/// How keys are usually found there.
KeySource usualSource(Provider provider);

} // namespace gatehouse::trust
