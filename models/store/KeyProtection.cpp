#include "models/store/KeyProtection.h"

namespace gatehouse::store {

using namespace Qt::StringLiterals;

QString protectionName(Protection protection)
{
    switch (protection) {
    case Protection::KeyFile:
        return u"key-file"_s;
    case Protection::Passphrase:
        return u"passphrase"_s;
    case Protection::Keychain:
        return u"keychain"_s;
    case Protection::Memory:
        return u"memory"_s;
    }
    return {};
}

} // namespace gatehouse::store
