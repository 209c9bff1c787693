#include "ui/presenters/VerdictPresenter.h"

#include "ui/text/VerdictText.h"

namespace gatehouse::ui::presenters {

namespace {

using theme::SeverityStyle;
using theme::Sign;
using theme::Tone;
using namespace Qt::StringLiterals;

SeverityStyle quiet(const QString &iconName)
{
    SeverityStyle style;
    style.iconName = iconName;
    style.tone = Tone::Neutral;
    style.softTone = Tone::NeutralSoft;
    return style;
}

SeverityStyle good(const inspector::TokenInspection &inspection, const QString &iconName)
{
    SeverityStyle style = quiet(iconName);
    if (inspection.isVerified()) {
        style.tone = Tone::Success;
        style.softTone = Tone::SuccessSoft;
    }
    return style;
}

} // namespace

SeverityStyle verdictStyle(inspector::Verdict verdict)
{
    Sign sign = Sign::NotChecked;
    switch (verdict) {
    case inspector::Verdict::Verified:
        sign = Sign::Verified;
        break;
    case inspector::Verdict::NotVerified:
        sign = Sign::NotVerified;
        break;
    case inspector::Verdict::CouldNotBeChecked:
        sign = Sign::NotChecked;
        break;
    }
    SeverityStyle style = SeverityStyle::of(sign);
    style.word = text::verdictWord(verdict);
    return style;
}

SeverityStyle headlineStyle(inspector::Headline headline, inspector::Verdict verdict)
{
    SeverityStyle style = verdictStyle(verdict);
    switch (inspector::lightOf(headline)) {
    case inspector::Light::Green:
        break;
    case inspector::Light::Amber:
        style.tone = Tone::Warning;
        style.softTone = Tone::WarningSoft;
        break;
    case inspector::Light::Red:
        style.tone = Tone::Danger;
        style.softTone = Tone::DangerSoft;
        break;
    }
    style.word = text::headlineText(headline);
    return style;
}

SeverityStyle bannerStyle(const inspector::TokenInspection &inspection)
{
    return headlineStyle(inspector::headlineOf(inspection), inspection.verdict());
}

bool wasChecked(const inspector::TokenInspection &inspection)
{
    return inspection.key.origin != inspector::KeyUsed::Origin::None &&
           (inspection.signature == inspector::Signature::Verified ||
            inspection.signature == inspector::Signature::Failed);
}

SeverityStyle formStyle(const inspector::TokenInspection &inspection)
{
    SeverityStyle style;
    switch (inspection.form) {
    case inspector::Form::Ok:
        style = good(inspection, u"file"_s);
        break;
    case inspector::Form::Repaired:
        style = good(inspection, u"edit"_s);
        break;
    case inspector::Form::Malformed:
    case inspector::Form::NotAJwt:
        style = SeverityStyle::of(Sign::Error);
        break;
    case inspector::Form::Encrypted:
        style = quiet(u"lock"_s);
        break;
    }
    style.word = text::formWord(inspection.form);
    return style;
}

SeverityStyle signatureStyle(const inspector::TokenInspection &inspection)
{
    SeverityStyle style;
    switch (inspection.signature) {
    case inspector::Signature::Verified:
        style = SeverityStyle::of(Sign::Verified);
        break;
    case inspector::Signature::Failed:
        style = SeverityStyle::of(Sign::NotVerified);
        break;
    case inspector::Signature::Unsecured:
        style = SeverityStyle::of(Sign::NotVerified);
        style.iconName = u"unlock"_s;
        break;
    case inspector::Signature::NotChecked:
    case inspector::Signature::Unsupported:
        style = SeverityStyle::of(Sign::NotChecked);
        break;
    }
    style.word = text::signatureWord(inspection.signature);
    return style;
}

SeverityStyle timeStyle(const inspector::TokenInspection &inspection)
{
    SeverityStyle style;
    switch (inspection.time) {
    case inspector::Time::Valid:
        style = good(inspection, u"clock"_s);
        break;
    case inspector::Time::Expired:
    case inspector::Time::NotYet:
        style = SeverityStyle::of(Sign::Warning);
        style.iconName = u"clock"_s;
        break;
    case inspector::Time::Malformed:
        style = SeverityStyle::of(Sign::Error);
        break;
    case inspector::Time::NoExpiry:
        style = SeverityStyle::of(Sign::Warning);
        break;
    case inspector::Time::NotJudged:
        style = quiet(u"clock"_s);
        break;
    }
    style.word = text::timeWord(inspection);
    return style;
}

SeverityStyle claimsStyle(const inspector::TokenInspection &inspection)
{
    SeverityStyle style;
    switch (inspection.claimsVerdict) {
    case inspector::Claims::Ok:
        style = good(inspection, u"check-circle"_s);
        break;
    case inspector::Claims::Mismatch:
        style = SeverityStyle::of(Sign::Warning);
        break;
    case inspector::Claims::Malformed:
        style = SeverityStyle::of(Sign::Error);
        break;
    case inspector::Claims::NotJudged:
        style = quiet(u"circle"_s);
        break;
    }
    style.word = text::claimsWord(inspection.claimsVerdict);
    return style;
}

SeverityStyle policyStyle(const inspector::TokenInspection &inspection)
{
    SeverityStyle style;
    switch (inspection.policyVerdict) {
    case inspector::Policy::Ok:
        style = good(inspection, u"grant"_s);
        break;
    case inspector::Policy::Warned:
        style = SeverityStyle::of(Sign::Warning);
        break;
    case inspector::Policy::Violated:
        style = SeverityStyle::of(Sign::Refused);
        break;
    case inspector::Policy::NotJudged:
        style = quiet(u"grant"_s);
        break;
    }
    style.word = text::policyWord(inspection.policyVerdict);
    return style;
}

} // namespace gatehouse::ui::presenters
