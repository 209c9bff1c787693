#include "models/inspector/rules/Rules.h"

namespace gatehouse::inspector::rules {

namespace {

using namespace Qt::StringLiterals;

/// An ID token tells an application who logged in; offered to an API it is a token of the wrong kind.
void lookForIdToken(const RuleContext &context, FindingSink &findings)
{
    for (const QStringView name : {QStringView(u"at_hash"), QStringView(u"c_hash"), QStringView(u"nonce")}) {
        if (context.claim(name) && context.type() != "dpop+jwt"_L1 && context.type() != "kb+jwt"_L1) {
            findings.report(kinds::looksLikeIdToken, "member"_p = name.toString());
            return;
        }
    }
}

} // namespace

constinit const Rule idToken{lookForIdToken, kinds::looksLikeIdToken};

} // namespace gatehouse::inspector::rules
