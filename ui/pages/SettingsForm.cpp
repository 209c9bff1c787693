// How the Settings form looks: its cards, fields, names and order. What it does stands in SettingsPage.cpp.
#include "ui/pages/SettingsPage.h"

#include "models/domain/ResourceServer.h"
#include "ui/pages/ConsentCard.h"
#include "ui/pages/SecretOverlapRow.h"
#include "ui/text/ApiText.h"
#include "ui/text/ViolationText.h"
#include "ui/theme/ButtonKind.h"
#include "ui/theme/IconSet.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/Card.h"
#include "ui/widgets/ChangeBar.h"
#include "ui/widgets/DurationEdit.h"
#include "ui/widgets/ErrorBanner.h"
#include "ui/widgets/LabelledField.h"
#include "ui/widgets/LockedField.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/ScrollColumn.h"
#include "ui/widgets/SecretField.h"
#include "ui/widgets/ToggleSwitch.h"
#include "ui/widgets/ValidatedLineEdit.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace gatehouse::ui::pages {

namespace spacing = theme::spacing;
using domain::Field;
using widgets::LabelledField;
using widgets::LockedField;
using namespace Qt::StringLiterals;

SettingsPage::SettingsPage(TenantAccess access, QWidget *parent)
    : QWidget(parent)
    , m_access(access)
    , m_systemNote(new widgets::ErrorBanner)
    , m_unreadNote(new widgets::ErrorBanner)
    , m_banner(new widgets::ErrorBanner)
    , m_changes(new widgets::ChangeBar)
{
    setObjectName(u"settingsPage"_s);
    m_systemNote->setDismissible(false);
    m_unreadNote->setDismissible(false);

    auto *scroll = new widgets::ScrollColumn;
    scroll->setTopMargin(0);
    scroll->column()->addWidget(m_systemNote);
    scroll->column()->addWidget(m_unreadNote);
    scroll->column()->addWidget(makeGeneralCard());
    scroll->column()->addWidget(makeTokenCard());
    scroll->column()->addWidget(makeAccessCard());
    scroll->column()->addWidget(makePermissionsCard());
    scroll->column()->addWidget(makePolicyCard());
    m_consent = new ConsentCard(access.store);
    scroll->column()->addWidget(m_consent);
    scroll->column()->addWidget(makeDangerCard());
    scroll->column()->addStretch();

    // Above what scrolls: it may come while the person is at the foot of the form.
    auto *bannerRow = new QHBoxLayout;
    bannerRow->setContentsMargins(spacing::wide, 0, spacing::wide, 0);
    bannerRow->addWidget(m_banner);
    auto *form = new QVBoxLayout;
    // As far below the tabs as on the tabs beside it.
    form->setContentsMargins(0, spacing::large, 0, 0);
    form->setSpacing(spacing::large);
    form->addLayout(bannerRow);
    form->addWidget(scroll, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(form, 1);
    layout->addWidget(m_changes);
    nameWidgets();
    connectForm();
}

QWidget *SettingsPage::makeGeneralCard()
{
    m_id = new LockedField(tr("Id"));
    m_name = new widgets::ValidatedLineEdit(domain::checkApiName);
    m_lockedName = new LockedField(text::fieldLabel(Field::ApiName));
    m_identifier = new LockedField(text::fieldLabel(Field::ApiIdentifier), text::identifierLockSentence());

    auto *card = new widgets::Card(tr("General"));
    card->body()->addWidget(new LabelledField(tr("Id"), m_id, tr("Generated; names this API in the Management API.")));
    card->body()->addWidget(new LabelledField(text::fieldLabel(Field::ApiName), m_name,
                                              tr("What people see. Up to 200 characters, without “<” and “>”.")));
    card->body()->addWidget(new LabelledField(text::fieldLabel(Field::ApiName), m_lockedName));
    card->body()->addWidget(new LabelledField(text::fieldLabel(Field::ApiIdentifier), m_identifier));
    return card;
}

QWidget *SettingsPage::makeTokenCard()
{
    m_algorithm = new LockedField(text::fieldLabel(Field::SigningAlgorithm), text::algorithmLockSentence());
    m_secret = new widgets::SecretField(text::fieldLabel(Field::SigningSecret));
    const bool isKnown = m_access.store.capabilities().revealSecrets;
    m_secret->setReplaceText(isKnown ? tr("Replace…") : QString());
    if (!isKnown) {
        m_secret->setAbsent(tr("The tenant keeps it to itself"));
    } else {
        m_secret->setReader([this]() -> base::Result<base::Secret> {
            const domain::ResourceServer *api = stored();
            if (!api)
                return base::failure(base::ErrorCode::NotFound, base::ErrorStep::RevealSigningSecret);
            return m_access.custody.signingSecret(*api);
        });
    }
    m_replacePanel = makeSecretPanel();
    m_overlap = new SecretOverlapRow(m_access.clock);
    connect(m_overlap, &SecretOverlapRow::endRequested, this, &SettingsPage::endOverlap);
    m_lifetime = new widgets::DurationEdit;

    auto *secret = new QWidget;
    auto *secretLayout = new QVBoxLayout(secret);
    secretLayout->setContentsMargins(0, 0, 0, 0);
    secretLayout->setSpacing(spacing::small);
    secretLayout->addWidget(m_secret);
    secretLayout->addWidget(m_replacePanel);
    secret->setFocusProxy(m_secret);
    m_secretRow = new LabelledField(
        text::fieldLabel(Field::SigningSecret), secret,
        tr("Anyone who has it can verify tokens of this API, and make them. Give it to the API only."));

    auto *card = new widgets::Card(tr("Access tokens"));
    card->body()->addWidget(new LabelledField(text::fieldLabel(Field::SigningAlgorithm), m_algorithm));
    card->body()->addWidget(m_secretRow);
    card->body()->addWidget(m_overlap);
    card->body()->addWidget(new LabelledField(
        text::fieldLabel(Field::TokenLifetime), m_lifetime,
        tr("How long a token of this API is valid after it was issued: 1 to 2592000 seconds (30 days).")));
    card->body()->addWidget(makeDialectFields());
    return card;
}

QWidget *SettingsPage::makeSecretPanel()
{
    auto *panel = new QFrame;
    panel->setObjectName(u"replaceSecretPanel"_s);
    panel->setProperty("surface", u"warning"_s);
    auto *what = new widgets::PlainLabel(tr("Replace the signing secret?"), widgets::PlainLabel::Role::Strong);
    auto *why = new widgets::PlainLabel(
        tr("A new secret is generated and signs from now on. The API refuses new tokens until it "
           "is given the new secret, and then refuses the ones it already accepted."));
    why->setWordWrap(true);
    auto *replace = new QPushButton(tr("Replace secret"));
    replace->setObjectName(u"confirmReplaceSecretButton"_s);
    theme::setButtonKind(*replace, theme::ButtonKind::Danger);
    auto *cancel = new QPushButton(tr("Keep it"));
    cancel->setObjectName(u"cancelReplaceSecretButton"_s);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(spacing::small);
    buttons->addWidget(replace);
    buttons->addWidget(cancel);
    buttons->addStretch();
    auto *layout = new QVBoxLayout(panel);
    layout->setSpacing(spacing::small);
    layout->addWidget(what);
    layout->addWidget(why);
    layout->addLayout(buttons);
    panel->hide();
    connect(replace, &QPushButton::clicked, this, &SettingsPage::replaceSecret);
    connect(cancel, &QPushButton::clicked, panel, &QWidget::hide);
    connect(m_secret, &widgets::SecretField::replaceRequested, panel, [panel, cancel] {
        panel->show();
        cancel->setFocus();
    });
    return panel;
}

QWidget *SettingsPage::makeAccessCard()
{
    m_skipConsent = new widgets::ToggleSwitch;
    m_offlineAccess = new widgets::ToggleSwitch;
    auto *skipConsent =
        LabelledField::beside(text::fieldLabel(Field::SkipConsent), m_skipConsent,
                              tr("First-party applications get tokens for this API without asking the person "
                                 "who signs in for consent."));
    m_offlineAccessRow =
        LabelledField::beside(text::fieldLabel(Field::AllowOfflineAccess), m_offlineAccess, offlineAccessHelp());
    auto *card = new widgets::Card(tr("Access"));
    card->body()->addWidget(skipConsent);
    card->body()->addWidget(m_offlineAccessRow);
    return card;
}

QWidget *SettingsPage::makeDangerCard()
{
    m_delete = new QPushButton(tr("Delete API"));
    m_delete->setIcon(theme::icon(u"delete"_s, theme::Tone::DangerFillText));
    theme::setButtonKind(*m_delete, theme::ButtonKind::Danger);
    m_danger = new widgets::Card(tr("Delete this API"));
    m_danger->setDanger(true);
    m_danger->addAction(m_delete);
    return m_danger;
}

QString SettingsPage::offlineAccessHelp()
{
    return tr(
        "Applications that ask for offline_access get a refresh token for this API, and with it new access tokens when "
        "nobody is signed in.");
}

void SettingsPage::connectForm()
{
    connect(m_name, &widgets::ValidatedLineEdit::edited, this, &SettingsPage::takeEdits);
    connect(m_lifetime, &widgets::DurationEdit::edited, this, &SettingsPage::takeEdits);
    connectPolicies();
    connect(m_skipConsent, &QAbstractButton::toggled, this, &SettingsPage::takeEdits);
    connect(m_offlineAccess, &QAbstractButton::toggled, this, &SettingsPage::takeEdits);
    connect(m_name, &widgets::ValidatedLineEdit::returnPressed, this, &SettingsPage::save);
    connect(m_lifetime->edit(), &widgets::ValidatedLineEdit::returnPressed, this, &SettingsPage::save);
    connect(m_secret, &widgets::SecretField::failed, m_banner, &widgets::ErrorBanner::showError);
    connect(m_delete, &QPushButton::clicked, this, &SettingsPage::askToDelete);
    connect(m_changes, &widgets::ChangeBar::saveRequested, this, &SettingsPage::save);
    connect(m_changes, &widgets::ChangeBar::discardRequested, this, &SettingsPage::discard);
    connect(&m_access.store, &store::ResourceServerStore::changed, this, &SettingsPage::onStoreChanged);
    connect(&m_access.store, &store::ResourceServerStore::loaded, this, &SettingsPage::onStoreChanged);
    connect(&drafts(), &editing::Drafts::changed, this, &SettingsPage::onDraftChanged);
}

void SettingsPage::nameWidgets()
{
    m_systemNote->setObjectName(u"systemApiNote"_s);
    m_unreadNote->setObjectName(u"unreadApiNote"_s);
    m_banner->setObjectName(u"settingsBanner"_s);
    m_id->edit()->setObjectName(u"apiIdEdit"_s);
    m_name->edit()->setObjectName(u"apiNameEdit"_s);
    m_lockedName->edit()->setObjectName(u"lockedApiNameEdit"_s);
    m_identifier->edit()->setObjectName(u"apiIdentifierEdit"_s);
    m_algorithm->edit()->setObjectName(u"signingAlgorithmEdit"_s);
    m_secret->setObjectName(u"signingSecretField"_s);
    m_secret->edit()->setObjectName(u"signingSecretEdit"_s);
    m_secret->revealButton()->setObjectName(u"revealSigningSecretButton"_s);
    m_secret->replaceButton()->setObjectName(u"replaceSigningSecretButton"_s);
    m_lifetime->edit()->edit()->setObjectName(u"tokenLifetimeEdit"_s);
    m_skipConsent->setObjectName(u"skipConsentSwitch"_s);
    m_offlineAccess->setObjectName(u"offlineAccessSwitch"_s);
    m_delete->setObjectName(u"deleteApiButton"_s);
    m_changes->setObjectName(u"settingsChangeBar"_s);
    m_changes->saveButton()->setObjectName(u"saveSettingsButton"_s);
    m_changes->discardButton()->setObjectName(u"discardSettingsButton"_s);
}

} // namespace gatehouse::ui::pages
