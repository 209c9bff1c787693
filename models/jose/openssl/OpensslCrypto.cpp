#include "models/jose/openssl/OpensslCrypto.h"

#include "models/jose/openssl/OpensslCertificateMint.h"
#include "models/jose/openssl/OpensslCertificates.h"
#include "models/jose/openssl/OpensslDecrypter.h"
#include "models/jose/openssl/OpensslKeyCodec.h"
#include "models/jose/openssl/OpensslPassphraseKdf.h"
#include "models/jose/openssl/OpensslPrivateKeys.h"
#include "models/jose/openssl/OpensslVerifier.h"

namespace gatehouse::jose::openssl {

struct OpensslCrypto::Private
{
    OpensslVerifier verifier;
    OpensslKeyCodec keys;
    OpensslPrivateKeys privateKeys{keys};
    OpensslDecrypter decrypter;
    OpensslCertificates certificates{keys};
    OpensslPassphraseKdf passphraseKdf;
    OpensslCertificateMint certificateMint;
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

const PrivateKeys &OpensslCrypto::privateKeys() const
{
    return d->privateKeys;
}

const Decrypter &OpensslCrypto::decrypter() const
{
    return d->decrypter;
}

const Certificates &OpensslCrypto::certificates() const
{
    return d->certificates;
}

const PassphraseKdf &OpensslCrypto::passphraseKdf() const
{
    return d->passphraseKdf;
}

const CertificateMint &OpensslCrypto::certificateMint() const
{
    return d->certificateMint;
}

} // namespace gatehouse::jose::openssl
