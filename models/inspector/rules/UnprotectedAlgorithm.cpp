#include "models/inspector/rules/Rules.h"

namespace gatehouse::inspector::rules {

namespace {

using namespace Qt::StringLiterals;

/// JSON serialization only: a header that is not signed may name the algorithm.
void lookForUnprotected(const RuleContext &context, FindingSink &findings)
{
    const QList<SignatureVerdict> &signatures = context.token.signatures;
    for (qsizetype i = 0; i < signatures.size(); ++i) {
        if (signatures[i].isAlgorithmUnprotected)
            findings.report(kinds::algorithmUnprotected, "signature"_p = i + 1);
    }
}

} // namespace

constinit const Rule unprotectedAlgorithm{lookForUnprotected, kinds::algorithmUnprotected};

} // namespace gatehouse::inspector::rules
