#include "models/inspector/rules/Rules.h"

namespace gatehouse::inspector::rules {

namespace {

using namespace Qt::StringLiterals;

constexpr std::array dpopProofKinds{
    // right|wrong|no-key
    FindingKind{"dpop-proof"_L1, Severity::Info, Finding::Subject::Header, "RFC 9449 section 4.2"_L1},
    FindingKind{"dpop-proof-incomplete"_L1, Severity::Warning, Finding::Subject::Claim, "RFC 9449 section 4.2"_L1,
                Bearing::Breaks},
    FindingKind{"dpop-proof-algorithm"_L1, Severity::Error, Finding::Subject::Header, "RFC 9449 section 4.3"_L1,
                Bearing::Breaks},
};

std::optional<jose::Algorithm> asymmetricAlgorithm(const RuleContext &context)
{
    const auto algorithm = jose::parseAlgorithm(context.token.algorithm);
    return algorithm && jose::keyTypeOf(*algorithm) != jose::KeyType::Octets ? algorithm : std::nullopt;
}

/// A DPoP proof is signed with the key it carries, by design: it shows that its sender has that key, and says nothing
/// of who that is. So it is labelled, and never *verified* for its own key's sake.
void lookAtDpopProof(const RuleContext &context, QList<Finding> &findings)
{
    if (context.type() != "dpop+jwt"_L1)
        return;
    if (!asymmetricAlgorithm(context))
        findings.append(makeFinding("dpop-proof-algorithm"_L1, u"alg"_s));
    findings.append(makeFinding("dpop-proof"_L1, u"typ"_s, {dpopOwnSignature(context)}));
    for (const QStringView name :
         {QStringView(u"jti"), QStringView(u"htm"), QStringView(u"htu"), QStringView(u"iat")}) {
        if (context.token.claims && !context.claim(name))
            findings.append(makeFinding("dpop-proof-incomplete"_L1, name.toString()));
    }
}

} // namespace

QString dpopOwnSignature(const RuleContext &context)
{
    const auto algorithm = asymmetricAlgorithm(context);
    const jose::JsonValue *jwk = context.parameter(u"jwk");
    const auto key = jwk ? jose::Jwk::parse(*jwk) : std::unexpected(jose::KeyError());
    if (!algorithm || !key || key->hadPrivatePart || !jose::suits(*algorithm, *key))
        return u"no-key"_s;
    const auto outcome =
        context.verifier.verify(*algorithm, *key, context.token.jws->signingInput(), context.token.jws->signature);
    return outcome == jose::SignatureVerifier::Outcome::Verified ? u"right"_s : u"wrong"_s;
}

constinit const Rule dpopProof{dpopProofKinds, lookAtDpopProof};

} // namespace gatehouse::inspector::rules
