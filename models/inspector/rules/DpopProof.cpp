#include "models/inspector/rules/Rules.h"

namespace gatehouse::inspector::rules {

namespace {

using namespace Qt::StringLiterals;

std::optional<jose::Algorithm> asymmetricAlgorithm(const RuleContext &context)
{
    const auto algorithm = jose::parseAlgorithm(context.token.algorithm);
    return algorithm && jose::keyTypeOf(*algorithm) != jose::KeyType::Octets ? algorithm : std::nullopt;
}

/// A DPoP proof is signed with the key it carries, by design: it shows that its sender has that key, and says nothing
/// of who that is. So it is labelled, and never *verified* for its own key's sake.
void lookAtDpopProof(const RuleContext &context, FindingSink &findings)
{
    if (context.type() != "dpop+jwt"_L1)
        return;
    if (!asymmetricAlgorithm(context))
        findings.report(kinds::dpopProofAlgorithm);
    findings.report(kinds::dpopProof, "signature"_p = dpopOwnSignature(context));
    for (const QStringView name :
         {QStringView(u"jti"), QStringView(u"htm"), QStringView(u"htu"), QStringView(u"iat")}) {
        if (context.token.claims && !context.claim(name))
            findings.report(kinds::dpopProofIncomplete, "member"_p = name.toString());
    }
}

} // namespace

OwnSignature dpopOwnSignature(const RuleContext &context)
{
    const auto algorithm = asymmetricAlgorithm(context);
    const jose::JsonValue *jwk = context.parameter(u"jwk");
    const auto key = jwk ? jose::Jwk::parse(*jwk) : std::unexpected(jose::KeyError());
    if (!algorithm || !key || key->hadPrivatePart || !jose::suits(*algorithm, *key))
        return OwnSignature::NoKey;
    const auto outcome =
        context.verifier.verify(*algorithm, *key, context.token.jws->signingInput(), context.token.jws->signature);
    return outcome == jose::SignatureVerifier::Outcome::Verified ? OwnSignature::Right : OwnSignature::Wrong;
}

constinit const Rule dpopProof{lookAtDpopProof, kinds::dpopProofAlgorithm, kinds::dpopProof,
                               kinds::dpopProofIncomplete};

} // namespace gatehouse::inspector::rules
