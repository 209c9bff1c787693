#include "ui/inspector/TokenEdit.h"

#include "ui/inspector/JwsHighlighter.h"

#include <QEvent>

namespace gatehouse::ui::inspection {

TokenEdit::TokenEdit(QWidget *parent)
    : PasteEdit(tr("Token to inspect"), most, parent)
    , m_highlighter(new JwsHighlighter(document()))
{
    setObjectName(QStringLiteral("tokenEdit"));
    setPlaceholderText(tr("Paste an access token here, or drop a file that holds one."));
}

void TokenEdit::showParts(const inspector::TokenInspection &inspection)
{
    const QList<TokenPart> parts = tokenParts(toPlainText(), inspection);
    if (parts == m_highlighter->parts())
        return;
    m_highlighter->setParts(parts);
}

bool TokenEdit::replacesAll(const QString &pasted) const
{
    // A field holds one token. Something with a dot is taken for a whole one; less is taken for a correction.
    return pasted.contains(u'.');
}

void TokenEdit::changeEvent(QEvent *event)
{
    PasteEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_highlighter)
        m_highlighter->rehighlight();
}

} // namespace gatehouse::ui::inspection
