#pragma once

#include "ui/theme/Tone.h"

#include <QCoreApplication>
#include <QIcon>
#include <QString>

namespace gatehouse::ui::theme {

/// How good or bad something is, as shown: always an icon and a word, never a colour alone.
enum class Sign {
    Verified,
    NotVerified,
    NotChecked, ///< could not be checked
    Done,
    Refused,
    Failed,
    Info,
    Warning,
    Error,
    Waiting,
    Running,
    Skipped,
};

/// What a Sign looks like and is called.
struct SeverityStyle
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::ui::theme::SeverityStyle)

public:
    QString iconName;
    Tone tone = Tone::Neutral;         ///< of icon and emphasised text
    Tone softTone = Tone::NeutralSoft; ///< of a background behind it
    QString word;                      ///< translated

    static SeverityStyle of(Sign sign);
    QIcon icon() const;
};

} // namespace gatehouse::ui::theme
