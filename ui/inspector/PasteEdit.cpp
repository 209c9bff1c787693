#include "ui/inspector/PasteEdit.h"

#include "ui/widgets/ClipboardGuard.h"
#include "ui/widgets/FieldMessage.h"
#include "ui/widgets/PlainFile.h"
#include "ui/widgets/PlainLabel.h"

#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QLocale>
#include <QMimeData>
#include <QScrollBar>
#include <QUrl>

namespace gatehouse::ui::inspection {

PasteEdit::PasteEdit(const QString &accessibleName, qsizetype most, QWidget *parent)
    : QPlainTextEdit(parent)
    , m_most(most)
{
    setAccessibleName(accessibleName);
    setTabChangesFocus(true);
    setWordWrapMode(QTextOption::WrapAnywhere);
    setFont(widgets::monospaceFont(font()));
    // A token is left to right whatever letters someone put into it.
    QTextOption option = document()->defaultTextOption();
    option.setTextDirection(Qt::LeftToRight);
    document()->setDefaultTextOption(option);
}

void PasteEdit::replaceAll(const QString &text)
{
    if (!fits(text.size(), document()->characterCount()))
        return;
    QTextCursor cursor(document());
    cursor.beginEditBlock();
    cursor.select(QTextCursor::Document);
    cursor.insertText(text);
    cursor.endEditBlock();
    setTextCursor(cursor);
    verticalScrollBar()->setValue(0); // a token is recognized by its beginning
    Q_EMIT refused({});
}

void PasteEdit::showEvent(QShowEvent *event)
{
    // The first time it would scroll to the end, where the cursor is.
    const int before = verticalScrollBar()->value();
    QPlainTextEdit::showEvent(event);
    verticalScrollBar()->setValue(before);
}

void PasteEdit::pasteOver()
{
    if (const QMimeData *source = QGuiApplication::clipboard()->mimeData()) {
        if (const std::optional<QString> text = textOf(*source))
            replaceAll(*text);
    }
}

widgets::FieldMessage *PasteEdit::makeMessage(QWidget *parent)
{
    auto *message = new widgets::FieldMessage(parent);
    connect(this, &PasteEdit::refused, message,
            [message](const QString &sentence) { message->setMessage(theme::Sign::Warning, sentence); });
    return message;
}

void PasteEdit::chooseFile(const QString &title)
{
    auto *dialog = new QFileDialog(this, title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &PasteEdit::openFile);
    dialog->open();
}

void PasteEdit::openFile(const QString &path)
{
    if (const std::optional<QString> text = textOfFile(path))
        replaceAll(*text);
}

bool PasteEdit::canInsertFromMimeData(const QMimeData *source) const
{
    // A picture is accepted in order to say that it cannot be.
    return source->hasText() || source->hasUrls() || source->hasImage();
}

void PasteEdit::insertFromMimeData(const QMimeData *source)
{
    const std::optional<QString> text = textOf(*source);
    if (!text)
        return;
    if (!textCursor().hasSelection() && replacesAll(*text)) {
        replaceAll(*text);
        return;
    }
    const QTextCursor cursor = textCursor();
    if (!fits(text->size(), cursor.selectionEnd() - cursor.selectionStart()))
        return;
    insertPlainText(*text);
    ensureCursorVisible();
    Q_EMIT refused({});
}

QMimeData *PasteEdit::createMimeDataFromSelection() const
{
    QMimeData *copied = QPlainTextEdit::createMimeDataFromSelection();
    if (isSecret(copied->text()))
        widgets::guardCopied(*copied);
    return copied;
}

bool PasteEdit::isSecret(const QString &) const
{
    return m_guarded;
}

bool PasteEdit::replacesAll(const QString &) const
{
    return false;
}

std::optional<QString> PasteEdit::textOf(const QMimeData &source)
{
    const QList<QUrl> urls = source.urls();
    if (!urls.isEmpty() && urls.first().isLocalFile())
        return textOfFile(urls.first().toLocalFile());
    if (source.hasText())
        return source.text();
    Q_EMIT refused(source.hasImage() ? tr("That is a picture. Copy the text itself and paste it here.")
                                     : tr("There is no text to paste."));
    return {};
}

std::optional<QString> PasteEdit::textOfFile(const QString &path)
{
    const QFileInfo info(path);
    if (info.isFile() && info.size() > m_most) {
        fits(info.size(), 0);
        Q_EMIT largeFileOffered(path);
        return {};
    }
    const auto content = widgets::readPlainFile(path, m_most);
    if (!content) {
        Q_EMIT refused(content.error());
        return {};
    }
    return QString::fromUtf8(*content);
}

bool PasteEdit::fits(qsizetype characters, qsizetype replaced)
{
    const qsizetype remaining = std::max<qsizetype>(0, document()->characterCount() - replaced);
    if (remaining + characters <= m_most)
        return true;
    const QLocale locale;
    Q_EMIT refused(tr("That text has %1, and a field takes at most %2. Nothing was changed.")
                       .arg(locale.formattedDataSize(remaining + characters, 1), locale.formattedDataSize(m_most, 0)));
    return false;
}

} // namespace gatehouse::ui::inspection
