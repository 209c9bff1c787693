#include "models/jose/openssl/OpensslCrypto.h"

#include "models/jose/openssl/OpensslKeyCodec.h"
#include "models/jose/openssl/OpensslVerifier.h"

namespace gatehouse::jose::openssl {

struct OpensslCrypto::Private
{
    OpensslVerifier verifier;
    OpensslKeyCodec keys;
};

OpensslCrypto::OpensslCrypto()
    : d(std::make_unique<Private>())
{
}

OpensslCrypto::~OpensslCrypto() = default;

const SignatureVerifier &OpensslCrypto::verifier() const
{
    return d->verifier;
}

const SignatureProbe &OpensslCrypto::probe() const
{
    return d->verifier;
}

const KeyCodec &OpensslCrypto::keys() const
{
    return d->keys;
}

} // namespace gatehouse::jose::openssl
