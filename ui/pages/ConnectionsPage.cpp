#include "ui/pages/ConnectionsPage.h"

#include "models/base/Text.h"
#include "models/jose/CertificateChain.h"
#include "ui/dialogs/ConfirmDestructiveDialog.h"
#include "ui/dialogs/ConnectionSecretDialog.h"
#include "ui/pages/AddConnectionDialog.h"
#include "ui/text/ConnectionText.h"
#include "ui/theme/ButtonKind.h"
#include "ui/theme/IconSet.h"
#include "ui/widgets/BusyIndicator.h"
#include "ui/widgets/Card.h"
#include "ui/widgets/EditableTableView.h"
#include "ui/widgets/EmptyState.h"
#include "ui/widgets/ErrorBanner.h"
#include "ui/widgets/LabelledField.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/SectionHeader.h"
#include "ui/widgets/TableHeight.h"
#include "ui/widgets/ToggleSwitch.h"

#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

namespace gatehouse::ui::pages {

using dialogs::ConnectionSecretDialog;
using store::remote::Connection;
using widgets::PlainLabel;
using namespace Qt::StringLiterals;

namespace {

constexpr int mostConnectionRows = 8;
constexpr int longestConnectionName = 60;

QString connectionName(const QString &name)
{
    return base::visibleText(name, longestConnectionName);
}

} // namespace

ConnectionsPage::ConnectionsPage(ConnectionControl &control, QWidget *parent)
    : ScrollColumn(widgets::contentCharacters, parent)
    , m_control(control)
    , m_banner(new widgets::ErrorBanner(this))
    , m_busy(new widgets::BusyIndicator(std::chrono::milliseconds(300), this))
{
    setObjectName(u"connectionsPage"_s);
    auto *header = new widgets::SectionHeader(
        tr("Connections"), tr("Tenants elsewhere, behind Auth0's Management API. Each opens in a window of its own."));
    auto *add = new QPushButton(theme::icon(u"add"_s, theme::Tone::AccentText), tr("Add connection…"), header);
    add->setObjectName(u"addConnection"_s);
    theme::setButtonKind(*add, theme::ButtonKind::Primary);
    header->addAction(add);
    m_banner->setObjectName(u"connectionsBanner"_s);
    m_banner->setDismissible(true);
    m_busy->setObjectName(u"connectionsBusy"_s);
    column()->addWidget(header);
    column()->addWidget(m_banner);
    column()->addWidget(m_busy);
    column()->addWidget(makeList());
    column()->addWidget(makeDetail());
    column()->addStretch(1);
    connect(add, &QPushButton::clicked, this, &ConnectionsPage::addConnection);
    connect(m_busy, &widgets::BusyIndicator::cancelRequested, this, [this] { m_test.cancel(); });
    connect(&control, &ConnectionControl::changed, this, &ConnectionsPage::showList);
    connect(&control, &ConnectionControl::progressed, this, [this](int objects) {
        if (m_isBusy)
            m_busy->start(tr("Reading the tenant: %1 objects so far").arg(QLocale().toString(objects)));
    });
    if (const auto read = control.reload(); !read)
        m_banner->showError(read.error());
    showList();
}

QWidget *ConnectionsPage::makeList()
{
    auto *card = new widgets::Card(tr("Tenants elsewhere"), {}, this);
    card->setObjectName(u"connectionsCard"_s);
    m_table = new widgets::EditableTableView(tr("Tenants elsewhere"), card);
    m_table->setObjectName(u"connectionsTable"_s);
    m_table->setModel(&m_connections);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSortingEnabled(false);
    m_table->setOpenInMenu();
    m_table->setRemoveText(tr("Remove connection…"));
    m_empty = new widgets::EmptyState(u"link"_s, tr("No connections yet"));
    m_empty->setDetail(tr("Name an Auth0 tenant by its domain, and a client of it that may use the Management API."));
    m_empty->setPrimary(tr("Add connection…"), u"add"_s);
    m_table->setEmptyState(m_empty);
    using Column = presenters::ConnectionTable::Column;
    const int character = fontMetrics().averageCharWidth();
    m_table->setColumnWidth(static_cast<int>(Column::Name), character * 28);
    m_table->setColumnWidth(static_cast<int>(Column::LogsIn), character * 24);
    m_table->setColumnWidth(static_cast<int>(Column::Mark), character * 16);
    m_table->setStretchColumn(static_cast<int>(Column::Domain));
    card->body()->addWidget(m_table);
    connect(m_empty, &widgets::EmptyState::primaryClicked, this, &ConnectionsPage::addConnection);
    connect(m_table, &widgets::EditableTableView::removeRequested, this, &ConnectionsPage::askToRemove);
    connect(m_table, &widgets::EditableTableView::openRequested, this, &ConnectionsPage::openCurrent);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &index) {
        const Connection *connection = m_connections.connectionAt(index.row());
        if (connection && connection->name != m_current) {
            m_current = connection->name;
            m_needs.setScopes({});
            showCurrent();
        }
    });
    return card;
}

QWidget *ConnectionsPage::makeDetail()
{
    m_detail = new widgets::Card({}, {}, this);
    m_detail->setObjectName(u"connectionCard"_s);
    m_open = new QPushButton(theme::icon(u"open"_s, theme::Tone::AccentText), tr("Open"), m_detail);
    m_open->setObjectName(u"openConnection"_s);
    theme::setButtonKind(*m_open, theme::ButtonKind::Primary);
    m_testButton = new QPushButton(theme::icon(u"play"_s), tr("Test"), m_detail);
    m_testButton->setObjectName(u"testConnection"_s);
    m_remove = new QPushButton(tr("Remove…"), m_detail);
    m_remove->setObjectName(u"removeConnection"_s);
    theme::setButtonKind(*m_remove, theme::ButtonKind::DangerQuiet);
    m_detail->addAction(m_open);
    m_detail->addAction(m_testButton);
    m_detail->addAction(m_remove);
    m_facts = new PlainLabel({}, PlainLabel::Role::Body, m_detail);
    m_facts->setObjectName(u"connectionFacts"_s);
    m_facts->setWordWrap(true);
    m_production = new widgets::ToggleSwitch(tr("Production"), m_detail);
    m_production->setObjectName(u"connectionProduction"_s);
    m_needTable = new widgets::EditableTableView(tr("What the token may do"), m_detail);
    m_needTable->setObjectName(u"scopeNeedsTable"_s);
    m_needTable->setModel(&m_needs);
    m_needTable->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_needTable->setSortingEnabled(false);
    using Column = presenters::ScopeNeedTable::Column;
    const int character = fontMetrics().averageCharWidth();
    m_needTable->setColumnWidth(static_cast<int>(Column::Feature), character * 30);
    m_needTable->setColumnWidth(static_cast<int>(Column::Allowed), character * 36);
    m_needTable->setStretchColumn(static_cast<int>(Column::Needs));
    QVBoxLayout *body = m_detail->body();
    body->addWidget(m_facts);
    body->addWidget(widgets::LabelledField::beside(tr("Production"), m_production,
                                                   tr("A red frame, read only until unlocked for some minutes, and "
                                                      "every change is reviewed before it is sent.")));
    body->addWidget(new widgets::LabelledField(tr("What the token may do"), m_needTable,
                                               tr("Grant the client what you need of this, and nothing more.")));
    connect(m_open, &QPushButton::clicked, this, &ConnectionsPage::openCurrent);
    connect(m_testButton, &QPushButton::clicked, this, &ConnectionsPage::test);
    connect(m_remove, &QPushButton::clicked, this, &ConnectionsPage::askToRemove);
    connect(m_production, &QAbstractButton::clicked, this, &ConnectionsPage::setProduction);
    return m_detail;
}

const Connection *ConnectionsPage::current() const
{
    return m_control.connections().find(m_current);
}

void ConnectionsPage::showList()
{
    const QString before = m_current;
    m_connections.setConnections(m_control.connections());
    int row = m_connections.rowOf(before);
    if (row < 0 && m_connections.rowCount() > 0)
        row = 0;
    m_current = row < 0 ? QString() : m_connections.connectionAt(row)->name;
    if (m_current != before)
        m_needs.setScopes({});
    if (row >= 0)
        m_table->selectRow(row);
    widgets::fitHeight(*m_table, mostConnectionRows);
    showCurrent();
}

void ConnectionsPage::showEvent(QShowEvent *event)
{
    ScrollColumn::showEvent(event);
    // The style says only now how high a row is.
    widgets::fitHeight(*m_table, mostConnectionRows);
    widgets::fitHeight(*m_needTable, m_needs.rowCount());
}

void ConnectionsPage::select(const QString &name)
{
    m_current = name;
    m_needs.setScopes({});
    showList();
}

void ConnectionsPage::showCurrent()
{
    const Connection *connection = current();
    m_detail->setVisible(connection != nullptr);
    if (!connection)
        return;
    m_detail->setTitle(connectionName(connection->name));
    showFacts(*connection);
    m_production->setChecked(connection->isProduction);
    for (QWidget *widget :
         {static_cast<QWidget *>(m_testButton), static_cast<QWidget *>(m_remove), static_cast<QWidget *>(m_production)})
        widget->setEnabled(!m_isBusy);
    widgets::fitHeight(*m_needTable, m_needs.rowCount());
}

void ConnectionsPage::showFacts(const Connection &connection)
{
    QStringList facts{tr("Domain: %1").arg(base::visibleText(connection.address.domain(), 260))};
    if (connection.clientId.isEmpty())
        facts.append(tr("Logs in with a Management token that is asked for each time and kept in memory only."));
    else
        facts.append(tr("Client: %1").arg(base::visibleText(connection.clientId, 200)));
    if (!connection.clientId.isEmpty())
        facts.append(tr("Secret: %1").arg(text::secretPlaceText(connection)));
    for (const auto authorities = jose::certificatesIn(connection.authorities); const QByteArray &der : authorities)
        facts.append(tr("Private authority, SHA-256: %1").arg(text::certificateFingerprint(der)));
    m_facts->setText(facts.join(u'\n'));
}

void ConnectionsPage::addConnection()
{
    auto *dialog = new AddConnectionDialog(m_control, window());
    connect(dialog, &AddConnectionDialog::added, this, [this](const QString &name) {
        select(name);
        m_banner->showMessage(theme::Sign::Done, tr("%1 is added.").arg(connectionName(name)),
                              tr("Test says whether it works and what it may do."));
    });
    dialog->open();
}

void ConnectionsPage::openCurrent()
{
    if (!m_current.isEmpty() && !m_control.open(m_current))
        m_banner->showMessage(theme::Sign::Error, tr("Gatehouse cannot start another window."),
                              tr("The system gives it no further process. Close something and try again."));
}

void ConnectionsPage::test()
{
    const Connection *connection = current();
    if (!connection || m_isBusy)
        return;
    const QString name = connection->name;
    if (!ConnectionSecretDialog::isNeeded(*connection)) {
        startTest(name, {});
        return;
    }
    auto *dialog = new ConnectionSecretDialog(*connection, window());
    connect(dialog, &ConnectionSecretDialog::given, this,
            [this, name](const base::Secret &typed) { startTest(name, typed); });
    dialog->open();
}

void ConnectionsPage::setBusy(const QString &what)
{
    m_isBusy = !what.isEmpty();
    if (m_isBusy) {
        m_banner->dismiss();
        m_busy->start(what);
    } else {
        m_busy->stop();
    }
    showCurrent();
}

void ConnectionsPage::startTest(const QString &name, const base::Secret &typed)
{
    m_needs.setScopes({});
    m_busy->setCancellable(true);
    setBusy(tr("Asking %1…").arg(connectionName(name)));
    m_test = m_control.test(name, typed);
    m_test.then(this, [this, name](const base::Result<ConnectionCheck> &check) {
        setBusy({});
        showCheck(name, check);
    });
}

void ConnectionsPage::showCheck(const QString &name, const base::Result<ConnectionCheck> &check)
{
    if (!check && check.error().code == base::ErrorCode::Cancelled)
        return;
    if (!check) {
        m_banner->showError(check.error());
        return;
    }
    if (name == m_current)
        m_needs.setScopes(check->scopes);
    showCurrent();
    const QLocale locale;
    m_banner->showMessage(theme::Sign::Done, tr("%1 works.").arg(connectionName(name)),
                          tr("Tenant %1: APIs: %2, clients: %3, grants: %4.")
                              .arg(base::visibleText(check->tenant, 100), locale.toString(check->apis),
                                   locale.toString(check->clients), locale.toString(check->grants)));
}

void ConnectionsPage::setProduction(bool isProduction)
{
    const Connection *before = current();
    if (!before)
        return;
    Connection wanted = *before;
    wanted.isProduction = isProduction;
    if (isProduction) {
        changeMark(wanted);
        return;
    }
    auto *dialog = new dialogs::ConfirmDestructiveDialog(
        tr("Is %1 not a production tenant?").arg(connectionName(wanted.name)),
        tr("Its windows are not read only any more, and changes are sent without being reviewed."), tr("Remove mark"),
        {}, window());
    connect(dialog, &QDialog::accepted, this, [this, wanted] { changeMark(wanted); });
    connect(dialog, &QDialog::finished, this, &ConnectionsPage::showCurrent);
    dialog->open();
}

void ConnectionsPage::changeMark(const Connection &wanted)
{
    const Connection *before = current();
    if (!before || before->name != wanted.name)
        return;
    // The mark is part of what the secret is bound to, so that nobody takes it off in the file.
    if (wanted.place != store::remote::SecretPlace::Passphrase) {
        startChange(wanted, {});
        return;
    }
    auto *dialog = new ConnectionSecretDialog(*before, window());
    connect(dialog, &ConnectionSecretDialog::given, this,
            [this, wanted](const base::Secret &typed) { startChange(wanted, typed); });
    connect(dialog, &QDialog::finished, this, &ConnectionsPage::showCurrent);
    dialog->open();
}

void ConnectionsPage::startChange(const Connection &connection, const base::Secret &passphrase)
{
    m_busy->setCancellable(false);
    setBusy(tr("Keeping the secret again…"));
    m_control.change(connection, passphrase).then(this, [this](const base::Result<void> &changed) {
        setBusy({});
        if (!changed)
            m_banner->showError(changed.error());
    });
}

void ConnectionsPage::askToRemove()
{
    if (m_current.isEmpty() || m_isBusy)
        return;
    auto *dialog = new dialogs::ConfirmDestructiveDialog(
        tr("Remove %1?").arg(connectionName(m_current)),
        tr("Gatehouse forgets it and its secret. The tenant stays as it is, and so does a window that shows it."),
        tr("Remove connection"), {}, window());
    connect(dialog, &QDialog::accepted, this, [this, name = m_current] {
        m_control.remove(name).then(this, [this](const base::Result<void> &removed) {
            if (!removed)
                m_banner->showError(removed.error());
        });
    });
    dialog->open();
}

} // namespace gatehouse::ui::pages
