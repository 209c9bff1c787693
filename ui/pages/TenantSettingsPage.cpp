#include "ui/pages/TenantSettingsPage.h"

#include "models/base/Text.h"
#include "ui/inspector/ShelfSwitch.h"
#include "ui/pages/AppearanceCard.h"
#include "ui/pages/DataCard.h"
#include "ui/pages/ProtectionCard.h"
#include "ui/pages/ServerCard.h"
#include "ui/pages/SigningKeysCard.h"
#include "ui/pages/TenantEdits.h"
#include "ui/pages/TrustCard.h"
#include "ui/theme/ButtonKind.h"
#include "ui/theme/IconSet.h"
#include "ui/widgets/Card.h"
#include "ui/widgets/ErrorBanner.h"
#include "ui/widgets/LabelledField.h"
#include "ui/widgets/SectionHeader.h"
#include "ui/widgets/ToggleSwitch.h"

#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace gatehouse::ui::pages {

using widgets::Card;
using widgets::LabelledField;
using namespace Qt::StringLiterals;

TenantSettingsPage::TenantSettingsPage(TenantAccess access, ServerControl &server, editing::LedgerDesk *desk,
                                       const jose::KeyCodec &keys, const QString &storePath,
                                       shelf::RecentTokens *recent, QWidget *parent)
    : ScrollColumn(widgets::contentCharacters, parent)
    , m_access(access)
    , m_header(new widgets::SectionHeader(tr("Settings")))
    , m_banner(new widgets::ErrorBanner(this))
{
    setObjectName(u"tenantSettingsPage"_s);
    column()->addWidget(m_header);
    column()->addWidget(m_banner);
    if (desk)
        addLocalCards(server);
    else
        column()->addWidget(new Card({},
                                     tr("Server, people, protection and data of this tenant are not on this "
                                        "computer; they are looked after where the tenant is."),
                                     this));
    auto *signingKeys = new SigningKeysCard(access, desk, keys, this);
    column()->addWidget(signingKeys);
    auto *appearance = new AppearanceCard(access.settings, this);
    column()->addWidget(appearance);
    if (desk) {
        column()->addWidget(makeAdvancedCard());
        column()->addWidget(new DataCard(access, storePath, this));
        m_protection = new ProtectionCard(access, this);
        column()->addWidget(m_protection);
    }
    if (recent) {
        auto *tokens = new Card(tr("Recent tokens"), {}, this);
        tokens->body()->addWidget(new inspection::ShelfSwitch(*recent, tokens));
        column()->addWidget(tokens);
    }
    if (desk)
        column()->addWidget(makeSamplesCard());
    column()->addStretch(1);
    connect(signingKeys, &SigningKeysCard::undoOffered, this, &TenantSettingsPage::undoOffered);
    connect(appearance, &AppearanceCard::themeChosen, this, &TenantSettingsPage::themeChosen);
    connect(&access.store, &store::ResourceServerStore::changed, this, &TenantSettingsPage::show);
    connect(&access.store, &store::ResourceServerStore::loaded, this, &TenantSettingsPage::show);
    show();
}

void TenantSettingsPage::addLocalCards(ServerControl &server)
{
    column()->addWidget(new ServerCard(m_access, server, this));
    column()->addWidget(new TrustCard(server, this));
}

QWidget *TenantSettingsPage::makeAdvancedCard()
{
    auto *card = new Card(tr("Advanced"), {}, this);
    m_apisSection = new widgets::ToggleSwitch(tr("Enable APIs section"), card);
    m_apisSection->setObjectName(u"apisSectionSwitch"_s);
    card->body()->addWidget(LabelledField::beside(tr("Enable APIs section"), m_apisSection,
                                                  tr("Off hides the APIs and everything that is done with them. "
                                                     "Nothing is deleted, and tokens go on being issued.")));
    connect(m_apisSection, &QAbstractButton::clicked, this, [this](bool on) {
        const auto done = applyEdit(m_access, m_access.editor.setApisSectionEnabled(m_access.store.snapshot(), on));
        if (!done)
            m_banner->showMessage(theme::Sign::Error, done.error());
        show();
    });
    return card;
}

QWidget *TenantSettingsPage::makeSamplesCard()
{
    m_samples = new Card(tr("Samples"),
                         tr("The appointments API and its client are samples to try things out with. Removing them "
                            "also removes their grants, in one step that you can undo."),
                         this);
    m_samples->setObjectName(u"samplesCard"_s);
    auto *remove = new QPushButton(theme::icon(u"delete"_s), tr("Remove samples"), m_samples);
    remove->setObjectName(u"removeSamplesButton"_s);
    m_samples->addAction(remove);
    connect(remove, &QPushButton::clicked, this, [this] {
        const auto done = applyEdit(m_access, m_access.editor.removeSamples(m_access.store.snapshot()));
        if (done)
            Q_EMIT undoOffered(tr("Samples removed"));
        else
            m_banner->showMessage(theme::Sign::Error, done.error());
    });
    return m_samples;
}

void TenantSettingsPage::show()
{
    const store::StoreSnapshot &tenant = m_access.store.snapshot();
    m_header->setSubtitle(tr("Account settings of the tenant %1").arg(base::visibleText(tenant.tenant.name, 200)));
    if (!m_samples)
        return; // what follows is about a tenant on this machine
    m_apisSection->setChecked(tenant.tenant.apisSectionEnabled);
    m_protection->refresh();
    const auto isSample = [](const auto &object) { return object.isSample; };
    m_samples->setVisible(std::ranges::any_of(tenant.resourceServers, isSample) ||
                          std::ranges::any_of(tenant.clients, isSample) ||
                          std::ranges::any_of(tenant.grants, isSample));
}

} // namespace gatehouse::ui::pages
