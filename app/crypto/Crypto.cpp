#include "app/crypto/Crypto.h"

namespace gatehouse::app {

Crypto::Crypto()
    : m_verifier(m_qca.verifier(), m_openssl.verifier())
{
}

} // namespace gatehouse::app
