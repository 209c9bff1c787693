#include "ui/widgets/ToolTip.h"

#include "models/base/Text.h"

#include <QAction>
#include <QWidget>

namespace gatehouse::ui::widgets {

using namespace Qt::StringLiterals;

QString plainToolTip(const QString &text)
{
    if (text.isEmpty())
        return {};
    // The tag makes Qt wrap long text; what is in it can no longer be taken for markup.
    return u"<qt>%1</qt>"_s.arg(base::visibleLines(text, 2000).toHtmlEscaped().replace(u'\n', u"<br>"_s));
}

void setPlainToolTip(QWidget &widget, const QString &text)
{
    widget.setToolTip(plainToolTip(text));
}

void setPlainToolTip(QAction &action, const QString &text)
{
    action.setToolTip(plainToolTip(text));
}

} // namespace gatehouse::ui::widgets
