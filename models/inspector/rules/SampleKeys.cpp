#include "models/inspector/WeakSecrets.h"
#include "models/inspector/rules/Rules.h"

namespace gatehouse::inspector::rules {

namespace {

using namespace Qt::StringLiterals;

struct Sample
{
    QLatin1StringView key; ///< a secret as text or in base64url, or the RFC 7638 thumbprint of a public key
    QLatin1StringView source;
};

constexpr std::array sampleSecrets{
    Sample{"secret"_L1, "jwt.io"_L1},
    Sample{"your-256-bit-secret"_L1, "jwt.io"_L1},
    Sample{"your-384-bit-secret"_L1, "jwt.io"_L1},
    Sample{"your-512-bit-secret"_L1, "jwt.io"_L1},
    Sample{"a-string-secret-at-least-256-bits-long"_L1, "jwt.io"_L1},
    Sample{"a-valid-string-secret-that-is-at-least-512-bits-long-which-is-very-long"_L1, "jwt.io"_L1},
    Sample{"shhhhh"_L1, "jsonwebtoken"_L1},
    Sample{"my-secret"_L1, "many tutorials"_L1},
    Sample{"secretkey"_L1, "many tutorials"_L1},
    Sample{"supersecret"_L1, "many tutorials"_L1},
    Sample{"changeme"_L1, "many tutorials"_L1},
    Sample{"password"_L1, "many tutorials"_L1},
};
constexpr std::array sampleOctets{
    Sample{"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"_L1,
           "RFC 7515 appendix A.1"_L1},
    Sample{"hJtXIZ2uSN5kbQfbtTNWbpdmhkV8FJG-Onbc6mxCcYg"_L1, "RFC 7520 section 3.5"_L1},
};
constexpr std::array samplePublicKeys{
    Sample{"IsUn6_e04MaShXFIISMp4kG62LWzMIPy_MvSA5pJgX8"_L1, "RFC 7515 appendix A.2"_L1},
    Sample{"NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"_L1, "RFC 7517 appendix A.1"_L1},
    Sample{"oGDmHqCJ7yzMkWEkrlZVHkvrHIyQwtlDmeq5ForUHeY"_L1, "jwt.io"_L1},
    Sample{"19J8y7Zprt2-QKLjF2I5pVk0OELX6cY2AfaAv1LC_w8"_L1, "jwt.io"_L1},
    Sample{"oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U"_L1, "RFC 7515 appendix A.3"_L1},
    Sample{"cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s"_L1, "RFC 7517 appendix A.1"_L1},
    Sample{"kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"_L1, "RFC 8037 appendix A.1"_L1},
};

void lookForSampleSecret(const RuleContext &context, jose::Algorithm algorithm, FindingSink &findings)
{
    const jose::CompactJws &jws = *context.token.jws;
    if (jws.signature.size() != jose::hashLength(algorithm))
        return;
    // What a secret of one length signed, one of another did not.
    const bool isLengthKnown = context.token.hasValidSignature() && context.token.key.bits > 0;
    const auto isOfLength = [&](qsizetype size) { return !isLengthKnown || size * 8 == context.token.key.bits; };
    const auto signedWith = [&](QByteArrayView secret) {
        return !secret.isEmpty() && isOfLength(secret.size()) &&
               context.verifier.verify(algorithm, jose::Jwk::fromSecret(base::Secret(secret)), jws.signingInput(),
                                       jws.signature) == jose::SignatureVerifier::Outcome::Verified;
    };
    for (const Sample &sample : sampleSecrets) {
        if (signedWith(QByteArrayView(sample.key.data(), sample.key.size()))) {
            findings.report(kinds::sampleKey, "source"_p = sample.source);
            return;
        }
    }
    for (const Sample &sample : sampleOctets) {
        if (!isOfLength(sample.key.size() * 6 / 8))
            continue;
        const auto octets = jose::decodeBase64Url(QByteArrayView(sample.key.data(), sample.key.size()));
        if (octets && signedWith(*octets)) {
            findings.report(kinds::sampleKey, "source"_p = sample.source);
            return;
        }
    }
    const auto &weak = context.policy.weakSecrets;
    for (qsizetype i = 0; weak && i < qMin(weak->size(), mostWeakSecrets); ++i) {
        if (signedWith(weak->at(i))) {
            findings.report(kinds::weakSecret, "place"_p = i + 1);
            return;
        }
    }
}

/// Keys that stand in RFCs and tutorials protect nothing: everybody has their private part. A list of weak secrets is
/// tried only when the policy brings one.
void lookForSampleKeys(const RuleContext &context, FindingSink &findings)
{
    const auto algorithm = jose::parseAlgorithm(context.token.algorithm);
    if (!algorithm)
        return;
    if (jose::keyTypeOf(*algorithm) == jose::KeyType::Octets) {
        lookForSampleSecret(context, *algorithm, findings);
        return;
    }
    for (const Sample &sample : samplePublicKeys) {
        if (context.token.key.thumbprint == sample.key)
            findings.report(kinds::sampleKey, "source"_p = sample.source);
    }
}

} // namespace

constinit const Rule sampleKeys{lookForSampleKeys, kinds::sampleKey, kinds::weakSecret};

} // namespace gatehouse::inspector::rules
