#include "ui/pages/OneTokenView.h"

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
#include "ui/theme/ButtonKind.h"
#include "ui/theme/IconSet.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/EmptyState.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/ToolTip.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QPushButton>

namespace gatehouse::ui::pages {

using namespace theme::spacing;
using namespace Qt::StringLiterals;

namespace {

/// Two columns of a table need room; a narrow window reads from top to bottom.
constexpr int leastCharacters = 84;

/// The smallest among the APIs the audience names, as the rule about lifetimes has it.
std::optional<int> allowedLifetime(const inspector::TokenInspection &inspection, const store::StoreSnapshot &tenant)
{
    std::optional<int> allowed;
    for (const QString &audience : inspection.audience) {
        if (const domain::ResourceServer *api = tenant.resourceServerByIdentifier(audience))
            allowed = std::min(api->tokenLifetime, allowed.value_or(api->tokenLifetime));
    }
    return allowed;
}

} // namespace

OneTokenView::OneTokenView(const Parts &parts, QWidget *parent)
    : QWidget(parent)
    , m_card(new inspection::TokenCard(parts.codec, parts.http, this))
    , m_findings(new inspection::FindingsPane(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(medium);
    makeOffer();
    layout->addWidget(m_offer);
    m_banner = new inspection::VerdictBanner(this, inspection::VerdictBanner::Form::Headline);
    layout->addWidget(m_banner);
    layout->addWidget(m_findings);
    layout->addWidget(makeColumns(parts.certificates));
    m_card->addChoice(tr("Check against"), m_findings->profileChoice());
    if (parts.recent) {
        m_shelf = new inspection::ShelfPane(*parts.recent, this);
        layout->addWidget(m_shelf);
        connect(m_shelf, &inspection::ShelfPane::tokenChosen, this, &OneTokenView::shelfTokenChosen);
    }
    auto *forge = new QPushButton(theme::icon(u"edit"_s), tr("Forge…"), this);
    forge->setAccessibleName(tr("Forge a test token"));
    widgets::setPlainToolTip(*forge, tr("Forge a test token"));
    forge->setObjectName(u"tokenForge"_s);
    theme::setButtonKind(*forge, theme::ButtonKind::Quiet);
    m_card->addTool(forge);
    connect(forge, &QPushButton::clicked, this, &OneTokenView::forgeRequested);
    connect(m_form, &inspection::FormPane::nestedChosen, this, &OneTokenView::tokenChosen);
    connect(m_empty, &widgets::EmptyState::primaryClicked, &m_card->edit(), &inspection::PasteEdit::pasteOver);
    connect(&m_card->keys(), &inspection::KeyChoice::changed, this, &OneTokenView::setupChanged);
    connect(m_time, &inspection::TimePane::changed, this, &OneTokenView::setupChanged);
    connect(m_expectations, &inspection::ExpectationsPane::changed, this, &OneTokenView::setupChanged);
    connect(m_findings, &inspection::FindingsPane::profileChosen, this, &OneTokenView::setupChanged);
    connect(m_findings, &inspection::FindingsPane::helpRequested, this, &OneTokenView::helpRequested);
    connect(m_scopes, &inspection::ScopesPane::changed, this, &OneTokenView::setupChanged);
}

void OneTokenView::makeOffer()
{
    auto *offer = new QFrame(this);
    offer->setProperty("surface", u"info"_s);
    offer->setObjectName(u"batchOffer"_s);
    m_offerText = new widgets::PlainLabel({}, widgets::PlainLabel::Role::Body, offer);
    m_offerText->setWordWrap(true);
    auto *all = new QPushButton(tr("Inspect all of them"), offer);
    all->setObjectName(u"inspectAll"_s);
    auto *layout = new QHBoxLayout(offer);
    layout->setContentsMargins(large, small, large, small);
    layout->addWidget(m_offerText, 1);
    layout->addWidget(all);
    connect(all, &QPushButton::clicked, this, &OneTokenView::manyRequested);
    m_offer = offer;
}

void OneTokenView::offerMany(qsizetype tokens)
{
    m_offer->setVisible(tokens > 1);
    m_offerText->setText(tr("The text contains %n tokens.", nullptr, static_cast<int>(tokens)));
}

QWidget *OneTokenView::makeColumns(const jose::Certificates *certificates)
{
    auto *columns = new QWidget(this);
    m_time = new inspection::TimePane(columns);
    m_expectations = new inspection::ExpectationsPane(certificates, columns);
    m_signature = new inspection::SignaturePane(columns);
    auto *left = new QVBoxLayout;
    left->setSpacing(medium);
    left->addWidget(m_card);
    left->addWidget(m_time);
    left->addWidget(m_expectations);
    left->addWidget(m_signature);
    left->addStretch(1);
    m_columns = new QHBoxLayout(columns);
    m_columns->setContentsMargins(0, 0, 0, 0);
    m_columns->setSpacing(medium);
    m_columns->addLayout(left, 10);
    m_columns->addLayout(makeReport(columns), 15);
    return columns;
}

QLayout *OneTokenView::makeReport(QWidget *columns)
{
    m_empty = new widgets::EmptyState(u"inspector"_s, tr("No token to inspect yet"), columns);
    m_empty->setObjectName(u"inspectorEmpty"_s);
    m_empty->setDetail(tr("Paste one, and its header, claims and verdict are here at once. Everything happens on this "
                          "machine; only Fetch, when you press it, asks an issuer for its keys."));
    m_empty->setPrimary(tr("Paste"), u"paste"_s);
    m_empty->primaryButton()->setObjectName(u"emptyPaste"_s);
    m_form = new inspection::FormPane(columns);
    // Claims are what a token is opened for, and come first: on a small screen what is second is below the fold.
    m_claims = new inspection::MembersPane(items::ClaimTableModel::Part::Claims, columns);
    m_header = new inspection::MembersPane(items::ClaimTableModel::Part::Header, columns);
    m_scopes = new inspection::ScopesPane(columns);
    m_report = new QVBoxLayout;
    m_report->setSpacing(medium);
    m_report->addWidget(m_empty, 1);
    for (QWidget *pane : std::initializer_list<QWidget *>{m_form, m_claims, m_header, m_scopes})
        m_report->addWidget(pane);
    m_report->addStretch(1);
    return m_report;
}

void OneTokenView::addTo(inspector::InspectionSetup &setup) const
{
    if (m_time->isMoved())
        setup.now = m_time->moment({});
    setup.leeway = m_time->leeway();
    setup.token.profile = m_findings->profile();
    setup.token.scopes = m_scopes->needed();
    m_expectations->addTo(setup.token);
}

void OneTokenView::forgetChoices()
{
    m_time->reset();
    m_expectations->reset();
}

void OneTokenView::show(const inspector::InspectionSession &session, const store::StoreSnapshot &tenant,
                        base::Instant systemNow)
{
    const inspector::TokenInspection &inspection = session.inspection();
    const bool any = !session.isEmpty();
    const inspector::PastedKey *key = session.setup().pastedKey();
    m_expectations->setInspection(inspection, key && !key->certificates.isEmpty());
    m_card->setInspection(inspection);
    m_empty->setVisible(!any);
    // What is left over goes below the panes, and to the empty state while there are none.
    m_report->setStretch(m_report->count() - 1, any ? 1 : 0);
    m_banner->setVisible(any);
    m_expectations->setVisible(any && m_expectations->isNeeded());
    m_form->setVisible(m_form->setInspection(inspection) && any);
    m_findings->setVisible(m_findings->setInspection(inspection) && any);
    m_time->setVisible(any && (inspection.issuedAt || inspection.notBefore || inspection.expiresAt));
    // A text that is not a token has a verdict and nothing to take apart.
    for (QWidget *pane : std::initializer_list<QWidget *>{m_header, m_claims, m_signature})
        pane->setVisible(inspection.jws.has_value());
    m_scopes->setVisible(inspection.jws && inspection.claims);
    if (m_shelf) {
        m_shelf->setTenant(tenant);
        m_shelf->setNow(systemNow);
    }
    if (!any)
        return;
    const base::Instant now = session.now();
    m_banner->setInspection(inspection, now);
    m_banner->strip()->setInspection(inspection, session.isTimeChosen());
    m_time->setInspection(inspection, allowedLifetime(inspection, tenant), systemNow);
    m_header->setTenant(tenant);
    m_header->setInspection(inspection, now);
    m_claims->setTenant(tenant);
    m_claims->setInspection(inspection, now);
    m_signature->setInspection(inspection);
    m_scopes->setInspection(inspection);
}

void OneTokenView::setNow(const inspector::InspectionSession &session, base::Instant systemNow)
{
    if (m_shelf)
        m_shelf->setNow(systemNow);
    if (session.isEmpty() || session.isTimeChosen())
        return;
    m_banner->setNow(systemNow);
    m_claims->setNow(systemNow);
    m_time->setSystemNow(systemNow);
}

QString OneTokenView::helpId() const
{
    return m_findings->helpId();
}

void OneTokenView::fitColumns(int width)
{
    const int beside = m_columns->itemAt(0)->minimumSize().width() + m_columns->spacing() +
                       m_columns->itemAt(1)->minimumSize().width();
    const bool isNarrow = width < std::max(beside, fontMetrics().averageCharWidth() * leastCharacters);
    m_columns->setDirection(isNarrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

} // namespace gatehouse::ui::pages
