#include "models/inspector/rules/Rules.h"

#include <QDateTime>
#include <QTimeZone>

namespace gatehouse::inspector::rules {

namespace {

using namespace Qt::StringLiterals;

constexpr auto holderChecks = "RFC 9901 section 7.3"_L1;

constexpr std::array holderKinds{
    // audience, nonce, moment in UTC
    FindingKind{"key-binding"_L1, Severity::Info, Finding::Subject::Token, "RFC 9901 section 4.3"_L1},
    // why
    FindingKind{"key-binding-wrong"_L1, Severity::Error, Finding::Subject::Token, holderChecks, Bearing::Breaks},
    FindingKind{"key-binding-missing"_L1, Severity::Warning, Finding::Subject::Token, holderChecks, Bearing::Warns},
    // old|future|none, seconds
    FindingKind{"key-binding-time"_L1, Severity::Warning, Finding::Subject::Token, holderChecks, Bearing::Warns},
};

/// A presentation is made for one occasion: RFC 9901 section 7.3 wants its iat within an acceptable window. The window
/// is that of DPoP proofs, which are made for one request.
void compareTime(const RuleContext &context, const HolderBinding &binding, QList<Finding> &findings)
{
    if (!binding.issuedAt) {
        findings.append(makeFinding("key-binding-time"_L1, u"iat"_s, {u"none"_s, u"0"_s}));
        return;
    }
    if (!context.policy.now)
        return;
    const auto now = std::chrono::floor<std::chrono::seconds>(context.policy.now->time_since_epoch()).count();
    const qint64 age = now - *binding.issuedAt;
    if (age > DpopRequest::longestAge + context.policy.leeway)
        findings.append(makeFinding("key-binding-time"_L1, u"iat"_s, {u"old"_s, QString::number(age)}));
    else if (-age > context.policy.leeway + DpopRequest::clockSkew)
        findings.append(makeFinding("key-binding-time"_L1, u"iat"_s, {u"future"_s, QString::number(-age)}));
}

/// Who presents an SD-JWT shows with a second signature that the key in `cnf` is theirs. For whom and with which nonce
/// it was to be made is known to whoever asked for the presentation, so both are shown and not judged.
void lookAtHolder(const RuleContext &context, QList<Finding> &findings)
{
    if (!context.token.holderBinding)
        return;
    const HolderBinding &binding = *context.token.holderBinding;
    switch (binding.state) {
    case HolderBinding::State::Missing:
        findings.append(makeFinding("key-binding-missing"_L1));
        break;
    case HolderBinding::State::Wrong:
        findings.append(makeFinding("key-binding-wrong"_L1, {}, {binding.fault}));
        break;
    case HolderBinding::State::Right: {
        const QString moment =
            binding.issuedAt ? QDateTime::fromSecsSinceEpoch(*binding.issuedAt, QTimeZone::UTC).toString(Qt::ISODate)
                             : u"?"_s;
        findings.append(makeFinding("key-binding"_L1, {}, {binding.audience, binding.nonce, moment}));
        compareTime(context, binding, findings);
        break;
    }
    }
}

} // namespace

constinit const Rule holderBinding{holderKinds, lookAtHolder};

} // namespace gatehouse::inspector::rules
