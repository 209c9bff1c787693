#include "ui/pages/ClientDetail.h"

#include "models/base/Text.h"
#include "ui/dialogs/ConfirmDestructiveDialog.h"
#include "ui/pages/ClientAccessCard.h"
#include "ui/pages/ClientSettings.h"
#include "ui/pages/TenantEdits.h"
#include "ui/theme/ButtonKind.h"
#include "ui/theme/IconSet.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/Badge.h"
#include "ui/widgets/Card.h"
#include "ui/widgets/ErrorBanner.h"
#include "ui/widgets/LabelledField.h"
#include "ui/widgets/LockedField.h"
#include "ui/widgets/SecretField.h"
#include "ui/widgets/SectionHeader.h"
#include "ui/widgets/ValidatedLineEdit.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace gatehouse::ui::pages {

using widgets::Card;
using widgets::LabelledField;
using namespace Qt::StringLiterals;

ClientDetail::ClientDetail(TenantAccess access, const jose::KeyCodec &keys, QWidget *parent)
    : ScrollColumn(widgets::contentCharacters, parent)
    , m_access(access)
    , m_header(new widgets::SectionHeader({}, {}, widgets::SectionHeader::Level::Section, this))
    , m_sample(new widgets::Badge(tr("Sample"), theme::Tone::Info, this))
    , m_banner(new widgets::ErrorBanner(this))
{
    setObjectName(u"clientDetail"_s);
    setMargins({0, 0, theme::spacing::medium, theme::spacing::wide});
    m_header->addBadge(m_sample);
    column()->addWidget(m_header);
    column()->addWidget(m_banner);
    makeCredentials();
    m_settings = new ClientSettings(access, keys, this);
    column()->addWidget(m_settings);
    m_apis = new ClientAccessCard(access, this);
    column()->addWidget(m_apis);
    makeDangerZone();
    column()->addStretch(1);
    connect(m_apis, &ClientAccessCard::openRequested, this, &ClientDetail::openRequested);
    connect(&access.store, &store::ResourceServerStore::changed, this, [this] { refresh(true); });
    connect(&access.store, &store::ResourceServerStore::loaded, this, [this] { refresh(true); });
    refresh(false);
}

void ClientDetail::makeCredentials()
{
    auto *card = new Card(tr("Credentials"), tr("What the program sends to the token endpoint."), this);
    m_name = new widgets::ValidatedLineEdit(
        [this](const QString &text) {
            return store::TenantEditor::checkClientName(m_access.store.snapshot(), text.trimmed(), m_client);
        },
        card);
    m_name->edit()->setObjectName(u"clientNameEdit"_s);
    m_name->edit()->installEventFilter(this);
    card->body()->addWidget(new LabelledField(tr("Name"), m_name, tr("Enter renames the client.")));
    m_id = new widgets::LockedField(tr("Client ID"), {}, card);
    m_id->edit()->setObjectName(u"clientIdEdit"_s);
    card->body()->addWidget(new LabelledField(tr("Client ID"), m_id));
    m_secret = new widgets::SecretField(tr("Client Secret"), std::chrono::seconds(10), card);
    m_secret->setObjectName(u"clientSecret"_s);
    m_secret->setReplaceText(tr("Rotate"));
    card->body()->addWidget(new LabelledField(
        tr("Client Secret"), m_secret,
        tr("Shown for ten seconds, and gone from the clipboard after twenty. Rotating makes a new one at "
           "once: the program must be given it before it can get another token.")));
    column()->addWidget(card);
    connect(m_name->edit(), &QLineEdit::editingFinished, this, &ClientDetail::rename);
    connect(m_name, &widgets::ValidatedLineEdit::edited, this, [this] {
        m_isWarned = false;
        m_name->setNote({});
    });
    connect(m_secret, &widgets::SecretField::replaceRequested, this, &ClientDetail::rotate);
    connect(m_secret, &widgets::SecretField::failed, m_banner, &widgets::ErrorBanner::showError);
}

void ClientDetail::makeDangerZone()
{
    auto *card =
        new Card(tr("Delete this client"),
                 tr("Its grants go with it, and it gets no more tokens. Tokens it already has stay valid until they "
                    "expire. This can be undone."),
                 this);
    card->setDanger(true);
    auto *remove = new QPushButton(theme::icon(u"delete"_s, theme::Tone::Danger), tr("Delete client"), card);
    remove->setObjectName(u"deleteClientButton"_s);
    theme::setButtonKind(*remove, theme::ButtonKind::DangerQuiet);
    card->addAction(remove);
    column()->addWidget(card);
    connect(remove, &QPushButton::clicked, this, &ClientDetail::askToRemove);
}

void ClientDetail::setClient(const domain::ClientId &client)
{
    if (client == m_client)
        return;
    m_client = client;
    m_isWarned = false;
    m_name->setNote({});
    m_banner->dismiss();
    m_secret->hideSecret();
    refresh(false);
}

void ClientDetail::refresh(bool again)
{
    const domain::ClientApplication *client = m_access.store.snapshot().client(m_client);
    setVisible(client != nullptr);
    if (!client)
        return;
    m_header->setTitle(base::visibleText(client->name, 200));
    m_sample->setVisible(client->isSample);
    // What a person is typing stays when something else of the tenant changes.
    if (!again || !m_name->edit()->isModified())
        m_name->setText(client->name);
    m_id->setValue(client->id.text());
    // A tenant elsewhere keeps it to itself, unless it was made or given here.
    const bool isKnown =
        m_access.store.capabilities().revealSecrets || m_access.custody.clientSecret(*client).has_value();
    if (!isKnown) {
        m_shownSecret = client->secret;
        m_secret->setAbsent(tr("The tenant keeps it to itself"));
    } else if (!again || m_secret->isAbsent() || !(client->secret == m_shownSecret)) {
        m_shownSecret = client->secret;
        m_secret->setReader([this, id = m_client]() -> base::Result<base::Secret> {
            const domain::ClientApplication *now = m_access.store.snapshot().client(id);
            if (!now)
                return base::failure(base::ErrorCode::NotFound, base::ErrorStep::RevealClientSecret, id.text());
            return m_access.custody.clientSecret(*now);
        });
    }
    m_settings->setClient(m_client);
    m_apis->setClient(m_client);
}

bool ClientDetail::eventFilter(QObject *watched, QEvent *event)
{
    if (m_name && watched == m_name->edit() && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape && m_name->edit()->isModified()) {
        if (!std::exchange(m_isWarned, true)) {
            m_name->setNote(tr("Press Esc again to discard what you typed."));
            return true;
        }
        m_name->edit()->setModified(false);
        m_name->setNote({});
        refresh(false);
        return true;
    }
    return ScrollColumn::eventFilter(watched, event);
}

void ClientDetail::rename()
{
    const domain::ClientApplication *client = m_access.store.snapshot().client(m_client);
    const QString name = m_name->text().trimmed();
    if (!client || !m_name->edit()->isModified() || !m_name->isValid())
        return;
    if (name != client->name && !apply(m_access.editor.renameClient(m_access.store.snapshot(), m_client, name)))
        return;
    m_name->setText(name);
}

void ClientDetail::rotate()
{
    if (const std::optional<QString> what =
            apply(m_access.editor.rotateClientSecret(m_access.store.snapshot(), m_client)))
        Q_EMIT undoOffered(*what);
}

void ClientDetail::askToRemove()
{
    const store::StoreSnapshot &tenant = m_access.store.snapshot();
    const qsizetype apis = tenant.grantsOf(m_client).size();
    if (apis == 0) {
        remove();
        return;
    }
    auto *dialog = new dialogs::ConfirmDestructiveDialog(
        tr("Delete %1?").arg(base::visibleText(tenant.clientName(m_client), 200)),
        (apis == 1 ? tr("It can no longer get tokens for the API it is authorized for.")
                   : tr("It can no longer get tokens for the %1 APIs it is authorized for.").arg(apis)) +
            u' ' + tr("Tokens already issued stay valid until they expire. You can undo this."),
        tr("Delete client"), {}, this);
    connect(dialog, &QDialog::accepted, this, [this, client = m_client] {
        if (client == m_client)
            remove();
    });
    dialog->open();
}

void ClientDetail::remove()
{
    if (const std::optional<QString> what = apply(m_access.editor.deleteClient(m_access.store.snapshot(), m_client)))
        Q_EMIT undoOffered(*what);
}

std::optional<QString> ClientDetail::apply(const store::Edit<domain::ChangeSet> &edit)
{
    const std::expected<QString, QString> done = applyEdit(m_access, edit);
    if (done) {
        m_banner->dismiss();
        return *done;
    }
    m_banner->showMessage(theme::Sign::Error, done.error());
    return std::nullopt;
}

} // namespace gatehouse::ui::pages
