// How the form of a client's settings looks: its cards, fields, names and order. What it does is in ClientSettings.cpp.
#include "ui/pages/ClientSettings.h"

#include "ui/pages/ClientKeysField.h"
#include "ui/text/ClientText.h"
#include "ui/text/ViolationText.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/Card.h"
#include "ui/widgets/ChangeBar.h"
#include "ui/widgets/DurationEdit.h"
#include "ui/widgets/ErrorBanner.h"
#include "ui/widgets/FieldMessage.h"
#include "ui/widgets/LabelledField.h"
#include "ui/widgets/LinesEdit.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/ToggleSwitch.h"
#include "ui/widgets/ValidatedLineEdit.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace gatehouse::ui::pages {

namespace spacing = theme::spacing;
using namespace domain;
using widgets::Card;
using widgets::LabelledField;
using widgets::PlainLabel;
using namespace Qt::StringLiterals;

namespace {

constexpr std::array typesInOrder{ClientType::NonInteractive, ClientType::RegularWeb, ClientType::SinglePage,
                                  ClientType::Native};
constexpr std::array methodsInOrder{ClientAuthentication::Secret, ClientAuthentication::PrivateKeyJwt,
                                    ClientAuthentication::None};
constexpr std::array grantsInOrder{GrantType::ClientCredentials, GrantType::AuthorizationCode, GrantType::RefreshToken};

/// A combo box with the sentence below it that says what the choice means.
QWidget *withMeaning(QComboBox *box, widgets::FieldMessage *meaning)
{
    auto *field = new QWidget;
    auto *layout = new QVBoxLayout(field);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::tight);
    layout->addWidget(box);
    layout->addWidget(meaning);
    field->setFocusProxy(box);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    return field;
}

widgets::DurationEdit *seconds(const char *objectName, int least)
{
    auto *edit =
        new widgets::DurationEdit([least](const QString &text) { return checkRefreshSecondsText(text, least); });
    edit->edit()->edit()->setObjectName(QString::fromLatin1(objectName));
    return edit;
}

} // namespace

ClientSettings::ClientSettings(TenantAccess access, const jose::KeyCodec &keys, QWidget *parent)
    : QWidget(parent)
    , m_access(access)
    , m_unreadNote(new widgets::ErrorBanner(this))
    , m_banner(new widgets::ErrorBanner(this))
    , m_keys(new ClientKeysField(keys))
    , m_changes(new widgets::ChangeBar(this))
{
    setObjectName(u"clientSettings"_s);
    m_unreadNote->setObjectName(u"unreadClientNote"_s);
    m_unreadNote->setDismissible(false);
    m_banner->setObjectName(u"clientSettingsBanner"_s);
    m_changes->setObjectName(u"clientChangeBar"_s);
    m_changes->saveButton()->setObjectName(u"saveClientButton"_s);
    m_changes->discardButton()->setObjectName(u"discardClientButton"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::large);
    layout->addWidget(m_unreadNote);
    layout->addWidget(m_banner);
    layout->addWidget(makeKindCard());
    layout->addWidget(makeAddressCard());
    layout->addWidget(makeAccessCard());
    layout->addWidget(makeRefreshCard());
    connectForm();
}

QWidget *ClientSettings::makeKindCard()
{
    m_type = new QComboBox;
    m_type->setObjectName(u"clientTypeBox"_s);
    for (const ClientType type : typesInOrder)
        m_type->addItem(text::clientTypeLabel(type), QVariant::fromValue(static_cast<int>(type)));
    m_typeMeaning = new widgets::FieldMessage;
    m_firstParty = new widgets::ToggleSwitch;
    m_firstParty->setObjectName(u"firstPartySwitch"_s);
    auto *card = new Card(tr("Application"), {}, this);
    card->body()->addWidget(new LabelledField(text::fieldLabel(Field::ClientType), withMeaning(m_type, m_typeMeaning),
                                              tr("Another type brings its usual grant types and authentication.")));
    card->body()->addWidget(LabelledField::beside(
        text::fieldLabel(Field::FirstParty), m_firstParty,
        tr("Your own application: people are not asked for consent where the API allows skipping it. A third-party "
           "application asks until the person has agreed.")));
    return card;
}

widgets::LinesEdit *ClientSettings::makeAddresses(Card &card, Field field, const char *objectName, const QString &help)
{
    auto *edit = new widgets::LinesEdit([this, field](const QString &line) -> MaybeViolation {
        const ClientType type = static_cast<ClientType>(m_type->currentData().toInt());
        switch (field) {
        case Field::ClientCallback:
            return checkCallback(line, type);
        case Field::ClientLogoutUrl:
            return checkLogoutUrl(line, type);
        default:
            return checkOrigin(line);
        }
    });
    edit->edit()->setObjectName(QString::fromLatin1(objectName));
    card.body()->addWidget(new LabelledField(text::fieldLabel(field), edit, help));
    return edit;
}

QWidget *ClientSettings::makeAddressCard()
{
    m_addressCard = new Card(tr("Addresses"), tr("One URL on each line. They are compared byte for byte."), this);
    m_addressCard->setObjectName(u"clientAddressCard"_s);
    m_callbacks = makeAddresses(*m_addressCard, Field::ClientCallback, "callbacksEdit",
                                tr("Where a person returns to after signing in. Without one, nobody can sign in."));
    m_callbacks->setPlaceholderText(u"https://app.example.com/callback"_s);
    m_logoutUrls = makeAddresses(*m_addressCard, Field::ClientLogoutUrl, "logoutUrlsEdit",
                                 tr("Where a person returns to after signing out."));
    m_logoutUrls->setPlaceholderText(u"https://app.example.com/"_s);
    m_origins = makeAddresses(*m_addressCard, Field::ClientOrigin, "originsEdit",
                              tr("Pages from these origins can read the server's answers (CORS)."));
    m_origins->setPlaceholderText(u"https://app.example.com"_s);
    return m_addressCard;
}

QWidget *ClientSettings::makeAccessCard()
{
    auto *grants = new QWidget;
    auto *column = new QVBoxLayout(grants);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing::tight);
    for (const GrantType type : grantsInOrder) {
        auto *box = new QCheckBox(text::grantTypeLabel(type), grants);
        box->setObjectName(u"grantType-"_s + grantTypeNames(type).constFirst());
        box->setAccessibleDescription(text::grantTypeSentence(type));
        auto *sentence = new PlainLabel(text::grantTypeSentence(type), PlainLabel::Role::Muted, grants);
        sentence->setWordWrap(true);
        sentence->setContentsMargins(spacing::wide, 0, 0, spacing::tight);
        column->addWidget(box);
        column->addWidget(sentence);
        m_grants.insert(type, box);
    }
    m_authentication = new QComboBox;
    m_authentication->setObjectName(u"authenticationBox"_s);
    for (const ClientAuthentication method : methodsInOrder)
        m_authentication->addItem(text::authenticationLabel(method), QVariant::fromValue(static_cast<int>(method)));
    m_authenticationMeaning = new widgets::FieldMessage;
    auto *card = new Card(tr("Getting tokens"), {}, this);
    auto *title = new PlainLabel(text::fieldLabel(Field::ClientGrantTypes), PlainLabel::Role::Strong, card);
    card->body()->addWidget(title);
    card->body()->addWidget(grants);
    card->body()->addWidget(new LabelledField(text::fieldLabel(Field::ClientAuthentication),
                                              withMeaning(m_authentication, m_authenticationMeaning)));
    m_keysRow = new LabelledField(text::fieldLabel(Field::ClientKeys), m_keys,
                                  tr("The client signs its assertions with one of the private keys to these."));
    card->body()->addWidget(m_keysRow);
    return card;
}

QWidget *ClientSettings::makeRefreshCard()
{
    m_refreshCard = new Card(tr("Refresh tokens"), tr("How long they live, and whether each use replaces them."), this);
    m_refreshCard->setObjectName(u"clientRefreshCard"_s);
    const auto addSwitch = [this](const char *objectName, const QString &label, const QString &help) {
        auto *made = new widgets::ToggleSwitch;
        made->setObjectName(QString::fromLatin1(objectName));
        m_refreshCard->body()->addWidget(LabelledField::beside(label, made, help));
        return made;
    };
    const auto addSeconds = [this](widgets::DurationEdit *edit, const QString &label, const QString &help) {
        auto *row = new LabelledField(label, edit, help);
        m_refreshCard->body()->addWidget(row);
        return row;
    };
    m_rotating = addSwitch("rotationSwitch", tr("Rotation"),
                           tr("Each use gives a new refresh token. A replaced one that is used again ends them all."));
    m_leeway = seconds("leewayEdit", 0);
    m_leewayRow = addSeconds(m_leeway, tr("Leeway (seconds)"),
                             tr("How long a replaced token still works, for clients that retry."));
    m_hasLifetime = addSwitch("refreshLifetimeSwitch", tr("Absolute expiration"),
                              tr("The person has to sign in again after this time, however often it is used."));
    m_lifetime = seconds("refreshLifetimeEdit", 1);
    m_lifetimeRow = addSeconds(m_lifetime, tr("Absolute lifetime (seconds)"), tr("Counted from the sign-in."));
    m_hasIdleLifetime = addSwitch("idleLifetimeSwitch", tr("Inactivity expiration"),
                                  tr("A refresh token that is not used for this time ends."));
    m_idleLifetime = seconds("idleLifetimeEdit", 1);
    m_idleLifetimeRow =
        addSeconds(m_idleLifetime, tr("Inactivity lifetime (seconds)"), tr("Counted from the last use."));
    return m_refreshCard;
}

void ClientSettings::connectForm()
{
    connect(m_type, &QComboBox::activated, this, &ClientSettings::takeType);
    connect(m_authentication, &QComboBox::activated, this, &ClientSettings::takeEdits);
    for (widgets::ToggleSwitch *one : {m_firstParty, m_rotating, m_hasLifetime, m_hasIdleLifetime})
        connect(one, &QAbstractButton::toggled, this, &ClientSettings::takeEdits);
    for (QCheckBox *box : std::as_const(m_grants))
        connect(box, &QAbstractButton::toggled, this, &ClientSettings::takeEdits);
    for (widgets::LinesEdit *edit : {m_callbacks, m_logoutUrls, m_origins})
        connect(edit, &widgets::LinesEdit::edited, this, &ClientSettings::takeEdits);
    for (widgets::DurationEdit *edit : {m_leeway, m_lifetime, m_idleLifetime}) {
        connect(edit, &widgets::DurationEdit::edited, this, &ClientSettings::takeEdits);
        connect(edit->edit(), &widgets::ValidatedLineEdit::returnPressed, this, &ClientSettings::save);
    }
    connect(m_keys, &ClientKeysField::edited, this, &ClientSettings::takeEdits);
    connect(m_changes, &widgets::ChangeBar::saveRequested, this, &ClientSettings::save);
    connect(m_changes, &widgets::ChangeBar::discardRequested, this, &ClientSettings::discard);
    connect(&m_access.store, &store::ResourceServerStore::changed, this, &ClientSettings::onStoreChanged);
    connect(&m_access.store, &store::ResourceServerStore::loaded, this, &ClientSettings::onStoreChanged);
    connect(&drafts(), &editing::Drafts::clientChanged, this, [this](const ClientId &client) {
        if (client != m_client || !stored())
            return;
        showStored();
        showState();
    });
}

} // namespace gatehouse::ui::pages
