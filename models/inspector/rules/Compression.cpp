#include "models/inspector/rules/Rules.h"

namespace gatehouse::inspector::rules {

namespace {

using namespace Qt::StringLiterals;

constexpr std::array compressionKinds{
    FindingKind{"zip-in-jws"_L1, Severity::Warning, Finding::Subject::Header, "RFC 8725 section 3.6"_L1,
                Bearing::Warns},
};

/// `zip` belongs to JWE (RFC 7516 section 4.1.3). In a JWS it means nothing, and nothing is inflated.
void lookForCompression(const RuleContext &context, QList<Finding> &findings)
{
    if (context.parameter(u"zip"))
        findings.append(makeFinding("zip-in-jws"_L1, u"zip"_s));
}

} // namespace

constinit const Rule compression{compressionKinds, lookForCompression};

} // namespace gatehouse::inspector::rules
