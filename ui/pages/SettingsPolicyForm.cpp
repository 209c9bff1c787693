// The fields of the Settings form that say what is in a token and who may ask for one: dialect, permissions, policies.
#include "ui/pages/SettingsPage.h"

#include "models/base/Text.h"
#include "ui/pages/ConsentCard.h"
#include "ui/text/ApiText.h"
#include "ui/text/ChangeText.h"
#include "ui/text/ViolationText.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/Card.h"
#include "ui/widgets/DurationEdit.h"
#include "ui/widgets/FieldMessage.h"
#include "ui/widgets/LabelledField.h"
#include "ui/widgets/ToggleSwitch.h"
#include "ui/widgets/ValidatedLineEdit.h"

#include <QComboBox>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace gatehouse::ui::pages {

using domain::ClientPolicy;
using domain::Field;
using domain::TokenDialect;
using domain::UserPolicy;
using widgets::LabelledField;
using namespace Qt::StringLiterals;

namespace {

/// A choice with the sentence below it that says what it means.
QWidget *explainedChoice(QComboBox *box, widgets::FieldMessage *meaning)
{
    auto *field = new QWidget;
    auto *layout = new QVBoxLayout(field);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::spacing::tight);
    layout->addWidget(box);
    layout->addWidget(meaning);
    field->setFocusProxy(box);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    return field;
}

template <typename Enum> Enum chosenIn(const QComboBox &box)
{
    return static_cast<Enum>(box.currentData().toInt());
}

template <typename Enum> void choose(QComboBox &box, Enum value)
{
    box.setCurrentIndex(box.findData(static_cast<int>(value)));
}

bool isAuthz(TokenDialect dialect)
{
    return dialect == TokenDialect::AccessTokenAuthz || dialect == TokenDialect::Rfc9068Authz;
}

/// The dialect of that one's profile, with permissions or without.
TokenDialect withPermissions(TokenDialect profile, bool adds)
{
    const bool isRfc9068 = profile == TokenDialect::Rfc9068 || profile == TokenDialect::Rfc9068Authz;
    if (adds)
        return isRfc9068 ? TokenDialect::Rfc9068Authz : TokenDialect::AccessTokenAuthz;
    return isRfc9068 ? TokenDialect::Rfc9068 : TokenDialect::AccessToken;
}

QString userPolicyName()
{
    return text::memberLabel(u"subject_type_authorization.user"_s);
}

QString clientPolicyName()
{
    return text::memberLabel(u"subject_type_authorization.client"_s);
}

} // namespace

QWidget *SettingsPage::makeDialectFields()
{
    m_webLifetime = new widgets::DurationEdit([this](const QString &text) { return checkWebLifetime(text); });
    m_webLifetime->edit()->edit()->setObjectName(u"webLifetimeEdit"_s);
    m_dialect = new QComboBox;
    m_dialect->setObjectName(u"tokenDialectBox"_s);
    for (const TokenDialect dialect : {TokenDialect::AccessToken, TokenDialect::Rfc9068})
        m_dialect->addItem(text::dialectLabel(dialect), static_cast<int>(dialect));
    m_dialectMeaning = new widgets::FieldMessage;
    auto *fields = new QWidget;
    auto *layout = new QVBoxLayout(fields);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::spacing::large);
    layout->addWidget(
        new LabelledField(text::fieldLabel(Field::TokenLifetimeForWeb), m_webLifetime,
                          tr("Not used by the flows served here; kept for the Management API. At most the lifetime "
                             "above.")));
    layout->addWidget(
        new LabelledField(text::fieldLabel(Field::TokenDialect), explainedChoice(m_dialect, m_dialectMeaning)));
    return fields;
}

domain::MaybeViolation SettingsPage::checkWebLifetime(const QString &text) const
{
    // What is stored is not the person's mistake, even where the other lifetime became shorter.
    if (text.trimmed() == QString::number(m_shown.tokenLifetimeForWeb))
        return {};
    return domain::checkWebLifetimeText(text, m_lifetime->seconds().value_or(m_shown.tokenLifetime));
}

QWidget *SettingsPage::makePermissionsCard()
{
    m_enforcePolicies = new widgets::ToggleSwitch;
    m_enforcePolicies->setObjectName(u"enforcePoliciesSwitch"_s);
    m_addPermissions = new widgets::ToggleSwitch;
    m_addPermissions->setObjectName(u"addPermissionsSwitch"_s);
    auto *card = new widgets::Card(tr("Permissions"));
    card->body()->addWidget(LabelledField::beside(
        text::fieldLabel(Field::EnforcePolicies), m_enforcePolicies,
        tr("A person's token gets only the scopes they have permissions for. Off: every scope the client asks for.")));
    card->body()->addWidget(LabelledField::beside(
        tr("Add Permissions in the Access Token"), m_addPermissions,
        tr("Writes a permissions claim with all that the person has, whatever the client asked for. Needs RBAC.")));
    return card;
}

QWidget *SettingsPage::makePolicyCard()
{
    m_userPolicy = new QComboBox;
    m_userPolicy->setObjectName(u"userPolicyBox"_s);
    for (const UserPolicy policy : {UserPolicy::AllowAll, UserPolicy::RequireClientGrant, UserPolicy::DenyAll})
        m_userPolicy->addItem(text::userPolicyLabel(policy), static_cast<int>(policy));
    m_userPolicyMeaning = new widgets::FieldMessage;
    m_clientPolicy = new QComboBox;
    m_clientPolicy->setObjectName(u"clientPolicyBox"_s);
    for (const ClientPolicy policy : {ClientPolicy::RequireClientGrant, ClientPolicy::DenyAll})
        m_clientPolicy->addItem(text::clientPolicyLabel(policy), static_cast<int>(policy));
    m_clientPolicyMeaning = new widgets::FieldMessage;
    auto *card = new widgets::Card(tr("Access policies"), tr("Which clients get tokens for this API."));
    card->body()->addWidget(new LabelledField(userPolicyName(), explainedChoice(m_userPolicy, m_userPolicyMeaning)));
    card->body()->addWidget(
        new LabelledField(clientPolicyName(), explainedChoice(m_clientPolicy, m_clientPolicyMeaning)));
    return card;
}

void SettingsPage::connectPolicies()
{
    connect(m_consent, &ConsentCard::openUserGrantsRequested, this, &SettingsPage::openUserGrantsRequested);
    connect(m_webLifetime, &widgets::DurationEdit::edited, this, &SettingsPage::takeEdits);
    connect(m_webLifetime->edit(), &widgets::ValidatedLineEdit::returnPressed, this, &SettingsPage::save);
    // Whether it is too long depends on the other one.
    connect(m_lifetime, &widgets::DurationEdit::edited, this, [this] { m_webLifetime->edit()->recheck(); });
    for (const QComboBox *box : {m_dialect, m_userPolicy, m_clientPolicy})
        connect(box, &QComboBox::activated, this, &SettingsPage::takeEdits);
    for (const widgets::ToggleSwitch *one : {m_enforcePolicies, m_addPermissions})
        connect(one, &QAbstractButton::toggled, this, &SettingsPage::takeEdits);
}

void SettingsPage::takePolicies(editing::SettingsDraft &typed) const
{
    typed.webLifetime = m_webLifetime->text();
    typed.dialect = withPermissions(chosenIn<TokenDialect>(*m_dialect), m_addPermissions->isChecked());
    typed.enforcePolicies = m_enforcePolicies->isChecked();
    typed.userPolicy = chosenIn<UserPolicy>(*m_userPolicy);
    typed.clientPolicy = chosenIn<ClientPolicy>(*m_clientPolicy);
}

void SettingsPage::showPolicies(const editing::SettingsDraft &draft)
{
    const domain::ResourceServer wanted = draft.appliedTo(m_shown);
    if (!draft.webLifetime)
        m_webLifetime->setSeconds(m_shown.tokenLifetimeForWeb);
    else if (m_webLifetime->text() != *draft.webLifetime)
        m_webLifetime->setText(*draft.webLifetime);
    const QSignalBlocker enforceBlocker(m_enforcePolicies);
    const QSignalBlocker addBlocker(m_addPermissions);
    choose(*m_dialect, withPermissions(wanted.dialect, false));
    choose(*m_userPolicy, wanted.userPolicy);
    choose(*m_clientPolicy, wanted.clientPolicy);
    m_enforcePolicies->setChecked(wanted.enforcePolicies);
    m_addPermissions->setChecked(isAuthz(wanted.dialect));
    m_addPermissions->setEnabled(wanted.enforcePolicies && m_enforcePolicies->isEnabled());
    m_enforcePolicies->update();
    m_addPermissions->update();
    m_dialectMeaning->setMessage(theme::Sign::Info, text::dialectSentence(wanted.dialect));
    m_userPolicyMeaning->setMessage(theme::Sign::Info, text::userPolicySentence(wanted.userPolicy));
    m_clientPolicyMeaning->setMessage(theme::Sign::Info, text::clientPolicySentence(wanted.clientPolicy));
    m_consent->setApi(wanted);
}

void SettingsPage::showPolicyLocks()
{
    const auto isFree = [this](Field field) { return !store::checkSystemApi(m_shown, field); };
    m_webLifetime->setReadOnly(!isFree(Field::TokenLifetimeForWeb));
    m_dialect->setEnabled(isFree(Field::TokenDialect));
    m_enforcePolicies->setEnabled(isFree(Field::TokenDialect));
    m_addPermissions->setEnabled(isFree(Field::TokenDialect) && m_enforcePolicies->isChecked());
    m_userPolicy->setEnabled(isFree(Field::SubjectPolicy));
    m_clientPolicy->setEnabled(isFree(Field::SubjectPolicy));
}

QString SettingsPage::storedValue(Field field) const
{
    switch (field) {
    case Field::ApiName:
        return base::visibleText(m_shown.name, 200);
    case Field::TokenLifetime:
        return QString::number(m_shown.tokenLifetime);
    case Field::TokenLifetimeForWeb:
        return QString::number(m_shown.tokenLifetimeForWeb);
    case Field::SkipConsent:
        return text::onOff(m_shown.skipConsent);
    case Field::AllowOfflineAccess:
        return text::onOff(m_shown.allowOfflineAccess);
    case Field::TokenDialect:
        return isAuthz(m_shown.dialect) ? tr("%1, with permissions").arg(text::dialectLabel(m_shown.dialect))
                                        : text::dialectLabel(m_shown.dialect);
    case Field::EnforcePolicies:
        return text::onOff(m_shown.enforcePolicies);
    case Field::SubjectPolicy:
        return tr("users: %1, clients: %2")
            .arg(text::userPolicyLabel(m_shown.userPolicy), text::clientPolicyLabel(m_shown.clientPolicy));
    default:
        return {};
    }
}

} // namespace gatehouse::ui::pages
