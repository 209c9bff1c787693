#include "ui/inspector/TokenEdit.h"

#include "ui/inspector/JwsHighlighter.h"

#include <QEvent>
#include <QTextBlock>

namespace gatehouse::ui::inspection {

using namespace Qt::StringLiterals;

TokenEdit::TokenEdit(QWidget *parent)
    : PasteEdit(tr("Token to inspect"), most, parent)
    , m_highlighter(new JwsHighlighter(document()))
{
    setObjectName(u"tokenEdit"_s);
    setPlaceholderText(tr("Paste an access token here, or drop a file that holds one."));
}

void TokenEdit::showParts(const inspector::TokenInspection &inspection)
{
    const QList<TokenPart> parts = tokenParts(toPlainText(), inspection);
    if (parts == m_highlighter->parts())
        return;
    m_highlighter->setParts(parts);
}

QString TokenEdit::faultPlace() const
{
    const std::optional<TokenPart> fault = faultOf(m_highlighter->parts());
    if (!fault)
        return {};
    const QTextBlock block = document()->findBlock(static_cast<int>(fault->start));
    if (document()->blockCount() == 1)
        return tr("Character %1 of the text is marked.").arg(fault->start + 1);
    return tr("Line %1, character %2 of the text is marked.")
        .arg(block.blockNumber() + 1)
        .arg(fault->start - block.position() + 1);
}

void TokenEdit::goToFault()
{
    const std::optional<TokenPart> fault = faultOf(m_highlighter->parts());
    if (!fault)
        return;
    QTextCursor cursor(document());
    cursor.setPosition(static_cast<int>(fault->start));
    cursor.setPosition(static_cast<int>(fault->start + fault->length), QTextCursor::KeepAnchor);
    setTextCursor(cursor);
    ensureCursorVisible();
    setFocus();
}

void TokenEdit::setSignatureShown(bool shown)
{
    m_highlighter->setSignatureShown(shown);
}

bool TokenEdit::hasSignature() const
{
    return std::ranges::contains(m_highlighter->parts(), TokenPart::Kind::Signature, &TokenPart::kind);
}

bool TokenEdit::isSignatureShown() const
{
    return m_highlighter->isSignatureShown();
}

bool TokenEdit::isSecret(const QString &copied) const
{
    // Two segments are most of a token: what is missing is guessed or found in the next log.
    return copied.contains(u'.');
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
