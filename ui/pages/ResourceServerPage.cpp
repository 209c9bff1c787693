#include "ui/pages/ResourceServerPage.h"

#include "models/base/Text.h"
#include "ui/pages/ClientGrantsPage.h"
#include "ui/pages/QuickStartPage.h"
#include "ui/pages/ScopesPage.h"
#include "ui/pages/SettingsPage.h"
#include "ui/pages/TestPage.h"
#include "ui/text/ApiText.h"
#include "ui/text/ViolationText.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/Badge.h"
#include "ui/widgets/ContentColumn.h"
#include "ui/widgets/CopyButton.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/ToolTip.h"

#include <QHBoxLayout>
#include <QShortcut>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

namespace gatehouse::ui::pages {

namespace spacing = theme::spacing;
using widgets::PlainLabel;
using namespace Qt::StringLiterals;

namespace {

QString tabKey()
{
    return u"apiPage/tab"_s;
}

} // namespace

ResourceServerPage::ResourceServerPage(TenantAccess access, ServerControl &server,
                                       flow::ClientCredentialsFlow::Parts parts, flow::TokenShelf &shelf,
                                       const LoginTools *tools, QWidget *parent)
    : QWidget(parent)
    , m_access(access)
    , m_tabs(new QTabWidget)
    , m_quickStart(new QuickStartPage(access, server))
    , m_settings(new SettingsPage(access))
    , m_scopes(new ScopesPage(access))
    , m_clients(new ClientGrantsPage(access))
    , m_test(new TestPage(access, server, parts, shelf, tools))
{
    setObjectName(u"resourceServerPage"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHeader());
    layout->addWidget(m_tabs, 1);

    m_tabs->setObjectName(u"apiTabs"_s);
    m_tabs->setDocumentMode(true);
    m_tabs->setProperty("surface", u"page"_s);
    m_tabs->tabBar()->setObjectName(u"apiTabBar"_s);
    m_tabs->tabBar()->setAccessibleName(tr("Parts of this API"));
    m_tabs->tabBar()->setExpanding(false);
    addTab(m_quickStart, u"quickstart"_s, tr("Quick Start"));
    addTab(m_settings, u"settings"_s, tr("Settings"));
    addTab(m_scopes, u"scopes"_s, tr("Scopes"));
    addTab(m_clients, u"clients"_s, tr("Non Interactive Clients"));
    addTab(m_test, u"test"_s, tr("Test"));
    openTab(m_access.settings.value(tabKey()).toString());

    for (const auto &[key, step] : {std::pair(Qt::Key_PageDown, 1), std::pair(Qt::Key_PageUp, -1)}) {
        auto *shortcut =
            new QShortcut(QKeySequence(Qt::CTRL | key), this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, m_tabs, [tabs = m_tabs, forward = step] {
            tabs->setCurrentIndex((tabs->currentIndex() + forward + tabs->count()) % tabs->count());
        });
    }
    connect(m_tabs, &QTabWidget::currentChanged, this, [this] {
        m_access.settings.setValue(tabKey(), currentTab());
        Q_EMIT tabChanged(currentTab());
    });
    connect(m_settings, &SettingsPage::deleted, this, &ResourceServerPage::deleted);
    connect(m_settings, &SettingsPage::undoOffered, this, &ResourceServerPage::undoOffered);
    connect(m_scopes, &ScopesPage::undoOffered, this, &ResourceServerPage::undoOffered);
    connect(m_clients, &ClientGrantsPage::undoOffered, this, &ResourceServerPage::undoOffered);
    connect(m_clients, &ClientGrantsPage::createClientRequested, this, &ResourceServerPage::createClientRequested);
    connect(m_clients, &ClientGrantsPage::openScopesRequested, this, [this] { openTab(u"scopes"); });
    connect(&m_access.session.drafts(), &editing::Drafts::changed, this, &ResourceServerPage::showUnsavedMarks);
    connect(m_test, &TestPage::openInInspectorRequested, this, &ResourceServerPage::openInInspectorRequested);
    connect(m_test, &TestPage::tokenReceived, this, &ResourceServerPage::tokenReceived);
    connect(m_test, &TestPage::authorizeClientRequested, this,
            [this](const domain::ClientId &client, domain::SubjectType subject) {
                openTab(u"clients");
                m_clients->setSubject(subject);
                m_clients->selectClient(client);
            });
    connect(m_settings, &SettingsPage::openUserGrantsRequested, this, [this] {
        openTab(u"clients");
        m_clients->setSubject(domain::SubjectType::User);
    });
    connect(&m_access.store, &store::ResourceServerStore::changed, this, &ResourceServerPage::showHeader);
    connect(&m_access.store, &store::ResourceServerStore::loaded, this, &ResourceServerPage::showHeader);
}

QWidget *ResourceServerPage::makeHeader()
{
    m_name = new PlainLabel({}, PlainLabel::Role::Title);
    m_name->setObjectName(u"apiTitle"_s);
    m_name->setElideMode(Qt::ElideRight);
    m_name->setMinimumHeight(widgets::titleHeight(*this));
    m_name->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_system = new widgets::Badge(tr("System"), theme::Tone::Info);
    m_system->setToolTip(tr("Part of every tenant"));
    m_sample = new widgets::Badge(tr("Sample"), theme::Tone::Neutral);
    m_sample->setToolTip(tr("Made by the first start; removable with the other samples"));
    m_algorithm = new widgets::Badge({}, theme::Tone::Accent);
    m_identifier = new PlainLabel({}, PlainLabel::Role::Mono);
    m_identifier->setObjectName(u"apiIdentifier"_s);
    m_identifier->setTone(theme::Tone::TextMuted);
    m_identifier->setElideMode(Qt::ElideMiddle);
    m_identifier->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_copyIdentifier = new widgets::CopyButton(text::fieldLabel(domain::Field::ApiIdentifier), [this] {
        const domain::ResourceServer *api = m_access.store.snapshot().resourceServer(m_api);
        return api ? api->identifier : QString();
    });
    m_copyIdentifier->setObjectName(u"copyIdentifierButton"_s);

    auto *titleRow = new QHBoxLayout;
    titleRow->setSpacing(spacing::small);
    titleRow->addWidget(m_name);
    titleRow->addWidget(m_system);
    titleRow->addWidget(m_sample);
    titleRow->addWidget(m_algorithm);
    titleRow->addStretch(1);
    auto *identifierRow = new QHBoxLayout;
    identifierRow->setSpacing(spacing::tight);
    identifierRow->addWidget(m_identifier);
    identifierRow->addWidget(m_copyIdentifier);
    identifierRow->addStretch(1);
    auto *header = new QWidget;
    auto *layout = new QVBoxLayout(header);
    layout->setContentsMargins(spacing::wide, spacing::large, spacing::wide, spacing::tight);
    layout->setSpacing(spacing::tight);
    layout->addLayout(titleRow);
    layout->addLayout(identifierRow);
    return header;
}

void ResourceServerPage::addTab(QWidget *page, const QString &name, const QString &title)
{
    const int index = m_tabs->addTab(page, title);
    m_tabs->tabBar()->setTabData(index, name);
}

void ResourceServerPage::setApi(const domain::ResourceServerId &api)
{
    m_api = api;
    m_quickStart->setApi(api);
    m_settings->setApi(api);
    m_scopes->setApi(api);
    m_clients->setApi(api);
    m_test->setApi(api);
    showHeader();
    showUnsavedMarks();
}

void ResourceServerPage::showHeader()
{
    const domain::ResourceServer *api = m_access.store.snapshot().resourceServer(m_api);
    if (!api)
        return; // deleted: the window goes elsewhere
    m_name->setText(base::visibleText(api->name, 200));
    m_identifier->setText(base::visibleText(api->identifier, 600));
    m_system->setVisible(api->isSystem);
    m_sample->setVisible(api->isSample);
    m_algorithm->setText(base::visibleText(api->algorithmName(), 60));
    widgets::setPlainToolTip(*m_algorithm, text::algorithmSentence(api->signingAlgorithm));
    setAccessibleName(m_name->text());
}

void ResourceServerPage::openTab(QStringView name)
{
    for (int index = 0; index < m_tabs->count(); ++index) {
        if (m_tabs->tabBar()->tabData(index).toString() == name)
            m_tabs->setCurrentIndex(index);
    }
}

QString ResourceServerPage::currentTab() const
{
    return m_tabs->tabBar()->tabData(m_tabs->currentIndex()).toString();
}

void ResourceServerPage::showUnsavedMarks()
{
    const auto mark = [this](QWidget *page, const QString &title, bool unsaved) {
        const int index = m_tabs->indexOf(page);
        m_tabs->setTabText(index, unsaved ? tr("%1 •").arg(title) : title);
        m_tabs->setTabToolTip(index, unsaved ? tr("Has unsaved changes") : QString());
    };
    mark(m_settings, tr("Settings"), m_settings->hasUnsavedChanges());
    mark(m_scopes, tr("Scopes"), m_scopes->hasUnsavedChanges());
    mark(m_clients, tr("Non Interactive Clients"), m_clients->hasUnsavedChanges());
}

void ResourceServerPage::selectClient(const domain::ClientId &client)
{
    m_clients->setSubject(domain::SubjectType::Client);
    m_clients->selectClient(client);
}

bool ResourceServerPage::save()
{
    if (!m_settings->save()) {
        m_tabs->setCurrentWidget(m_settings);
        return false;
    }
    if (!m_scopes->save()) {
        m_tabs->setCurrentWidget(m_scopes);
        return false;
    }
    if (!m_clients->save()) {
        m_tabs->setCurrentWidget(m_clients);
        return false;
    }
    return true;
}

void ResourceServerPage::discard()
{
    m_settings->discard();
    m_scopes->discard();
    m_clients->discard();
}

} // namespace gatehouse::ui::pages
