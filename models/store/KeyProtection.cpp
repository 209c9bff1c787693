#include "models/store/KeyProtection.h"

namespace gatehouse::store {

QString protectionName(Protection protection)
{
    switch (protection) {
    case Protection::KeyFile:
        return QStringLiteral("key-file");
    case Protection::Passphrase:
        return QStringLiteral("passphrase");
    case Protection::Keychain:
        return QStringLiteral("keychain");
    case Protection::Memory:
        return QStringLiteral("memory");
    }
    return {};
}

} // namespace gatehouse::store
