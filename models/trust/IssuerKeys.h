#pragma once

#include "models/trust/TrustedIssuer.h"

namespace gatehouse::trust {

/// What a fetched key set means for the keys that are known of its issuer.
struct KeyNews
{
    QStringList added;      ///< kids, or thumbprints of keys without one
    QStringList gone;       ///< no longer published
    QStringList returned;   ///< published again
    QStringList replaced;   ///< kids under which there is another key now
    QStringList restated;   ///< the same keys, for another algorithm or use than before
    bool isAllNew = false;  ///< none of the keys that were published is any longer
    qsizetype unusable = 0; ///< keys of the set that verify nothing here
    qsizetype leftOut = 0;  ///< keys beyond as many as a set may have

    /// Issuers add a key before they sign with it and keep the former for a while, so that nobody who has fetched the
    /// set is left without. Where that does not hold, somebody else may be answering.
    bool isUnexpected() const { return isAllNew || !replaced.isEmpty(); }
    bool isNothing() const
    {
        return added.isEmpty() && gone.isEmpty() && returned.isEmpty() && replaced.isEmpty() && restated.isEmpty();
    }

    bool operator==(const KeyNews &) const = default;
};

/// Whether what is unexpected takes effect.
enum class Unexpected {
    Waits,    ///< for a person: the keys that are known stay, and the others are kept aside
    Accepted, ///< the person has seen it
};

/// Takes in a key set that the issuer publishes at `now`. Secrets and keys to encrypt with are none of its keys.
/// IssuerUnfit for a set without a key that verifies anything: then nothing is changed.
base::Result<KeyNews> receiveKeys(TrustedIssuer &issuer, const jose::JwkSet &set, base::Instant now,
                                  Unexpected unexpected = Unexpected::Waits);
/// Tells one set of waiting keys from every other, in a few characters that a person can compare.
QString printOf(const WaitingKeys &waiting);
/// Lets the waiting keys take effect if they are the ones of that print. IssuerUnfit where there are none, or others.
base::Result<KeyNews> acceptWaiting(TrustedIssuer &issuer, const QString &print, base::Instant now);

} // namespace gatehouse::trust
