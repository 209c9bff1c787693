#include "ui/inspector/JwsHighlighter.h"

#include "models/base/Text.h"
#include "ui/theme/Tone.h"

#include <QTextDocument>

namespace gatehouse::ui::inspection {

namespace {

QTextCharFormat formatOf(TokenPart::Kind kind, bool isSignatureShown)
{
    QTextCharFormat format;
    switch (kind) {
    case TokenPart::Kind::Header:
        format.setForeground(theme::toneColor(theme::Tone::TokenHeader));
        break;
    case TokenPart::Kind::Payload:
        format.setForeground(theme::toneColor(theme::Tone::TokenPayload));
        break;
    case TokenPart::Kind::Signature:
        format.setForeground(theme::toneColor(theme::Tone::TokenSignature));
        if (!isSignatureShown) {
            // A bar of one colour: who looks over a shoulder, or at a picture of the window, cannot use the token.
            format.setForeground(theme::toneColor(theme::Tone::Border));
            format.setBackground(theme::toneColor(theme::Tone::Border));
        }
        break;
    case TokenPart::Kind::Fault:
        format.setForeground(theme::toneColor(theme::Tone::Danger));
        format.setBackground(theme::toneColor(theme::Tone::DangerSoft));
        format.setFontUnderline(true);
        break;
    }
    return format;
}

} // namespace

JwsHighlighter::JwsHighlighter(QTextDocument *document)
    : QSyntaxHighlighter(document)
{
}

void JwsHighlighter::setParts(const QList<TokenPart> &parts)
{
    m_parts = parts;
    rehighlight();
}

void JwsHighlighter::setSignatureShown(bool shown)
{
    if (shown == m_signatureShown)
        return;
    m_signatureShown = shown;
    rehighlight();
}

void JwsHighlighter::highlightBlock(const QString &text)
{
    const qsizetype blockStart = currentBlock().position();
    for (const TokenPart &part : std::as_const(m_parts)) {
        const qsizetype first = std::max<qsizetype>(part.start - blockStart, 0);
        const qsizetype end = std::min<qsizetype>(part.start + part.length - blockStart, text.size());
        if (first < end)
            setFormat(static_cast<int>(first), static_cast<int>(end - first), formatOf(part.kind, m_signatureShown));
    }
    QTextCharFormat invisible;
    invisible.setBackground(theme::toneColor(theme::Tone::DangerSoft));
    invisible.setForeground(theme::toneColor(theme::Tone::Danger));
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char16_t c = text.at(i).unicode();
        // Only what visibleText() would spell out; the cheap test first, because nearly every character is plain.
        if ((c < 0x20 || c >= 0x7f) && c != u'\t' && !text.at(i).isSurrogate() &&
            base::visibleText(QStringView(text).sliced(i, 1)) != text.at(i))
            setFormat(static_cast<int>(i), 1, invisible);
    }
}

} // namespace gatehouse::ui::inspection
