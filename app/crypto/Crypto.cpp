#include "app/crypto/Crypto.h"

namespace gatehouse::app {

QStringList Crypto::missingFeatures() const
{
    return m_qca.missingFeatures();
}

} // namespace gatehouse::app
