#include "ui/pages/InspectorPage.h"

#include "models/base/Text.h"
#include "ui/inspector/FindingsPane.h"
#include "ui/inspector/KeyChoice.h"
#include "ui/inspector/MembersPane.h"
#include "ui/inspector/SignaturePane.h"
#include "ui/inspector/TokenEdit.h"
#include "ui/inspector/VerdictBanner.h"
#include "ui/theme/ButtonKind.h"
#include "ui/theme/IconSet.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/Card.h"
#include "ui/widgets/CopyButton.h"
#include "ui/widgets/EmptyState.h"
#include "ui/widgets/FieldMessage.h"
#include "ui/widgets/SectionHeader.h"

#include <QBoxLayout>
#include <QPushButton>
#include <QScrollArea>

namespace gatehouse::ui::pages {

namespace {

using namespace theme::spacing;

/// The token without its signature: shows everything there is to read and opens no door.
QString redactedToken(const inspector::TokenInspection &inspection)
{
    const QByteArray &token = inspection.token;
    const qsizetype dot = token.lastIndexOf('.');
    return dot < 0 ? QString() : QString::fromUtf8(token.first(dot + 1)) + QStringLiteral("REDACTED");
}

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

InspectorPage::InspectorPage(TenantAccess access, ServerControl &server, const inspector::TokenInspector &inspector,
                             const jose::KeyCodec &codec, QWidget *parent)
    : QWidget(parent)
    , m_access(access)
    , m_server(server)
    , m_inspector(inspector)
    , m_edit(new inspection::TokenEdit(this))
    , m_keys(new inspection::KeyChoice(codec, this))
    , m_scroll(new QScrollArea(this))
{
    setObjectName(QStringLiteral("inspectorPage"));
    auto *content = new QWidget(m_scroll);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(wide, large, wide, wide);
    column->setSpacing(large);
    column->addWidget(new widgets::SectionHeader(
        tr("Token Inspector"), tr("Everything happens on this machine: no address in a token is ever opened."),
        widgets::SectionHeader::Level::Page, content));
    m_top = new QHBoxLayout;
    m_top->setSpacing(large);
    m_top->addWidget(makeInput(), 1);
    auto *verdict = new QVBoxLayout;
    verdict->setSpacing(large);
    m_banner = new inspection::VerdictBanner(content);
    m_findings = new inspection::FindingsPane(content);
    m_empty = new widgets::EmptyState(QStringLiteral("inspector"), tr("No token to inspect yet"), content);
    m_empty->setObjectName(QStringLiteral("inspectorEmpty"));
    m_empty->setDetail(tr("Paste one, and its header, claims and verdict are here at once."));
    m_empty->setPrimary(tr("Paste"), QStringLiteral("paste"));
    m_empty->primaryButton()->setObjectName(QStringLiteral("emptyPaste"));
    verdict->addWidget(m_empty, 1);
    verdict->addWidget(m_banner);
    verdict->addWidget(m_findings);
    verdict->addStretch();
    m_top->addLayout(verdict, 1);
    column->addLayout(m_top);
    column->addWidget(makeReport());
    column->addStretch(1);
    m_scroll->setWidget(content);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setObjectName(QStringLiteral("inspectorScroll"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_scroll);

    connect(m_empty, &widgets::EmptyState::primaryClicked, m_edit, &inspection::PasteEdit::pasteOver);
    connect(m_edit, &QPlainTextEdit::textChanged, this, &InspectorPage::onTextChanged);
    connect(m_edit, &inspection::PasteEdit::refused, this,
            [this](const QString &sentence) { m_notice->setMessage(theme::Sign::Warning, sentence); });
    connect(m_keys, &inspection::KeyChoice::changed, this, &InspectorPage::judge);
    connect(&m_access.store, &store::ResourceServerStore::changed, this, &InspectorPage::judge);
    connect(&m_access.store, &store::ResourceServerStore::loaded, this, &InspectorPage::judge);
    connect(&m_server, &ServerControl::changed, this, &InspectorPage::judge);
    m_timer.setInterval(std::chrono::seconds(1));
    connect(&m_timer, &QTimer::timeout, this, &InspectorPage::tick);
    judge();
}

QWidget *InspectorPage::makeInput()
{
    auto *card = new widgets::Card(tr("Token"), {}, this);
    card->setObjectName(QStringLiteral("tokenCard"));
    auto *paste = new QPushButton(theme::icon(QStringLiteral("paste")), tr("Paste"), card);
    paste->setObjectName(QStringLiteral("tokenPaste"));
    paste->setAccessibleName(tr("Paste a token"));
    m_clear = new QPushButton(theme::icon(QStringLiteral("close")), tr("Clear"), card);
    m_clear->setObjectName(QStringLiteral("tokenClear"));
    m_clear->setAccessibleName(tr("Clear the token"));
    m_copyRedacted = new widgets::CopyButton(
        tr("token without its signature"), [this] { return redactedToken(m_inspection); }, card);
    m_copyRedacted->setObjectName(QStringLiteral("tokenCopyRedacted"));
    for (QPushButton *button : {paste, m_clear})
        theme::setButtonKind(*button, theme::ButtonKind::Quiet);
    card->addAction(paste);
    card->addAction(m_clear);
    card->addAction(m_copyRedacted);
    m_notice = new widgets::FieldMessage(card);
    m_notice->setObjectName(QStringLiteral("tokenNotice"));
    // Room for an ordinary access token; the card beside it decides how much more.
    m_edit->setMinimumHeight(m_edit->fontMetrics().lineSpacing() * 9);
    card->body()->addWidget(m_edit, 1);
    card->body()->addWidget(m_notice);
    card->body()->addWidget(m_keys);

    connect(paste, &QPushButton::clicked, m_edit, &inspection::PasteEdit::pasteOver);
    connect(m_clear, &QPushButton::clicked, this, [this] {
        m_edit->replaceAll({});
        focusInput();
    });
    return card;
}

QWidget *InspectorPage::makeReport()
{
    m_report = new QWidget(this);
    m_columns = new QHBoxLayout(m_report);
    m_columns->setContentsMargins(0, 0, 0, 0);
    m_columns->setSpacing(large);
    m_header = new inspection::MembersPane(items::ClaimTableModel::Part::Header, m_report);
    m_claims = new inspection::MembersPane(items::ClaimTableModel::Part::Claims, m_report);
    m_signature = new inspection::SignaturePane(m_report);
    auto *left = new QVBoxLayout;
    left->setSpacing(large);
    left->addWidget(m_claims);
    left->addStretch();
    auto *right = new QVBoxLayout;
    right->setSpacing(large);
    right->addWidget(m_header);
    right->addWidget(m_signature);
    right->addStretch();
    m_columns->addLayout(left, 11);
    m_columns->addLayout(right, 9);
    return m_report;
}

void InspectorPage::setToken(const QByteArray &token)
{
    m_edit->replaceAll(QString::fromUtf8(token));
}

void InspectorPage::focusInput()
{
    m_edit->setFocus();
}

void InspectorPage::onTextChanged()
{
    // Colouring the text counts as a change of the document, but there is nothing new to judge.
    const QString text = m_edit->toPlainText();
    if (text == m_text)
        return;
    const qsizetype hidden = hiddenCharacters(text);
    m_notice->setMessage(theme::Sign::Warning,
                         hidden > 0 ? tr("The text holds %n characters that cannot be seen; they are marked.", nullptr,
                                         static_cast<int>(hidden))
                                    : QString());
    judge();
}

inspector::VerificationPolicy InspectorPage::policy() const
{
    inspector::VerificationPolicy policy;
    policy.now = m_access.clock.now();
    if (m_keys->kind() == inspection::KeyChoice::Kind::Automatic)
        policy.keys.emplace<inspector::TenantKeys>(inspector::TenantKeys{
            .tenant = m_access.store.snapshot(), .custody = m_access.custody, .issuers = m_server.issuers()});
    else if (m_keys->pasted())
        policy.keys.emplace<inspector::PastedKey>(*m_keys->pasted());
    return policy;
}

void InspectorPage::judge()
{
    m_text = m_edit->toPlainText();
    const bool any = !m_text.trimmed().isEmpty();
    const base::Instant now = m_access.clock.now();
    m_inspection = any ? m_inspector.inspect(m_text.toUtf8(), policy()) : inspector::TokenInspection{};
    m_edit->showParts(m_inspection);
    m_clear->setEnabled(!m_text.isEmpty());
    m_copyRedacted->setEnabled(!redactedToken(m_inspection).isEmpty());
    m_empty->setVisible(!any);
    m_banner->setVisible(any);
    m_findings->setVisible(any);
    // A text that is not a token to the letter has a verdict and nothing to take apart.
    m_report->setVisible(m_inspection.jws.has_value());
    if (!any)
        return;
    m_banner->setInspection(m_inspection, now);
    m_findings->setFindings(m_inspection.findings);
    m_header->setTenant(m_access.store.snapshot());
    m_header->setInspection(m_inspection, now);
    m_claims->setTenant(m_access.store.snapshot());
    m_claims->setInspection(m_inspection, now);
    m_signature->setInspection(m_inspection);
}

void InspectorPage::tick()
{
    if (m_text.isEmpty())
        return;
    const base::Instant now = m_access.clock.now();
    const auto passed = [&](std::optional<qint64> moment) {
        return moment && m_inspection.judgedAt && *moment >= base::unixSeconds(*m_inspection.judgedAt) &&
               *moment <= base::unixSeconds(now);
    };
    if (passed(m_inspection.expiresAt) || passed(m_inspection.notBefore)) {
        judge();
        return;
    }
    m_banner->setNow(now);
    m_claims->setNow(now);
}

void InspectorPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    tick();
    m_timer.start();
}

void InspectorPage::hideEvent(QHideEvent *event)
{
    m_timer.stop();
    m_keys->hideSecret();
    QWidget::hideEvent(event);
}

void InspectorPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    // Two columns of a table need room; a narrow window reads from top to bottom.
    const int enough = fontMetrics().averageCharWidth() * 110;
    const auto direction = width() < enough ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight;
    m_top->setDirection(direction);
    m_columns->setDirection(direction);
}

} // namespace gatehouse::ui::pages
