#include "ui/pages/InspectorPage.h"

#include "models/base/Text.h"
#include "models/inspector/TokenShape.h"
#include "models/inspector/findings/Kinds.h"
#include "models/trust/IssuerDesk.h"
#include "ui/inspector/BatchPane.h"
#include "ui/inspector/KeyChoice.h"
#include "ui/inspector/TokenCard.h"
#include "ui/inspector/TokenEdit.h"
#include "ui/pages/ChosenKeys.h"
#include "ui/pages/ComparePane.h"
#include "ui/pages/ForgeDialog.h"
#include "ui/pages/OneTokenView.h"
#include "ui/pages/TokenKeeper.h"
#include "ui/theme/ButtonKind.h"
#include "ui/theme/IconSet.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/ScrollColumn.h"
#include "ui/widgets/SectionHeader.h"
#include "ui/widgets/SegmentedControl.h"

#include <QBoxLayout>
#include <QPushButton>

#include <algorithm>

namespace gatehouse::ui::pages {

using namespace Qt::StringLiterals;

InspectorPage::InspectorPage(TenantAccess access, ServerControl &server, const inspector::TokenInspector &inspector,
                             const jose::KeyCodec &codec, InspectorPageExtras extras, QWidget *parent)
    : QWidget(parent)
    , m_access(access)
    , m_server(server)
    , m_codec(codec)
    , m_extras(extras)
    , m_session(inspector, access.clock)
    , m_scroll(new widgets::ScrollColumn(widgets::contentCharacters, this))
    , m_one(new OneTokenView(
          {.codec = codec, .http = extras.http, .certificates = extras.certificates, .recent = extras.recent}, this))
    , m_keys(std::make_unique<ChosenKeys>(access, server, extras.privateKeys, extras.issuers, m_one->card().keys()))
    , m_keeper(std::make_unique<TokenKeeper>(m_session, access.clock, extras.recent, extras.keepAfter))
{
    setObjectName(u"inspectorPage"_s);
    m_batch = new inspection::BatchPane(
        inspector, access.clock, access.settings, [this] { return m_session.forMany(); }, this);
    m_scroll->setObjectName(u"inspectorScroll"_s);
    m_scroll->column()->addWidget(makeHeader());
    m_scroll->column()->addWidget(makeTrust(), 0, Qt::AlignLeft);
    m_scroll->column()->addWidget(m_one);
    m_scroll->column()->addWidget(m_batch, 1);
    m_scroll->column()->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_scroll);
    m_timer.setInterval(std::chrono::seconds(1));
    connectParts();
    setMode(Mode::One);
    m_one->offerMany(0);
    inspect();
}

InspectorPage::~InspectorPage() = default;

widgets::SectionHeader *InspectorPage::makeHeader()
{
    auto *header = new widgets::SectionHeader(tr("Token Inspector"), {}, widgets::SectionHeader::Level::Page, this);
    m_back = new QPushButton(theme::icon(u"undo"_s), tr("Back to the list"), header);
    m_back->setObjectName(u"inspectorBack"_s);
    theme::setButtonKind(*m_back, theme::ButtonKind::Link);
    m_back->hide();
    connect(m_back, &QPushButton::clicked, this, [this] {
        setMode(Mode::Many);
        m_batch->focusTokens();
    });
    header->addAction(m_back);
    m_modes = new widgets::SegmentedControl(tr("What to inspect"), header);
    m_modes->addChoice(tr("One token"));
    m_modes->addChoice(tr("Compare"));
    m_modes->addChoice(tr("Many tokens"));
    m_modes->button(0)->setObjectName(u"inspectOne"_s);
    m_modes->button(1)->setObjectName(u"inspectCompare"_s);
    m_modes->button(2)->setObjectName(u"inspectMany"_s);
    header->addAction(m_modes);
    return header;
}

QWidget *InspectorPage::makeTrust()
{
    m_trust = new QPushButton(theme::icon(u"shield-question"_s), {}, this);
    m_trust->setObjectName(u"inspectorTrust"_s);
    theme::setButtonKind(*m_trust, theme::ButtonKind::Link);
    m_trust->hide();
    connect(m_trust, &QPushButton::clicked, this, [this] { Q_EMIT addIssuerRequested(inspection().issuer); });
    return m_trust;
}

void InspectorPage::offerToTrust()
{
    const QList<inspector::Finding> &findings = inspection().findings;
    const bool isUnknown = std::ranges::any_of(findings, [](const inspector::Finding &finding) {
        return finding.id() == inspector::kinds::issuerNotTrusted.id;
    });
    m_trust->setVisible(isUnknown && mode() == Mode::One);
    if (isUnknown)
        m_trust->setText(
            tr("Trust the issuer %1…").arg(base::visibleText(inspection().issuer, 80).replace(u'&', u"&&"_s)));
}

void InspectorPage::connectParts()
{
    connect(&m_session, &inspector::InspectionSession::inspected, this, &InspectorPage::showInspection);
    connect(m_modes, &widgets::SegmentedControl::chosen, this,
            [this](int index) { setMode(static_cast<Mode>(index)); });
    connect(m_batch, &inspection::BatchPane::tokenChosen, this, [this](const QByteArray &token) {
        setToken(token);
        setMode(Mode::One);
        m_back->show();
        m_back->setFocus();
    });
    const inspection::TokenCard &card = m_one->card();
    connect(&card.edit(), &inspection::PasteEdit::largeFileOffered, this, [this](const QString &path) {
        setMode(Mode::Many);
        m_batch->inspectFile(path);
    });
    connect(&card.edit(), &QPlainTextEdit::textChanged, this, &InspectorPage::onTextChanged);
    connect(m_one, &OneTokenView::forgeRequested, this, &InspectorPage::forge);
    connect(m_one, &OneTokenView::helpRequested, this, &InspectorPage::helpRequested);
    connect(m_one, &OneTokenView::setupChanged, this, &InspectorPage::inspect);
    connect(&card.keys(), &inspection::KeyChoice::changed, m_keeper.get(), &TokenKeeper::keepSoon);
    connect(m_one, &OneTokenView::tokenChosen, this, &InspectorPage::setToken);
    connect(m_one, &OneTokenView::shelfTokenChosen, this, [this](const QByteArray &token) {
        setToken(token);
        focusInput();
        m_scroll->ensureVisible(0, 0);
    });
    connect(m_one, &OneTokenView::manyRequested, this, [this] {
        setMode(Mode::Many);
        m_batch->inspectText(m_text.toUtf8());
    });
    connect(&m_access.store, &store::ResourceServerStore::changed, this, &InspectorPage::inspect);
    connect(&m_access.store, &store::ResourceServerStore::loaded, this, &InspectorPage::inspect);
    connect(&m_server, &ServerControl::changed, this, &InspectorPage::inspect);
    if (m_extras.issuers)
        connect(m_extras.issuers, &trust::IssuerDesk::changed, this, &InspectorPage::inspect);
    connect(&m_timer, &QTimer::timeout, this, &InspectorPage::tick);
}

void InspectorPage::setMode(Mode mode)
{
    m_modes->setCurrent(static_cast<int>(mode));
    m_one->setVisible(mode == Mode::One);
    offerToTrust();
    m_back->hide();
    m_batch->setVisible(mode == Mode::Many);
    // A list of tokens with many columns is a table to work in, and takes the window.
    m_scroll->setMostCharacters(mode == Mode::Many ? 0 : widgets::contentCharacters);
    m_scroll->column()->setStretch(m_scroll->column()->count() - 1, mode == Mode::Many ? 0 : 1);
    if (mode == Mode::Compare && !m_compare) {
        m_compare = new ComparePane([this](const QByteArray &text) { return m_session.inspectOther(text); }, this);
        m_scroll->column()->insertWidget(m_scroll->column()->indexOf(m_one), m_compare);
    }
    if (m_compare)
        m_compare->setVisible(mode == Mode::Compare);
    if (mode == Mode::Compare) {
        // What was being inspected is the first of the two; keys and clock are the page's.
        if (!inspection().token.isEmpty())
            m_compare->setFirst(inspection().token);
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
                                    .judge = [this](const QByteArray &token) { return m_session.inspectOther(token); }},
                                   inspection(), this);
    connect(dialog, &ForgeDialog::tokenForged, this, &InspectorPage::setToken);
    dialog->open();
}

void InspectorPage::setToken(const QByteArray &token)
{
    // One that gives way to another has been inspected.
    m_keeper->settle();
    m_back->hide();
    m_one->card().edit().replaceAll(QString::fromUtf8(token));
}

QString InspectorPage::helpId() const
{
    return m_one->helpId();
}

void InspectorPage::focusInput()
{
    m_one->card().edit().setFocus();
}

void InspectorPage::onTextChanged()
{
    // Coloring the text counts as a change of the document, but there is nothing new to inspect.
    const QString text = m_one->card().edit().toPlainText();
    if (text == m_text)
        return;
    m_text = text;
    m_one->card().noticeText(text);
    m_one->forgetChoices();
    inspect();
    // An ordinary token is searched once more for this, which takes microseconds.
    m_one->offerMany(text.isEmpty() ? 0 : inspector::distinctTokens(text.toUtf8()));
    m_keeper->keepSoon();
}

void InspectorPage::inspect()
{
    m_one->card().keys().setTenant(m_access.store.snapshot());
    inspector::InspectionSetup setup;
    m_keys->addTo(setup);
    m_one->addTo(setup);
    m_session.set(m_text.toUtf8(), setup);
}

void InspectorPage::showInspection()
{
    // Keys that were fetched for another issuer are forgotten, and what they said with them.
    if (m_one->card().keys().setIssuer(inspection().issuer)) {
        inspect();
        return;
    }
    m_batch->setKeysSentence(m_keys->sentence());
    offerToTrust();
    m_one->show(m_session, m_access.store.snapshot(), m_access.clock.now());
    fitColumns();
    if (inspection().isVerified())
        Q_EMIT verified();
}

void InspectorPage::tick()
{
    if (!m_session.tick())
        m_one->setNow(m_session, m_access.clock.now());
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
    m_keeper->settle();
    m_one->card().hideSecrets();
    QWidget::hideEvent(event);
}

void InspectorPage::fitColumns()
{
    m_one->fitColumns(width() - 2 * theme::spacing::wide);
}

void InspectorPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitColumns();
}

} // namespace gatehouse::ui::pages
