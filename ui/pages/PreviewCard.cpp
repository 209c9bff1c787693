#include "ui/pages/PreviewCard.h"

#include "models/base/Text.h"
#include "models/issuer/ConsentDecision.h"
#include "models/issuer/TokenPlan.h"
#include "models/jose/StrictJson.h"
#include "ui/inspector/FittedViews.h"
#include "ui/text/PreviewText.h"
#include "ui/theme/IconSet.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/FieldMessage.h"
#include "ui/widgets/MonospaceView.h"
#include "ui/widgets/PlainLabel.h"

#include <QBoxLayout>
#include <QStandardItemModel>
#include <QToolButton>

namespace gatehouse::ui::pages {

using namespace theme::spacing;
using namespace Qt::StringLiterals;
using widgets::PlainLabel;

namespace {

constexpr int linesShown = 24;

using Plan = std::expected<issuer::TokenPlan, oauth::TokenErrorResponse>;

Plan planned(const PreviewCard::Wish &wish, const domain::ClientApplication &client, const domain::ResourceServer &api,
             const domain::User *user)
{
    using enum domain::GrantType;
    if (const auto refused = issuer::grantTypeRefusal(client, user ? AuthorizationCode : ClientCredentials))
        return std::unexpected(*refused);
    const issuer::TokenIssue issue{
        .issuer = wish.issuer, .at = wish.now, .tokenId = PreviewCard::tr("(a random one)", "in place of a jti")};
    return user ? issuer::userTokenPlan(wish.tenant, client, *user, {api}, wish.scopes, issue)
                : issuer::clientTokenPlan(wish.tenant, client, {api}, wish.scopes.join(u' '), issue);
}

QString indented(const QByteArray &json)
{
    const auto parsed = jose::parseStrictJson(json);
    return base::visibleLines(QString::fromUtf8(parsed ? parsed->toIndentedJson() : json));
}

QVBoxLayout *titled(const QString &title, widgets::MonospaceView *view)
{
    auto *layout = new QVBoxLayout;
    layout->setSpacing(tight);
    layout->addWidget(new PlainLabel(title, PlainLabel::Role::Strong, view->parentWidget()));
    layout->addWidget(view);
    layout->addStretch(1);
    return layout;
}

} // namespace

PreviewCard::PreviewCard(QWidget *parent)
    : Card(tr("Token preview"), tr("What would be issued now, and why. Nothing is issued."), parent)
    , m_fold(new QToolButton(this))
    , m_content(new QWidget(this))
    , m_message(new widgets::FieldMessage(m_content))
    , m_scopes(new QStandardItemModel(this))
    , m_scopeTable(new inspection::FittedTable(tr("What becomes of each scope, and why"), m_content))
    , m_token(new QWidget(m_content))
    , m_header(new widgets::MonospaceView(tr("Header of the token to be issued"), m_token))
    , m_claims(new widgets::MonospaceView(tr("Claims of the token to be issued"), m_token))
{
    setObjectName(u"previewCard"_s);
    m_fold->setObjectName(u"previewFold"_s);
    m_fold->setText(tr("Show"));
    m_fold->setAccessibleName(tr("Show the token preview"));
    m_fold->setCheckable(true);
    m_fold->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_message->setObjectName(u"previewMessage"_s);
    m_scopeTable->setObjectName(u"previewScopes"_s);
    m_scopeTable->setModel(m_scopes);
    m_header->setObjectName(u"previewHeader"_s);
    m_claims->setObjectName(u"previewClaims"_s);
    for (widgets::MonospaceView *view : {m_header, m_claims}) {
        view->setVisibleLines(linesShown);
        view->setLineWrapMode(QPlainTextEdit::WidgetWidth);
        view->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    }
    m_row = new QHBoxLayout(m_token);
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(large);
    m_row->addLayout(titled(tr("Claims"), m_claims), 3);
    m_row->addLayout(titled(tr("Header"), m_header), 2);
    auto *content = new QVBoxLayout(m_content);
    content->setContentsMargins(0, 0, 0, 0);
    content->setSpacing(medium);
    content->addWidget(m_message);
    content->addWidget(m_scopeTable);
    content->addWidget(m_token);
    addAction(m_fold);
    body()->addWidget(m_content);
    connect(m_fold, &QToolButton::toggled, this, &PreviewCard::showPreview);
    showPreview();
}

void PreviewCard::setWish(const Wish &wish)
{
    m_wish = wish;
    showPreview();
}

void PreviewCard::showNothing(theme::Sign sign, const QString &sentence)
{
    m_message->setMessage(sign, sentence);
    m_scopeTable->hide();
    m_token->hide();
}

void PreviewCard::showPreview()
{
    const bool isOpen = m_fold->isChecked();
    m_fold->setIcon(theme::icon(isOpen ? u"chevron-down"_s : u"chevron-right"_s));
    m_content->setVisible(isOpen);
    if (!isOpen)
        return;
    const domain::ResourceServer *api = m_wish.tenant.resourceServer(m_wish.api);
    const domain::ClientApplication *client = m_wish.tenant.client(m_wish.client);
    const domain::User *user = m_wish.tenant.user(m_wish.user);
    if (!api || !client) {
        showNothing(theme::Sign::Info, tr("Choose a client to see the token it would get."));
        return;
    }
    if (m_wish.isPerson && !user) {
        showNothing(theme::Sign::Info, tr("Choose one of the test users to see the token in their name."));
        return;
    }
    const Plan plan = planned(m_wish, *client, *api, m_wish.isPerson ? user : nullptr);
    if (!plan) {
        showNothing(theme::Sign::Refused, tr("No token would be issued: %1 (%2)")
                                              .arg(base::visibleText(plan.error().description, 600),
                                                   base::visibleText(plan.error().error, 80)));
        return;
    }
    QString consent;
    if (m_wish.isPerson) {
        consent = text::consentReasonText(issuer::consentFor(m_wish.tenant, {.client = *client,
                                                                             .user = user->id,
                                                                             .apis = plan->apis,
                                                                             .scopes = plan->content.scopes,
                                                                             .redirectUri = m_wish.redirectUri,
                                                                             .isPrompted = m_wish.promptsConsent}));
    }
    m_message->setMessage(theme::Sign::Info, consent);
    QList<std::pair<QString, QString>> rows;
    for (const issuer::ScopeRow &row : plan->scopes)
        rows.append({row.scope, text::scopeFateText(row)});
    showScopes(rows);
    const domain::SigningKey *key = m_wish.tenant.currentSigningKey();
    m_header->setContent(indented(issuer::accessTokenHeader(plan->profile(), key ? key->id : domain::KeyId())),
                         u"JSON"_s);
    m_claims->setContent(indented(issuer::accessTokenClaims(plan->profile(), plan->content)), u"JSON"_s);
    m_token->show();
}

void PreviewCard::showScopes(const QList<std::pair<QString, QString>> &rows)
{
    m_scopes->clear();
    m_scopes->setHorizontalHeaderLabels({tr("Scope"), tr("What becomes of it")});
    for (const auto &[scope, fate] : rows)
        m_scopes->appendRow({new QStandardItem(base::visibleText(scope, 300)), new QStandardItem(fate)});
    m_scopeTable->setVisible(!rows.isEmpty());
}

void PreviewCard::resizeEvent(QResizeEvent *event)
{
    Card::resizeEvent(event);
    const int enough = fontMetrics().averageCharWidth() * 100;
    m_row->setDirection(width() < enough ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

} // namespace gatehouse::ui::pages
