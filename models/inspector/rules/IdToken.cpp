#include "models/inspector/rules/Rules.h"

namespace gatehouse::inspector::rules {

namespace {

using namespace Qt::StringLiterals;

constexpr std::array idTokenKinds{
    FindingKind{"looks-like-id-token"_L1, Severity::Warning, Finding::Subject::Claim, "RFC 8725 section 3.12"_L1,
                Bearing::Breaks},
};

/// An ID token tells an application who logged in; offered to an API it is a token of the wrong kind.
void lookForIdToken(const RuleContext &context, QList<Finding> &findings)
{
    for (const QStringView name : {QStringView(u"at_hash"), QStringView(u"c_hash"), QStringView(u"nonce")}) {
        if (context.claim(name) && context.type() != "dpop+jwt"_L1 && context.type() != "kb+jwt"_L1) {
            findings.append(makeFinding("looks-like-id-token"_L1, name.toString()));
            return;
        }
    }
}

} // namespace

constinit const Rule idToken{idTokenKinds, lookForIdToken};

} // namespace gatehouse::inspector::rules
