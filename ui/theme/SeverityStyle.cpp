#include "ui/theme/SeverityStyle.h"

#include "ui/theme/IconSet.h"

namespace gatehouse::ui::theme {

SeverityStyle SeverityStyle::of(Sign sign)
{
    const auto style = [](const char *icon, Tone tone, Tone soft, QString word) {
        SeverityStyle result;
        result.iconName = QString::fromLatin1(icon);
        result.tone = tone;
        result.softTone = soft;
        result.word = std::move(word);
        return result;
    };
    switch (sign) {
    case Sign::Verified:
        return style("shield-check", Tone::Success, Tone::SuccessSoft, tr("Verified"));
    case Sign::NotVerified:
        return style("shield-x", Tone::Danger, Tone::DangerSoft, tr("Not verified"));
    case Sign::NotChecked:
        return style("shield-question", Tone::Warning, Tone::WarningSoft, tr("Could not be checked"));
    case Sign::Done:
        return style("check-circle", Tone::Success, Tone::SuccessSoft, tr("Done"));
    case Sign::Refused:
        return style("ban", Tone::Danger, Tone::DangerSoft, tr("Refused"));
    case Sign::Failed:
        return style("error", Tone::Danger, Tone::DangerSoft, tr("Failed"));
    case Sign::Info:
        return style("info", Tone::Info, Tone::InfoSoft, tr("Information"));
    case Sign::Warning:
        return style("warning", Tone::Warning, Tone::WarningSoft, tr("Warning"));
    case Sign::Error:
        return style("error", Tone::Danger, Tone::DangerSoft, tr("Error"));
    case Sign::Waiting:
        return style("circle", Tone::Neutral, Tone::NeutralSoft, tr("Waiting"));
    case Sign::Running:
        return style("loader", Tone::Accent, Tone::AccentSoft, tr("Running"));
    case Sign::Skipped:
        return style("skip", Tone::Neutral, Tone::NeutralSoft, tr("Skipped"));
    }
    return {};
}

QIcon SeverityStyle::icon() const
{
    return theme::icon(iconName, tone);
}

} // namespace gatehouse::ui::theme
