#include "ui/theme/ButtonKind.h"

#include <QAbstractButton>
#include <QStyle>
#include <QVariant>

namespace gatehouse::ui::theme {

namespace {

const char *kindName(ButtonKind kind)
{
    switch (kind) {
    case ButtonKind::Normal:
        return "normal";
    case ButtonKind::Primary:
        return "primary";
    case ButtonKind::Danger:
        return "danger";
    case ButtonKind::DangerQuiet:
        return "dangerQuiet";
    case ButtonKind::Quiet:
        return "quiet";
    case ButtonKind::Link:
        return "link";
    case ButtonKind::Navigation:
        return "navigation";
    }
    return "normal";
}

} // namespace

void setButtonKind(QAbstractButton &button, ButtonKind kind)
{
    button.setProperty("kind", QString::fromLatin1(kindName(kind)));
    if (kind == ButtonKind::Link || kind == ButtonKind::Quiet)
        button.setCursor(kind == ButtonKind::Link ? Qt::PointingHandCursor : Qt::ArrowCursor);
    // The style sheet looks at properties when it polishes, not when they change.
    button.style()->unpolish(&button);
    button.style()->polish(&button);
}

} // namespace gatehouse::ui::theme
