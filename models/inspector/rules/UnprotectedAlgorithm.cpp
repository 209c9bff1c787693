#include "models/inspector/rules/Rules.h"

namespace gatehouse::inspector::rules {

namespace {

using namespace Qt::StringLiterals;

constexpr std::array unprotectedKinds{
    // place
    FindingKind{"algorithm-unprotected"_L1, Severity::Warning, Finding::Subject::Header, "RFC 7515 section 10.7"_L1,
                Bearing::Warns},
};

/// JSON serialization only: a header that is not signed may name the algorithm.
void lookForUnprotected(const RuleContext &context, QList<Finding> &findings)
{
    const QList<SignatureVerdict> &signatures = context.token.signatures;
    for (qsizetype i = 0; i < signatures.size(); ++i) {
        if (signatures[i].isAlgorithmUnprotected)
            findings.append(makeFinding("algorithm-unprotected"_L1, u"alg"_s, {QString::number(i + 1)}));
    }
}

} // namespace

constinit const Rule unprotectedAlgorithm{unprotectedKinds, lookForUnprotected};

} // namespace gatehouse::inspector::rules
