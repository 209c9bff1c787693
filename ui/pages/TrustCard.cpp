#include "ui/pages/TrustCard.h"

#include "models/domain/Origin.h"
#include "models/quickstart/TrustSetup.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/ErrorBanner.h"
#include "ui/widgets/LabelledField.h"
#include "ui/widgets/LockedField.h"

#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace gatehouse::ui::pages {

using namespace Qt::StringLiterals;

namespace {

/// What the lines name until a file was written.
QString proposedPath()
{
    return QDir::home().filePath(u"gatehouse-ca.pem"_s);
}

} // namespace

TrustCard::TrustCard(ServerControl &server, QWidget *parent)
    : Card(tr("HTTPS"),
           tr("Clients that accept HTTPS only use this address, once they trust the tenant's CA. The CA can vouch for "
              "this computer's loopback addresses and for nothing else."),
           parent)
    , m_server(server)
    , m_path(proposedPath())
    , m_banner(new widgets::ErrorBanner(this))
    , m_issuer(new widgets::LockedField(tr("HTTPS issuer"), {}, this))
    , m_client(new QComboBox(this))
    , m_line(new widgets::LockedField(tr("Command line"), {}, this))
    , m_export(new QPushButton(tr("Export CA…"), this))
{
    setObjectName(u"trustCard"_s);
    m_issuer->edit()->setObjectName(u"httpsIssuerEdit"_s);
    m_client->setObjectName(u"trustClient"_s);
    m_line->edit()->setObjectName(u"trustLineEdit"_s);
    m_export->setObjectName(u"exportAuthorityButton"_s);
    addAction(m_export);
    body()->addWidget(m_banner);
    body()->addWidget(new widgets::LabelledField(
        tr("Issuer"), m_issuer, tr("The iss of tokens that are requested there. localhost and [::1] work as well.")));
    body()->addWidget(new widgets::LabelledField(tr("Client"), m_client, tr("The program that connects.")));
    body()->addWidget(new widgets::LabelledField(
        tr("Command line"), m_line, tr("Makes the client trust the CA, after you export it to this file.")));
    const auto setups = quickstart::trustSetups({}, {}, {});
    for (const quickstart::TrustSetup &setup : setups)
        m_client->addItem(setup.client);
    connect(m_client, &QComboBox::currentIndexChanged, this, &TrustCard::showLine);
    connect(m_export, &QPushButton::clicked, this, &TrustCard::chooseTarget);
    connect(&server, &ServerControl::changed, this, &TrustCard::show);
    show();
}

void TrustCard::show()
{
    const int port = m_server.httpsPort();
    const domain::Origin origin{.scheme = domain::Origin::Scheme::Https, .port = port};
    m_issuer->setValue(port > 0 ? origin.issuer() : QString());
    showLine();
}

void TrustCard::showLine()
{
    const auto setups = quickstart::trustSetups(m_path, m_issuer->value(), m_server.certificatePin());
    m_line->setValue(setups.value(m_client->currentIndex()).line);
}

void TrustCard::chooseTarget()
{
    auto *dialog = new QFileDialog(this, tr("Export CA"), QDir::homePath());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"pem"_s);
    dialog->selectFile(m_path);
    connect(dialog, &QFileDialog::fileSelected, this, &TrustCard::exportTo);
    dialog->open();
}

void TrustCard::exportTo(const QString &path)
{
    if (const auto written = m_server.exportAuthority(path); !written) {
        m_banner->showError(written.error());
        return;
    }
    m_path = path;
    m_banner->showMessage(theme::Sign::Done, tr("The CA was exported to %1.").arg(path));
    showLine();
}

} // namespace gatehouse::ui::pages
