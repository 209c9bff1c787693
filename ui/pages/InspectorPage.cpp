#include "ui/pages/InspectorPage.h"

#include "models/jose/PrivateKey.h"
#include "models/scan/TokenScanner.h"
#include "models/shelf/RecentTokens.h"
#include "ui/inspector/BatchPane.h"
#include "ui/inspector/ExpectationsPane.h"
#include "ui/inspector/FindingsPane.h"
#include "ui/inspector/FormPane.h"
#include "ui/inspector/KeyChoice.h"
#include "ui/inspector/MembersPane.h"
#include "ui/inspector/ScopesPane.h"
#include "ui/inspector/ShelfPane.h"
#include "ui/inspector/SignaturePane.h"
#include "ui/inspector/TimePane.h"
#include "ui/inspector/TokenCard.h"
#include "ui/inspector/TokenEdit.h"
#include "ui/inspector/VerdictBanner.h"
#include "ui/inspector/VerdictStrip.h"
#include "ui/pages/ComparePane.h"
#include "ui/pages/ForgeDialog.h"
#include "ui/theme/ButtonKind.h"
#include "ui/theme/IconSet.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/EmptyState.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/SectionHeader.h"
#include "ui/widgets/SegmentedControl.h"

#include <QBoxLayout>
#include <QEvent>
#include <QPushButton>
#include <QScrollArea>
#include <QSet>

namespace gatehouse::ui::pages {

using namespace theme::spacing;

namespace {

/// Distinct tokens in a text.
qsizetype tokensIn(const QByteArray &text)
{
    QSet<QByteArray> tokens;
    scan::TokenScanner scanner([&tokens](scan::FoundToken &&found) {
        if (found.kind != scan::FoundToken::Kind::Parts)
            tokens.insert(found.token);
    });
    scanner.feed(text);
    scanner.finish();
    return tokens.size();
}

} // namespace

InspectorPage::InspectorPage(TenantAccess access, ServerControl &server, const inspector::TokenInspector &inspector,
                             const jose::KeyCodec &codec, InspectorPageExtras extras, QWidget *parent)
    : QWidget(parent)
    , m_access(access)
    , m_server(server)
    , m_inspector(inspector)
    , m_codec(codec)
    , m_extras(extras)
    , m_card(new inspection::TokenCard(codec, extras.http, this))
    , m_scroll(new QScrollArea(this))
{
    setObjectName(QStringLiteral("inspectorPage"));
    auto *content = new QWidget(m_scroll);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(wide, large, wide, wide);
    column->setSpacing(large);
    auto *header = new widgets::SectionHeader(
        tr("Token Inspector"),
        tr("Everything happens on this machine; only Fetch, when you press it, asks an issuer for its keys."),
        widgets::SectionHeader::Level::Page, content);
    m_modes = new widgets::SegmentedControl(tr("What to inspect"), header);
    m_modes->addChoice(tr("One token"));
    m_modes->addChoice(tr("Compare"));
    m_modes->addChoice(tr("Many tokens"));
    m_modes->button(0)->setObjectName(QStringLiteral("inspectOne"));
    m_modes->button(1)->setObjectName(QStringLiteral("inspectCompare"));
    m_modes->button(2)->setObjectName(QStringLiteral("inspectMany"));
    header->addAction(m_modes);
    column->addWidget(header);
    m_one = makeOne();
    m_policy.emplace(m_access, m_server, m_extras.privateKeys,
                     PagePolicy::Panes{*m_time, m_card->keys(), *m_expectations, *m_findings, *m_scopes});
    m_batch = new inspection::BatchPane(m_inspector, m_access.clock, [this] { return m_policy->forMany(); }, content);
    column->addWidget(m_one);
    column->addWidget(m_batch);
    column->addStretch(1);
    m_scroll->setWidget(content);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setObjectName(QStringLiteral("inspectorScroll"));
    content->installEventFilter(this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_scroll);
    auto *forge = new QPushButton(theme::icon(QStringLiteral("edit")), tr("Forge a test token…"), this);
    forge->setObjectName(QStringLiteral("tokenForge"));
    theme::setButtonKind(*forge, theme::ButtonKind::Quiet);
    m_card->addTool(forge);

    connect(forge, &QPushButton::clicked, this, &InspectorPage::forge);
    connect(m_modes, &widgets::SegmentedControl::chosen, this,
            [this](int index) { setMode(static_cast<Mode>(index)); });
    connect(m_batch, &inspection::BatchPane::tokenChosen, this, [this](const QByteArray &token) {
        setToken(token);
        setMode(Mode::One);
    });
    connect(&m_card->edit(), &inspection::PasteEdit::largeFileOffered, this, [this](const QString &path) {
        setMode(Mode::Many);
        m_batch->inspectFile(path);
    });
    connect(m_empty, &widgets::EmptyState::primaryClicked, &m_card->edit(), &inspection::PasteEdit::pasteOver);
    connect(&m_card->edit(), &QPlainTextEdit::textChanged, this, &InspectorPage::onTextChanged);
    connect(&m_card->keys(), &inspection::KeyChoice::changed, this, [this] {
        judge();
        keepSoon();
    });
    connect(m_time, &inspection::TimePane::changed, this, &InspectorPage::judge);
    connect(m_expectations, &inspection::ExpectationsPane::changed, this, &InspectorPage::judge);
    connect(m_findings, &inspection::FindingsPane::profileChosen, this, &InspectorPage::judge);
    connect(m_scopes, &inspection::ScopesPane::changed, this, &InspectorPage::judge);
    connect(&m_access.store, &store::ResourceServerStore::changed, this, &InspectorPage::judge);
    connect(&m_access.store, &store::ResourceServerStore::loaded, this, &InspectorPage::judge);
    connect(&m_server, &ServerControl::changed, this, &InspectorPage::judge);
    m_timer.setInterval(std::chrono::seconds(1));
    connect(&m_timer, &QTimer::timeout, this, &InspectorPage::tick);
    setMode(Mode::One);
    judge();
    offerBatch();
}

QWidget *InspectorPage::makeOne()
{
    auto *one = new QWidget(this);
    auto *layout = new QVBoxLayout(one);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(large);
    m_findings = new inspection::FindingsPane(one);
    layout->addWidget(makeOffer());
    layout->addWidget(makeTop());
    m_form = new inspection::FormPane(one);
    layout->addWidget(m_form);
    layout->addWidget(m_findings);
    layout->addWidget(makeReport());
    if (m_extras.recent) {
        m_shelf = new inspection::ShelfPane(*m_extras.recent, one);
        layout->addWidget(m_shelf);
        connect(m_shelf, &inspection::ShelfPane::tokenChosen, this, [this](const QByteArray &token) {
            setToken(token);
            focusInput();
            m_scroll->ensureVisible(0, 0);
        });
        m_settled.setSingleShot(true);
        m_settled.setInterval(m_extras.keepAfter);
        connect(&m_settled, &QTimer::timeout, this, &InspectorPage::keepNow);
    }
    connect(m_form, &inspection::FormPane::nestedChosen, this, &InspectorPage::setToken);
    return one;
}

QWidget *InspectorPage::makeOffer()
{
    auto *offer = new QFrame(this);
    offer->setProperty("surface", QStringLiteral("info"));
    offer->setObjectName(QStringLiteral("batchOffer"));
    m_offerText = new widgets::PlainLabel({}, widgets::PlainLabel::Role::Body, offer);
    m_offerText->setWordWrap(true);
    auto *all = new QPushButton(tr("Inspect all of them"), offer);
    all->setObjectName(QStringLiteral("inspectAll"));
    auto *layout = new QHBoxLayout(offer);
    layout->setContentsMargins(large, small, large, small);
    layout->addWidget(m_offerText, 1);
    layout->addWidget(all);
    connect(all, &QPushButton::clicked, this, [this] {
        setMode(Mode::Many);
        m_batch->inspectText(m_text.toUtf8());
    });
    m_offer = offer;
    return offer;
}

void InspectorPage::setMode(Mode mode)
{
    m_modes->setCurrent(static_cast<int>(mode));
    m_one->setVisible(mode == Mode::One);
    m_batch->setVisible(mode == Mode::Many);
    if (mode == Mode::Compare && !m_compare) {
        m_compare = new ComparePane([this](const QByteArray &text) { return judged(text); }, m_scroll->widget());
        auto *column = static_cast<QVBoxLayout *>(m_scroll->widget()->layout());
        column->insertWidget(column->indexOf(m_one), m_compare);
    }
    if (m_compare)
        m_compare->setVisible(mode == Mode::Compare);
    if (mode == Mode::Compare) {
        // What was being looked at is the first of the two; keys and clock are the page's.
        if (!m_inspection.token.isEmpty())
            m_compare->setFirst(m_inspection.token);
        m_compare->compare();
    }
}

InspectorPage::Mode InspectorPage::mode() const
{
    return static_cast<Mode>(m_modes->current());
}

void InspectorPage::forge()
{
    auto *dialog = new ForgeDialog({.access = m_access,
                                    .codec = m_codec,
                                    .privateKeys = m_extras.privateKeys,
                                    .judge = [this](const QByteArray &token) { return judged(token); }},
                                   m_inspection, this);
    connect(dialog, &ForgeDialog::tokenForged, this, &InspectorPage::setToken);
    dialog->open();
}

void InspectorPage::offerBatch()
{
    // An ordinary token is looked at once more for this, which takes microseconds.
    const qsizetype tokens = m_text.isEmpty() ? 0 : tokensIn(m_text.toUtf8());
    m_offer->setVisible(tokens > 1);
    m_offerText->setText(tr("The text holds %n tokens.", nullptr, static_cast<int>(tokens)));
}

QWidget *InspectorPage::makeTop()
{
    auto *top = new QWidget(this);
    m_top = new QHBoxLayout(top);
    m_top->setContentsMargins(0, 0, 0, 0);
    m_top->setSpacing(large);
    m_top->addWidget(m_card, 1);
    m_banner = new inspection::VerdictBanner(top);
    m_banner->setClaimsShown(false);
    m_strip = new inspection::VerdictStrip(top);
    m_time = new inspection::TimePane(top);
    m_expectations = new inspection::ExpectationsPane(m_extras.certificates, top);
    m_empty = new widgets::EmptyState(QStringLiteral("inspector"), tr("No token to inspect yet"), top);
    m_empty->setObjectName(QStringLiteral("inspectorEmpty"));
    m_empty->setDetail(tr("Paste one, and its header, claims and verdict are here at once."));
    m_empty->setPrimary(tr("Paste"), QStringLiteral("paste"));
    m_empty->primaryButton()->setObjectName(QStringLiteral("emptyPaste"));
    m_verdicts = new QVBoxLayout;
    m_verdicts->setSpacing(medium);
    m_verdicts->addWidget(m_empty, 1);
    m_verdicts->addWidget(m_banner);
    m_verdicts->addWidget(m_strip);
    m_verdicts->addWidget(m_time);
    m_verdicts->addWidget(m_expectations);
    m_verdicts->addStretch();
    m_top->addLayout(m_verdicts, 1);
    return top;
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
    m_scopes = new inspection::ScopesPane(m_report);
    auto *left = new QVBoxLayout;
    left->setSpacing(large);
    left->addWidget(m_claims);
    left->addWidget(m_scopes);
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

void InspectorPage::keepSoon()
{
    if (m_shelf && m_extras.recent->isOn())
        m_settled.start();
}

void InspectorPage::keepNow()
{
    m_settled.stop();
    // A verdict at a moment that was chosen is none of this moment's.
    if (m_shelf && !m_text.isEmpty() && !m_time->isMoved())
        m_extras.recent->keep(m_inspection, m_access.clock.now());
}

void InspectorPage::setToken(const QByteArray &token)
{
    // One that gives way to another has been looked at.
    if (m_settled.isActive())
        keepNow();
    m_card->edit().replaceAll(QString::fromUtf8(token));
}

void InspectorPage::focusInput()
{
    m_card->edit().setFocus();
}

void InspectorPage::onTextChanged()
{
    // Colouring the text counts as a change of the document, but there is nothing new to judge.
    const QString text = m_card->edit().toPlainText();
    if (text == m_text)
        return;
    m_card->noticeText(text);
    judge();
    offerBatch();
    keepSoon();
}

inspector::TokenInspection InspectorPage::judged(const QByteArray &token)
{
    return m_inspector.inspect(token, m_policy->forAny());
}

std::optional<int> InspectorPage::allowedLifetime() const
{
    const store::StoreSnapshot &tenant = m_access.store.snapshot();
    std::optional<int> allowed;
    for (const QString &audience : m_inspection.audience) {
        if (const domain::ResourceServer *api = tenant.resourceServerByIdentifier(audience))
            allowed = std::min(api->tokenLifetime, allowed.value_or(api->tokenLifetime));
    }
    return allowed;
}

void InspectorPage::judge()
{
    const QString text = m_card->edit().toPlainText();
    // What was chosen for one token says nothing about the next.
    if (text != m_text) {
        m_time->reset();
        m_expectations->reset();
    }
    m_text = text;
    m_card->keys().setTenant(m_access.store.snapshot());
    m_batch->setKeysSentence(m_policy->keysSentence());
    const bool any = !m_text.trimmed().isEmpty();
    const base::Instant systemNow = m_access.clock.now();
    const base::Instant now = m_time->moment(systemNow);
    const QByteArray token = m_text.toUtf8();
    const auto inspect = [&] {
        return any ? m_inspector.inspect(token, m_policy->forShown()) : inspector::TokenInspection{};
    };
    m_inspection = inspect();
    const std::optional<inspector::PastedKey> &key = m_card->keys().pasted();
    const bool isOtherKey = m_card->keys().setIssuer(m_inspection.issuer);
    // Another kind of token: other things are asked about it, and some of them may have been answered before.
    const bool isOtherKind = m_expectations->setInspection(m_inspection, key && !key->certificates.isEmpty());
    if (isOtherKey || isOtherKind)
        m_inspection = inspect();
    m_card->setInspection(m_inspection);
    m_empty->setVisible(!any);
    // What is left over goes below the verdicts, and to the empty state while there are none.
    m_verdicts->setStretch(m_verdicts->count() - 1, any ? 1 : 0);
    m_banner->setVisible(any);
    m_strip->setVisible(any);
    m_expectations->setVisible(any && m_expectations->isNeeded());
    m_form->setVisible(m_form->setInspection(m_inspection) && any);
    m_findings->setVisible(any);
    m_time->setVisible(any && (m_inspection.issuedAt || m_inspection.notBefore || m_inspection.expiresAt));
    // A text that is not a token to the letter has a verdict and nothing to take apart.
    m_report->setVisible(m_inspection.jws.has_value());
    if (m_shelf) {
        m_shelf->setTenant(m_access.store.snapshot());
        m_shelf->setNow(systemNow);
    }
    if (!any)
        return;
    m_banner->setInspection(m_inspection, now);
    m_strip->setInspection(m_inspection, m_time->isMoved());
    m_time->setInspection(m_inspection, allowedLifetime(), systemNow);
    m_findings->setFindings(m_inspection.findings);
    m_header->setTenant(m_access.store.snapshot());
    m_header->setInspection(m_inspection, now);
    m_claims->setTenant(m_access.store.snapshot());
    m_claims->setInspection(m_inspection, now);
    m_signature->setInspection(m_inspection);
    m_scopes->setVisible(m_inspection.claims.has_value());
    m_scopes->setInspection(m_inspection);
}

void InspectorPage::tick()
{
    const base::Instant now = m_access.clock.now();
    if (m_shelf)
        m_shelf->setNow(now);
    if (m_text.isEmpty() || m_time->isMoved())
        return;
    const auto passed = [&](std::optional<qint64> moment) {
        if (!moment || !m_inspection.judgedAt)
            return false;
        // With leeway the verdict turns that much later, or earlier.
        for (const qint64 turn : {*moment - m_inspection.leeway, *moment + m_inspection.leeway}) {
            if (turn >= base::unixSeconds(*m_inspection.judgedAt) && turn <= base::unixSeconds(now))
                return true;
        }
        return false;
    };
    if (passed(m_inspection.expiresAt) || passed(m_inspection.notBefore)) {
        judge();
        return;
    }
    m_banner->setNow(now);
    m_claims->setNow(now);
    m_time->setSystemNow(now);
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
    if (m_settled.isActive())
        keepNow();
    m_card->hideSecrets();
    QWidget::hideEvent(event);
}

bool InspectorPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_scroll->widget() && event->type() == QEvent::LayoutRequest)
        fitContent();
    return QWidget::eventFilter(watched, event);
}

void InspectorPage::fitContent()
{
    // Nothing is squeezed: the content is as high as its wrapped texts need in the width there is.
    QWidget *content = m_scroll->widget();
    content->setMinimumHeight(content->layout()->totalHeightForWidth(m_scroll->viewport()->width()));
}

void InspectorPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    // Two columns of a table need room; a narrow window reads from top to bottom.
    const int enough = fontMetrics().averageCharWidth() * 110;
    const auto direction = width() < enough ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight;
    m_top->setDirection(direction);
    m_columns->setDirection(direction);
    fitContent();
}

} // namespace gatehouse::ui::pages
