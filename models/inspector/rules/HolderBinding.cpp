#include "models/inspector/rules/Rules.h"

#include <QDateTime>
#include <QTimeZone>

namespace gatehouse::inspector::rules {

namespace {

using namespace Qt::StringLiterals;

constexpr auto holderChecks = "RFC 9901 section 7.3"_L1;

/// A presentation is made for one occasion: RFC 9901 section 7.3 wants its iat within an acceptable window. The window
/// is that of DPoP proofs, which are made for one request.
void compareTime(const RuleContext &context, const HolderBinding &binding, FindingSink &findings)
{
    if (!binding.issuedAt) {
        findings.report(kinds::keyBindingTime, "fault"_p = TimeFault::None, "seconds"_p = 0);
        return;
    }
    if (!context.policy.now)
        return;
    const auto now = std::chrono::floor<std::chrono::seconds>(context.policy.now->time_since_epoch()).count();
    const qint64 age = now - *binding.issuedAt;
    if (age > DpopRequest::longestAge + context.policy.leeway)
        findings.report(kinds::keyBindingTime, "fault"_p = TimeFault::Old, "seconds"_p = age);
    else if (-age > context.policy.leeway + DpopRequest::clockSkew)
        findings.report(kinds::keyBindingTime, "fault"_p = TimeFault::Future, "seconds"_p = -age);
}

/// Who presents an SD-JWT shows with a second signature that the key in `cnf` is theirs. For whom and with which nonce
/// it was to be made is known to whoever asked for the presentation, so both are shown and not judged.
void lookAtHolder(const RuleContext &context, FindingSink &findings)
{
    if (!context.token.holderBinding)
        return;
    const HolderBinding &binding = *context.token.holderBinding;
    switch (binding.state) {
    case HolderBinding::State::Missing:
        findings.report(kinds::keyBindingMissing);
        break;
    case HolderBinding::State::Wrong:
        findings.report(kinds::keyBindingWrong, "fault"_p = binding.fault.value_or(HolderFault::Form));
        break;
    case HolderBinding::State::Right: {
        const QString moment =
            binding.issuedAt ? QDateTime::fromSecsSinceEpoch(*binding.issuedAt, QTimeZone::UTC).toString(Qt::ISODate)
                             : QString();
        findings.report(kinds::keyBinding, "audience"_p = binding.audience, "nonce"_p = binding.nonce,
                        "time"_p = moment);
        compareTime(context, binding, findings);
        break;
    }
    }
}

} // namespace

constinit const Rule holderBinding{lookAtHolder, kinds::keyBindingTime, kinds::keyBindingMissing,
                                   kinds::keyBindingWrong, kinds::keyBinding};

} // namespace gatehouse::inspector::rules
