#pragma once

#include "models/store/KeyProtection.h"

#include <QString>

namespace gatehouse::ui::text {

/// What a store's key is under, in some words: "a passphrase".
QString protectionLabel(store::Protection protection);
/// What that means for whoever has the store: one or two sentences that name the weaker choice as that.
QString protectionExplanation(store::Protection protection);
/// "The store's key is now under a passphrase." and the like.
QString protectionChanged(store::Protection protection);
/// That open secrets are not kept out of the swap space, and what to do about it.
QString memoryNotLocked();
/// The same, when another program did it.
QString protectionChangedElsewhere(store::Protection protection);
/// A hint at the strength of a new passphrase, by its length alone; empty below the least.
QString passphraseStrength(qsizetype length);

} // namespace gatehouse::ui::text
