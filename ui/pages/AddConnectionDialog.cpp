#include "ui/pages/AddConnectionDialog.h"

#include "models/domain/Passphrase.h"
#include "models/jose/CertificateChain.h"
#include "ui/inspector/FileChoice.h"
#include "ui/text/ConnectionText.h"
#include "ui/text/ErrorText.h"
#include "ui/text/ViolationText.h"
#include "ui/widgets/BusyIndicator.h"
#include "ui/widgets/ErrorBanner.h"
#include "ui/widgets/LabelledField.h"
#include "ui/widgets/PassphraseField.h"
#include "ui/widgets/ToggleSwitch.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>

namespace gatehouse::ui::pages {

using store::remote::Connection;
using store::remote::MarkColor;
using store::remote::SecretPlace;
using store::remote::TenantAddress;
using widgets::LabelledField;
using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype largestAuthorities = qsizetype{256} * 1024;
constexpr int mostNameCharacters = 60;
constexpr int mostDomainCharacters = 300;
constexpr int longestClientId = 200;

} // namespace

AddConnectionDialog::AddConnectionDialog(ConnectionControl &control, QWidget *parent)
    : DialogFrame(tr("Add connection"), tr("A tenant of Auth0's, by its domain. Nothing is asked of it yet."),
                  tr("Add"), parent)
    , m_control(control)
    , m_name(new QLineEdit(this))
    , m_domain(new QLineEdit(this))
    , m_login(new QComboBox(this))
    , m_client(new QLineEdit(this))
    , m_secret(new widgets::PassphraseField(this))
    , m_place(new QComboBox(this))
    , m_passphrase(new widgets::PassphraseField(this))
    , m_again(new widgets::PassphraseField(this))
    , m_color(new QComboBox(this))
    , m_production(new widgets::ToggleSwitch(tr("Production"), this))
    , m_busy(new widgets::BusyIndicator(std::chrono::milliseconds(300), this))
{
    setObjectName(u"addConnectionDialog"_s);
    m_name->setObjectName(u"connectionName"_s);
    m_name->setMaxLength(mostNameCharacters);
    m_domain->setObjectName(u"connectionDomain"_s);
    m_domain->setMaxLength(mostDomainCharacters);
    m_domain->setPlaceholderText(u"acme.eu.auth0.com"_s);
    body()->addWidget(new LabelledField(tr("&Name"), m_name, tr("What you call it.")));
    body()->addWidget(new LabelledField(tr("&Domain"), m_domain, tr("A custom domain is as good.")));
    addLogin();
    addMarks();
    m_busy->setCancellable(false);
    body()->addWidget(m_busy);
    for (QLineEdit *edit : {m_name, m_domain, m_client})
        connect(edit, &QLineEdit::textChanged, this, &AddConnectionDialog::check);
    for (const widgets::PassphraseField *field : {m_secret, m_passphrase, m_again})
        connect(field, &widgets::ValidatedLineEdit::edited, this, &AddConnectionDialog::check);
    for (const QComboBox *box : {m_login, m_place})
        connect(box, &QComboBox::currentIndexChanged, this, &AddConnectionDialog::check);
    connect(acceptButton(), &QPushButton::clicked, this, &AddConnectionDialog::add);
    m_name->setFocus();
    check();
}

void AddConnectionDialog::addLogin()
{
    m_login->setObjectName(u"connectionLogin"_s);
    m_login->addItem(tr("A machine-to-machine client"), true);
    m_login->addItem(tr("A Management token that I paste"), false);
    m_client->setObjectName(u"connectionClient"_s);
    m_client->setMaxLength(longestClientId);
    m_secret->edit()->setObjectName(u"connectionSecret"_s);
    m_secret->edit()->setMaxLength(domain::maxPassphrase);
    m_place->setObjectName(u"connectionPlace"_s);
    m_place->addItem(tr("In the desktop's keychain"), static_cast<int>(SecretPlace::Keychain));
    m_place->addItem(tr("Sealed under a passphrase"), static_cast<int>(SecretPlace::Passphrase));
    m_place->addItem(tr("Nowhere: ask each time"), static_cast<int>(SecretPlace::Nowhere));
    m_passphrase->edit()->setObjectName(u"connectionPassphrase"_s);
    m_again->edit()->setObjectName(u"connectionPassphraseAgain"_s);
    body()->addWidget(new LabelledField(
        tr("&Logs in with"), m_login,
        tr("A Management token, instead of a client, is asked for each time and kept in memory only.")));
    auto *client =
        new LabelledField(tr("&Client ID"), m_client, tr("Of a client that is authorized for the Management API."));
    auto *place = new LabelledField(tr("&Keep the secret"), m_place);
    m_secretField = new LabelledField(tr("Client &secret"), m_secret);
    auto *passphrase = new LabelledField(
        tr("&Passphrase"), m_passphrase,
        tr("At least %1 characters. It is asked for whenever the tenant is opened.").arg(domain::minPassphrase));
    auto *again = new LabelledField(tr("&Repeat passphrase"), m_again);
    m_clientFields = {client, place};
    m_passphraseFields = {passphrase, again};
    for (LabelledField *field : {client, m_secretField, place, passphrase, again})
        body()->addWidget(field);
}

void AddConnectionDialog::addMarks()
{
    m_color->setObjectName(u"connectionColor"_s);
    m_color->addItem(tr("None"), QString());
    m_color->addItem(tr("Blue"), store::remote::colorOf(MarkColor::Blue));
    m_color->addItem(tr("Green"), store::remote::colorOf(MarkColor::Green));
    m_color->addItem(tr("Orange"), store::remote::colorOf(MarkColor::Orange));
    m_color->addItem(tr("Purple"), store::remote::colorOf(MarkColor::Purple));
    m_color->addItem(tr("Gray"), store::remote::colorOf(MarkColor::Gray));
    m_production->setObjectName(u"connectionProduction"_s);
    m_choice = new inspection::FileChoice(
        tr("Choose certificates…"), tr("private authority's certificates"), largestAuthorities,
        [this](const QByteArray &content) -> std::expected<QString, QString> {
            m_authorities.clear();
            if (content.isEmpty())
                return QString();
            const QByteArrayList found = jose::certificatesIn(content);
            if (!content.contains("-----BEGIN CERTIFICATE-----") || found.isEmpty())
                return std::unexpected(tr("The file holds no certificate in PEM."));
            m_authorities = content;
            return tr("SHA-256: %1").arg(text::certificateFingerprint(found.first()));
        },
        this);
    m_choice->setObjectName(u"connectionAuthority"_s);
    body()->addWidget(new LabelledField(tr("C&olor"), m_color, tr("Its mark in the list and in its window.")));
    body()->addWidget(LabelledField::beside(tr("Production"), m_production,
                                            tr("Read only until unlocked, and every change is reviewed.")));
    body()->addWidget(new LabelledField(tr("Private authority"), m_choice,
                                        tr("Only where the tenant's certificate comes from an authority that this "
                                           "machine does not know.")));
}

bool AddConnectionDialog::isClient() const
{
    return m_login->currentData().toBool();
}

SecretPlace AddConnectionDialog::place() const
{
    return isClient() ? static_cast<SecretPlace>(m_place->currentData().toInt()) : SecretPlace::Nowhere;
}

base::Result<Connection> AddConnectionDialog::wanted() const
{
    const auto address = TenantAddress::parse(m_domain->text());
    if (!address)
        return std::unexpected(address.error());
    Connection connection{.name = m_name->text().trimmed(),
                          .address = *address,
                          .clientId = isClient() ? m_client->text().trimmed() : QString(),
                          .color = m_color->currentData().toString(),
                          .isProduction = m_production->isChecked(),
                          .authorities = m_authorities,
                          .place = place()};
    if (const auto checked = store::remote::checkConnection(connection); !checked)
        return std::unexpected(checked.error());
    return connection;
}

QString AddConnectionDialog::obstacle() const
{
    if (m_isBusy)
        return tr("The secret is being kept…");
    if (m_name->text().trimmed().isEmpty() || m_domain->text().trimmed().isEmpty())
        return tr("Give name and domain first.");
    if (const auto connection = wanted(); !connection)
        return text::errorText(connection.error()).what;
    if (m_control.connections().find(m_name->text().trimmed()))
        return tr("There already is a connection of this name.");
    if (!isClient())
        return {};
    if (m_client->text().trimmed().isEmpty())
        return tr("Give the client ID first.");
    if (place() == SecretPlace::Nowhere)
        return {};
    if (m_secret->text().isEmpty())
        return tr("Give the client's secret first.");
    if (place() == SecretPlace::Keychain)
        return {};
    if (const auto violation = domain::checkPassphrase(m_passphrase->passphrase()))
        return text::violationText(*violation);
    return m_again->text() == m_passphrase->text() ? QString() : tr("The passphrases differ.");
}

void AddConnectionDialog::check()
{
    for (LabelledField *field : std::as_const(m_clientFields))
        field->setVisible(isClient());
    m_secretField->setVisible(place() != SecretPlace::Nowhere);
    for (LabelledField *field : std::as_const(m_passphraseFields))
        field->setVisible(place() == SecretPlace::Passphrase);
    setObstacle(obstacle());
}

void AddConnectionDialog::add()
{
    const auto connection = wanted();
    if (!connection)
        return;
    m_isBusy = true;
    banner()->dismiss();
    m_busy->start(tr("Keeping the secret…"));
    check();
    m_control.add(*connection, m_secret->passphrase(), m_passphrase->passphrase())
        .then(this, [this, name = connection->name](const base::Result<void> &added) {
            m_isBusy = false;
            m_busy->stop();
            check();
            if (!added) {
                banner()->showError(added.error());
                return;
            }
            for (widgets::PassphraseField *field : {m_secret, m_passphrase, m_again})
                field->clear();
            Q_EMIT this->added(name);
            accept();
        });
}

} // namespace gatehouse::ui::pages
