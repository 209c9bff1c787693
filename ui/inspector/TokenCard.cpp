#include "ui/inspector/TokenCard.h"

#include "models/base/Text.h"
#include "ui/inspector/KeyChoice.h"
#include "ui/inspector/ReportPdf.h"
#include "ui/inspector/TokenEdit.h"
#include "ui/text/InspectionMarkdown.h"
#include "ui/theme/ButtonKind.h"
#include "ui/theme/IconSet.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/ClipboardGuard.h"
#include "ui/widgets/CopyButton.h"
#include "ui/widgets/FieldMessage.h"
#include "ui/widgets/FileExport.h"
#include "ui/widgets/FlowLayout.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/ToolTip.h"

#include <QBoxLayout>
#include <QMenu>
#include <QPushButton>

namespace gatehouse::ui::inspection {

using namespace Qt::StringLiterals;

namespace {

/// Characters that visibleText() would have to spell out, line ends and tabs aside.
qsizetype hiddenCharacters(const QString &text)
{
    qsizetype count = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char16_t c = text.at(i).unicode();
        if ((c < 0x20 && c != u'\n' && c != u'\t') ||
            (c >= 0x7f && !text.at(i).isSurrogate() && base::visibleText(QStringView(text).sliced(i, 1)) != text.at(i)))
            ++count;
    }
    return count;
}

} // namespace

TokenCard::TokenCard(const jose::KeyCodec &codec, http::HttpClient *http, QWidget *parent)
    : Card(tr("Token"), {}, parent)
    , m_edit(new TokenEdit(this))
    , m_keys(new KeyChoice(codec, http, this))
    , m_notice(new widgets::FieldMessage(this))
    , m_fault(new widgets::FieldMessage(this))
    , m_goToFault(new QPushButton(tr("Show the place"), this))
    , m_file(new widgets::FileExport(*this))
{
    setObjectName(u"tokenCard"_s);
    auto *open = new QPushButton(theme::icon(u"file"_s), tr("Open…"), this);
    open->setObjectName(u"tokenOpen"_s);
    open->setAccessibleName(tr("Open a file with a token"));
    auto *paste = new QPushButton(theme::icon(u"paste"_s), tr("Paste"), this);
    paste->setObjectName(u"tokenPaste"_s);
    paste->setAccessibleName(tr("Paste a token"));
    m_clear = new QPushButton(theme::icon(u"close"_s), tr("Clear"), this);
    m_clear->setObjectName(u"tokenClear"_s);
    m_clear->setAccessibleName(tr("Clear the token"));
    for (QPushButton *button : {open, paste, m_clear}) {
        theme::setButtonKind(*button, theme::ButtonKind::Quiet);
        addAction(button);
    }
    m_notice->setObjectName(u"tokenNotice"_s);
    m_fault->setObjectName(u"tokenFault"_s);
    m_goToFault->setObjectName(u"tokenGoToFault"_s);
    theme::setButtonKind(*m_goToFault, theme::ButtonKind::Link);
    m_goToFault->hide();
    setCompact();
    limitEdit();
    body()->addWidget(m_edit, 1);
    body()->addWidget(m_notice);
    body()->addWidget(m_fault);
    body()->addWidget(m_goToFault, 0, Qt::AlignLeft);
    body()->addWidget(makeTools());
    body()->addWidget(m_keys);

    connect(open, &QPushButton::clicked, this, [this] { m_edit->chooseFile(tr("Open a file with a token")); });
    connect(paste, &QPushButton::clicked, m_edit, &PasteEdit::pasteOver);
    connect(m_clear, &QPushButton::clicked, this, [this] {
        m_edit->replaceAll({});
        m_edit->setFocus();
    });
    connect(m_goToFault, &QPushButton::clicked, m_edit, &TokenEdit::goToFault);
    connect(m_edit, &PasteEdit::refused, this,
            [this](const QString &sentence) { m_notice->setMessage(theme::Sign::Warning, sentence); });
}

QWidget *TokenCard::makeTools()
{
    m_tools = new QWidget(this);
    m_reveal = new QPushButton(m_tools);
    m_reveal->setObjectName(u"tokenReveal"_s);
    m_reveal->setCheckable(true);
    theme::setButtonKind(*m_reveal, theme::ButtonKind::Quiet);
    connect(m_reveal, &QPushButton::toggled, this, &TokenCard::revealSignature);
    m_copyRedacted = new widgets::CopyButton(
        tr("token without its signature"), [this] { return text::redactedToken(m_inspection); }, m_tools);
    m_copyRedacted->setObjectName(u"tokenCopyRedacted"_s);
    m_copyRedacted->setWord(tr("Redacted"));
    m_copyMarkdown = new widgets::CopyButton(
        tr("report as Markdown, without the signature"), [this] { return text::inspectionMarkdown(m_inspection); },
        m_tools);
    m_copyMarkdown->setObjectName(u"tokenCopyMarkdown"_s);
    m_copyMarkdown->setWord(tr("Markdown"));
    m_copyWhole = new widgets::CopyButton(tr("whole token; it leaves the clipboard after 20 seconds"), {}, m_tools);
    m_copyWhole->setObjectName(u"tokenCopyWhole"_s);
    m_copyWhole->setWord(tr("Whole"));
    m_copyWhole->setHandler([this] {
        widgets::copySecret(base::Secret(QByteArrayView(m_inspection.token)));
        m_copyWhole->acknowledge();
    });
    auto *layout = new widgets::FlowLayout(m_tools);
    layout->addWidget(new widgets::PlainLabel(tr("Copy:"), widgets::PlainLabel::Role::Muted, m_tools));
    for (widgets::CopyButton *button : {m_copyRedacted, m_copyMarkdown, m_copyWhole})
        layout->addWidget(button);
    layout->addWidget(makeExport());
    layout->addWidget(m_reveal);
    revealSignature(false);
    return m_tools;
}

QPushButton *TokenCard::makeExport()
{
    m_export = new QPushButton(theme::icon(u"save"_s), tr("Report"), m_tools);
    m_export->setObjectName(u"tokenExport"_s);
    m_export->setAccessibleName(tr("Save the report, without the signature"));
    widgets::setPlainToolTip(*m_export, tr("Save the report, without the signature"));
    theme::setButtonKind(*m_export, theme::ButtonKind::Quiet);
    auto *menu = new QMenu(m_export);
    menu->setObjectName(u"tokenExportMenu"_s);
    const auto add = [this, menu](const QString &name, const QString &file, const auto &make) {
        connect(menu->addAction(name), &QAction::triggered, this,
                [this, file, make] { m_file->ask(tr("Save the report"), file, make(m_inspection)); });
    };
    using Write = widgets::FileExport::Write;
    add(tr("PDF…"), tr("token-report.pdf"), [](const inspector::TokenInspection &inspection) -> Write {
        return [report = text::inspectionReport(inspection)](QIODevice &file) {
            const QByteArray bytes = reportPdf(report);
            return file.write(bytes) == bytes.size();
        };
    });
    add(tr("Markdown…"), tr("token-report.md"), [](const inspector::TokenInspection &inspection) -> Write {
        return [text = text::inspectionMarkdown(inspection).toUtf8()](QIODevice &file) {
            return file.write(text) == text.size();
        };
    });
    m_export->setMenu(menu);
    connect(m_file, &widgets::FileExport::saved, this, [this](const QString &path) {
        m_notice->setMessage(theme::Sign::Done, tr("Saved to %1.").arg(base::visibleText(path, 160)));
    });
    connect(m_file, &widgets::FileExport::failed, this,
            [this](const QString &problem) { m_notice->setMessage(theme::Sign::Error, problem); });
    return m_export;
}

void TokenCard::limitEdit()
{
    constexpr int lines = 5; // enough to recognize a token by; what is in it is read beside it
    m_edit->setFixedHeight(fontMetrics().lineSpacing() * lines + 2 * theme::spacing::small);
}

void TokenCard::changeEvent(QEvent *event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        limitEdit();
}

void TokenCard::addChoice(const QString &label, QWidget *choice)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(theme::spacing::small);
    auto *name = new widgets::PlainLabel(label, widgets::PlainLabel::Role::Strong, this);
    name->setBuddy(choice);
    row->addWidget(name);
    row->addWidget(choice, 1);
    body()->addLayout(row);
}

void TokenCard::addTool(QWidget *button)
{
    m_tools->layout()->addWidget(button);
}

void TokenCard::revealSignature(bool shown)
{
    m_edit->setSignatureShown(shown);
    m_reveal->setIcon(theme::icon(shown ? u"eye-off"_s : u"eye"_s));
    m_reveal->setText(shown ? tr("Hide signature") : tr("Show signature"));
}

void TokenCard::setInspection(const inspector::TokenInspection &inspection)
{
    m_inspection = inspection;
    m_edit->showParts(inspection);
    const QString place = m_edit->faultPlace();
    m_fault->setMessage(theme::Sign::Error, place);
    m_goToFault->setVisible(!place.isEmpty());
    const bool hasToken = !text::redactedToken(inspection).isEmpty();
    m_clear->setEnabled(!m_edit->document()->isEmpty());
    m_tools->setVisible(!m_edit->document()->isEmpty());
    m_reveal->setEnabled(m_edit->hasSignature());
    m_copyRedacted->setEnabled(hasToken);
    m_copyMarkdown->setEnabled(!inspection.token.isEmpty());
    m_export->setEnabled(!inspection.token.isEmpty());
    m_copyWhole->setEnabled(!inspection.token.isEmpty());
}

void TokenCard::noticeText(const QString &text)
{
    const qsizetype hidden = hiddenCharacters(text);
    m_notice->setMessage(theme::Sign::Warning,
                         hidden > 0 ? tr("The text holds %n characters that cannot be seen; they are marked.", nullptr,
                                         static_cast<int>(hidden))
                                    : QString());
}

void TokenCard::hideSecrets()
{
    m_reveal->setChecked(false);
    m_keys->hideSecret();
}

} // namespace gatehouse::ui::inspection
