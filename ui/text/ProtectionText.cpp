#include "ui/text/ProtectionText.h"

#include "models/domain/Passphrase.h"

#include <QCoreApplication>

namespace gatehouse::ui::text {

using store::Protection;

namespace {

class ProtectionWords
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::ui::text::ProtectionText)
};

/// Where guessing at the cost of Argon2id becomes hopeless even for plain words.
constexpr qsizetype fairLength = 12;
constexpr qsizetype goodLength = 20;

} // namespace

QString protectionLabel(Protection protection)
{
    switch (protection) {
    case Protection::KeyFile:
        return ProtectionWords::tr("Key file");
    case Protection::Passphrase:
        return ProtectionWords::tr("Passphrase");
    case Protection::Keychain:
        return ProtectionWords::tr("Keychain");
    case Protection::Memory:
        return ProtectionWords::tr("Memory only");
    }
    return {};
}

QString protectionExplanation(Protection protection)
{
    switch (protection) {
    case Protection::KeyFile:
        return ProtectionWords::tr("The key that opens the secrets is in a file beside the store: the weaker choice, "
                                   "because anyone who can read "
                                   "both files can read the secrets. Never copy or back up the two together.");
    case Protection::Passphrase:
        return ProtectionWords::tr(
            "The key that opens the secrets is locked with a passphrase, which is asked for at every start. Anyone who "
            "copies the files has to guess it, slowly. A forgotten passphrase cannot be replaced.");
    case Protection::Keychain:
        return ProtectionWords::tr(
            "The key that opens the secrets is locked with another one, which the desktop's keychain keeps. It opens "
            "with your session; the files alone open nothing, and a lost keychain cannot be replaced.");
    case Protection::Memory:
        return ProtectionWords::tr("The key that opens the secrets is kept in memory only and goes with the program.");
    }
    return {};
}

QString memoryNotLocked()
{
    return ProtectionWords::tr(
        "This system does not let Gatehouse lock memory, so secrets that are open may be written to "
        "the swap space. Raise the limit of locked memory to 1 MiB (ulimit -l 1024).");
}

QString protectionChangedElsewhere(Protection protection)
{
    return ProtectionWords::tr("Another program changed the protection of this store. %1")
        .arg(protectionChanged(protection));
}

QString protectionChanged(Protection protection)
{
    switch (protection) {
    case Protection::KeyFile:
        return ProtectionWords::tr("The store's secrets are now protected by a key file.");
    case Protection::Passphrase:
        return ProtectionWords::tr("The store's secrets are now protected by a passphrase.");
    case Protection::Keychain:
        return ProtectionWords::tr("The store's secrets are now protected by the keychain.");
    case Protection::Memory:
        break;
    }
    return {};
}

QString passphraseStrength(qsizetype length)
{
    if (length < domain::minPassphrase)
        return {};
    if (length < fairLength)
        return ProtectionWords::tr("Short: it keeps out the curious. A few words more keep out everybody.");
    if (length < goodLength)
        return ProtectionWords::tr("Fair, unless it is a phrase that others know.");
    return ProtectionWords::tr("Good, unless it is a phrase that others know.");
}

} // namespace gatehouse::ui::text
