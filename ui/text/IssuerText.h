#pragma once

#include "models/trust/IssuerKeys.h"
#include "ui/text/ErrorText.h"

namespace gatehouse::ui::text {

/// Whether an error is about the trusted issuers or the file they are in.
bool isIssuerError(const base::Error &error);
/// Its sentences. `subject` is the issuer's name, an address or the file, fit to be shown.
ErrorText issuerErrorText(const base::Error &error, const QString &subject);

/// "Microsoft Entra ID"; a name of our own for a provider that is none of those with presets.
QString providerName(trust::Provider provider);
/// What one has to know about the provider's issuers and keys, as some sentences; empty for none in particular.
QString providerNote(trust::Provider provider);
/// What a claim means in that provider's tokens; empty where it means what it means elsewhere.
QString providerClaimText(trust::Provider provider, QStringView claim);

/// Where the keys of an issuer come from, in a few words.
QString keySourceText(const trust::TrustedIssuer &issuer);
/// What fetching has found, in sentences.
QString keyNewsText(const trust::KeyNews &news);
/// Why waiting keys wait, and what to do.
QString waitingKeysText(const trust::TrustedIssuer &issuer);

} // namespace gatehouse::ui::text
