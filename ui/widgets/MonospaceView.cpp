#include "ui/widgets/MonospaceView.h"

#include "ui/theme/Spacing.h"
#include "ui/theme/Tone.h"
#include "ui/widgets/ClipboardGuard.h"
#include "ui/widgets/CopyButton.h"
#include "ui/widgets/PlainLabel.h"

#include <KSyntaxHighlighting/Definition>
#include <KSyntaxHighlighting/Repository>
#include <KSyntaxHighlighting/SyntaxHighlighter>
#include <KSyntaxHighlighting/Theme>

#include <QGuiApplication>
#include <QKeyEvent>
#include <QMimeData>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextLayout>
#include <QVariant>

#include <cmath>

namespace gatehouse::ui::widgets {

using namespace Qt::StringLiterals;

namespace {

/// The language definitions: read once, when the first highlighted text is shown, and only ever read afterwards.
KSyntaxHighlighting::Repository &repository()
{
    static KSyntaxHighlighting::Repository shared;
    return shared;
}

} // namespace

MonospaceView::MonospaceView(const QString &accessibleName, QWidget *parent)
    : QPlainTextEdit(parent)
    , m_copy(new CopyButton(accessibleName, [this] { return m_copyText.isNull() ? toPlainText() : m_copyText; }, this))
{
    setAccessibleName(accessibleName);
    setProperty("surface", u"code"_s);
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setLineWrapMode(NoWrap);
    setFont(monospaceFont(font()));
    setTabStopDistance(4 * fontMetrics().horizontalAdvance(QLatin1Char(' ')));
    setTabChangesFocus(true);
    m_copy->show();
}

MonospaceView::~MonospaceView() = default;

void MonospaceView::setContent(const QString &text, const QString &language)
{
    // The line feed at the end of a file is copied and no line to look at.
    const bool hasLineEnd = text.endsWith(u'\n');
    m_copyText = hasLineEnd ? text : QString();
    const QString shown = hasLineEnd ? text.chopped(1) : text;
    if (shown == toPlainText() && language == m_language)
        return;
    // A highlighter puts off the lines below one that changed, and would look for them in another text: each text has
    // a highlighter of its own.
    m_highlighter.reset();
    m_language = language;
    clear();
    if (!language.isEmpty()) {
        m_highlighter = std::make_unique<KSyntaxHighlighting::SyntaxHighlighter>(document());
        m_highlighter->setDefinition(repository().definitionForName(language));
        applyTheme();
    }
    setPlainText(shown);
    showBars();
    updateGeometry();
}

void MonospaceView::showBars()
{
    // Where all lines are shown there is nothing to scroll to. A bar that came and went would change the width, with it
    // whether a line is too wide, with it the height, and with it the bar: for ever.
    const bool showsAll = m_mostLines > 0 && lineWrapMode() == NoWrap && document()->blockCount() <= m_mostLines;
    setVerticalScrollBarPolicy(showsAll ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
}

void MonospaceView::setVisibleLines(int most)
{
    m_mostLines = most;
    setSizePolicy(QSizePolicy::Expanding, most > 0 ? QSizePolicy::Fixed : QSizePolicy::Expanding);
    showBars();
    updateGeometry();
}

QSize MonospaceView::sizeHint() const
{
    if (m_mostLines == 0)
        return QPlainTextEdit::sizeHint();
    // A line is as high as its layout makes it, which is more than the font's spacing where fonts are mixed.
    qreal height = 0;
    int lines = 0;
    for (QTextBlock block = document()->firstBlock(); block.isValid() && lines < m_mostLines; block = block.next()) {
        const int wrapped = lineWrapMode() == NoWrap || !block.layout() ? 1 : std::max(1, block.layout()->lineCount());
        const qreal whole = blockBoundingRect(block).height();
        const int shown = std::min(wrapped, m_mostLines - lines);
        height += whole * shown / wrapped;
        lines += shown;
    }
    const int frame = 2 * (frameWidth() + static_cast<int>(document()->documentMargin()) + theme::spacing::tight);
    // Room for the bar only where a line is wider than the view.
    const bool wide = lineWrapMode() == NoWrap && widestLine() > maximumViewportSize().width();
    const int bar = wide ? horizontalScrollBar()->sizeHint().height() : 0;
    return {QPlainTextEdit::sizeHint().width(), static_cast<int>(std::ceil(height)) + frame + bar};
}

int MonospaceView::widestLine() const
{
    // A plain text document lays out what is seen and knows no ideal width: every character is as wide as the next.
    constexpr int tab = 4;
    qsizetype most = 0;
    for (QTextBlock block = document()->firstBlock(); block.isValid(); block = block.next()) {
        const QString text = block.text();
        most = std::max(most, text.size() + text.count(QLatin1Char('\t')) * (tab - 1));
    }
    const int character = fontMetrics().horizontalAdvance(QLatin1Char(' '));
    return static_cast<int>(std::min<qsizetype>(most, 100000)) * character +
           2 * static_cast<int>(document()->documentMargin());
}

QSize MonospaceView::minimumSizeHint() const
{
    return m_mostLines == 0 ? QPlainTextEdit::minimumSizeHint()
                            : QSize(fontMetrics().averageCharWidth() * 20, sizeHint().height());
}

void MonospaceView::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    placeCopyButton();
    if (m_mostLines == 0)
        return;
    // Asked for only where the height that is wanted is another one: a layout answers with a resize, and the two would
    // go on for as long as the view is there.
    if (const int height = sizeHint().height(); height != m_wantedHeight) {
        m_wantedHeight = height;
        updateGeometry();
    }
}

void MonospaceView::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyTheme();
}

void MonospaceView::keyPressEvent(QKeyEvent *event)
{
    // Esc and Enter belong to the dialog or page around it.
    if (event->key() == Qt::Key_Escape || event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        event->ignore();
    else
        QPlainTextEdit::keyPressEvent(event);
}

QMimeData *MonospaceView::createMimeDataFromSelection() const
{
    QMimeData *copied = QPlainTextEdit::createMimeDataFromSelection();
    if (m_guarded)
        guardCopied(*copied);
    return copied;
}

void MonospaceView::applyTheme()
{
    if (!m_highlighter)
        return;
    const bool dark = theme::isDark(QGuiApplication::palette());
    m_highlighter->setTheme(repository().defaultTheme(dark ? KSyntaxHighlighting::Repository::DarkTheme
                                                           : KSyntaxHighlighting::Repository::LightTheme));
    m_highlighter->rehighlight();
}

void MonospaceView::placeCopyButton()
{
    m_copy->adjustSize();
    const QRect inner = viewport()->geometry();
    m_copy->move(inner.right() - m_copy->width() - theme::spacing::tight, inner.top() + theme::spacing::tight);
    m_copy->raise();
}

} // namespace gatehouse::ui::widgets
