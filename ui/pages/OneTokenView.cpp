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

#include <QBoxLayout>
#include <QPushButton>

namespace gatehouse::ui::pages {

using namespace theme::spacing;
using namespace Qt::StringLiterals;

namespace {

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
    layout->setSpacing(large);
    makeOffer();
    layout->addWidget(m_offer);
    layout->addWidget(makeTop(parts.certificates));
    m_form = new inspection::FormPane(this);
    layout->addWidget(m_form);
    layout->addWidget(m_findings);
    layout->addWidget(makeReport());
    if (parts.recent) {
        m_shelf = new inspection::ShelfPane(*parts.recent, this);
        layout->addWidget(m_shelf);
        connect(m_shelf, &inspection::ShelfPane::tokenChosen, this, &OneTokenView::shelfTokenChosen);
    }
    auto *forge = new QPushButton(theme::icon(u"edit"_s), tr("Forge a test token…"), this);
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

QWidget *OneTokenView::makeTop(const jose::Certificates *certificates)
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
    m_expectations = new inspection::ExpectationsPane(certificates, top);
    m_empty = new widgets::EmptyState(u"inspector"_s, tr("No token to inspect yet"), top);
    m_empty->setObjectName(u"inspectorEmpty"_s);
    m_empty->setDetail(tr("Paste one, and its header, claims and verdict are here at once."));
    m_empty->setPrimary(tr("Paste"), u"paste"_s);
    m_empty->primaryButton()->setObjectName(u"emptyPaste"_s);
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
QWidget *OneTokenView::makeReport()
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
    // What is left over goes below the verdicts, and to the empty state while there are none.
    m_verdicts->setStretch(m_verdicts->count() - 1, any ? 1 : 0);
    m_banner->setVisible(any);
    m_strip->setVisible(any);
    m_expectations->setVisible(any && m_expectations->isNeeded());
    m_form->setVisible(m_form->setInspection(inspection) && any);
    m_findings->setVisible(any);
    m_time->setVisible(any && (inspection.issuedAt || inspection.notBefore || inspection.expiresAt));
    // A text that is not a token has a verdict and nothing to take apart.
    m_report->setVisible(inspection.jws.has_value());
    if (m_shelf) {
        m_shelf->setTenant(tenant);
        m_shelf->setNow(systemNow);
    }
    if (!any)
        return;
    const base::Instant now = session.now();
    m_banner->setInspection(inspection, now);
    m_strip->setInspection(inspection, session.isTimeChosen());
    m_time->setInspection(inspection, allowedLifetime(inspection, tenant), systemNow);
    m_findings->setInspection(inspection);
    m_header->setTenant(tenant);
    m_header->setInspection(inspection, now);
    m_claims->setTenant(tenant);
    m_claims->setInspection(inspection, now);
    m_signature->setInspection(inspection);
    m_scopes->setVisible(inspection.claims.has_value());
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

void OneTokenView::setNarrow(bool narrow)
{
    const auto direction = narrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight;
    m_top->setDirection(direction);
    m_columns->setDirection(direction);
}

} // namespace gatehouse::ui::pages
