#include "ui/pages/SigningKeysCard.h"

#include "models/base/Text.h"
#include "models/jose/CertificateMint.h"
#include "ui/dialogs/ConfirmDestructiveDialog.h"
#include "ui/pages/TenantEdits.h"
#include "ui/presenters/KeyTimelineDelegate.h"
#include "ui/text/TimeText.h"
#include "ui/theme/ButtonKind.h"
#include "ui/theme/IconSet.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/BusyIndicator.h"
#include "ui/widgets/CopyButton.h"
#include "ui/widgets/EditableTableView.h"
#include "ui/widgets/ErrorBanner.h"
#include "ui/widgets/FlowLayout.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/TableHeight.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace gatehouse::ui::pages {

namespace spacing = theme::spacing;
using namespace Qt::StringLiterals;
using KeyColumn = items::SigningKeyModel::Column;
using widgets::CopyButton;
using widgets::PlainLabel;

namespace {

constexpr int mostKeyRows = 7;
constexpr std::chrono::seconds lookAtKeysAgain{2};

} // namespace

SigningKeysCard::SigningKeysCard(TenantAccess access, editing::LedgerDesk *desk, const jose::KeyCodec &keys,
                                 QWidget *parent)
    : Card(tr("Signing keys"),
           tr("RS256 tokens are signed with the current key. The next one is published before it signs, and a previous "
              "one until you revoke it."),
           parent)
    , m_access(access)
    , m_desk(desk)
    , m_codec(keys)
    , m_model(access.store)
    , m_presenter(m_model)
    , m_banner(new widgets::ErrorBanner(this))
    , m_busy(new widgets::BusyIndicator(std::chrono::milliseconds(300), this))
    , m_table(new widgets::EditableTableView(tr("Signing keys"), this))
    , m_legend(new PlainLabel({}, PlainLabel::Role::Caption, this))
    , m_rotate(new QPushButton(theme::icon(u"rotate"_s), tr("Rotate…"), this))
{
    setObjectName(u"signingKeysCard"_s);
    m_banner->setObjectName(u"signingKeysBanner"_s);
    m_table->setObjectName(u"signingKeyTable"_s);
    m_legend->setObjectName(u"signingKeyLegend"_s);
    m_legend->setWordWrap(true);
    m_rotate->setObjectName(u"rotateKeysButton"_s);
    m_rotate->setAccessibleName(tr("Rotate the signing keys"));
    m_busy->setCancellable(false);
    addAction(m_rotate);
    makeTable();
    body()->addWidget(m_banner);
    body()->addWidget(m_busy);
    body()->addWidget(m_table);
    body()->addWidget(m_legend);
    body()->addWidget(makeDetail());
    connect(m_rotate, &QPushButton::clicked, this, &SigningKeysCard::askToRotate);
    connect(m_revoke, &QPushButton::clicked, this, &SigningKeysCard::askToRevoke);
    connect(m_table, &widgets::EditableTableView::removeRequested, this, &SigningKeysCard::askToRevoke);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &SigningKeysCard::showState);
    connect(&m_model, &items::SigningKeyModel::updated, this, &SigningKeysCard::showState);
    if (m_desk) {
        connect(m_desk, &editing::LedgerDesk::changed, this, &SigningKeysCard::look);
        connect(m_desk, &editing::LedgerDesk::failed, m_banner, &widgets::ErrorBanner::showError);
    } else {
        setDescription(tr("RS256 tokens are verified with these. The tenant makes them itself and rotates them."));
        m_rotate->hide();
    }
    connect(&m_look, &QTimer::timeout, this, [this] {
        if (m_desk)
            m_desk->refresh();
        look();
    });
    m_look.setInterval(lookAtKeysAgain);
    look();
}

void SigningKeysCard::makeTable()
{
    m_table->setModel(&m_presenter);
    m_table->setSortingEnabled(false); // they are in the order in which they sign
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTextElideMode(Qt::ElideMiddle);
    m_table->setItemDelegateForColumn(static_cast<int>(KeyColumn::Timeline),
                                      new presenters::KeyTimelineDelegate(m_model, m_table));
    const int character = fontMetrics().averageCharWidth();
    m_table->setColumnWidth(static_cast<int>(KeyColumn::State), character * 16);
    m_table->setColumnWidth(static_cast<int>(KeyColumn::KeyId), character * 27);
    m_table->setColumnWidth(static_cast<int>(KeyColumn::Alive), character * 16);
    m_table->setStretchColumn(static_cast<int>(KeyColumn::Timeline));
    m_table->setRemoveText(tr("Revoke…"));
    m_table->rememberAs(u"signing-keys"_s, m_access.settings);
}

QWidget *SigningKeysCard::makeDetail()
{
    auto *detail = new QWidget(this);
    m_sentence = new PlainLabel({}, PlainLabel::Role::Body, detail);
    m_sentence->setObjectName(u"signingKeySentence"_s);
    m_sentence->setWordWrap(true);
    auto *copyId = new CopyButton(tr("key ID"), [this] { return chosen() ? chosen()->id.text() : QString(); }, detail);
    copyId->setObjectName(u"copyKeyIdButton"_s);
    copyId->setWord(tr("Key ID"));
    auto *copyJwk = new CopyButton(tr("public key as JWK"), [this] { return publicJwk(); }, detail);
    copyJwk->setObjectName(u"copyKeyJwkButton"_s);
    copyJwk->setWord(tr("Public JWK"));
    auto *copyPem = new CopyButton(tr("public key as PEM"), [this] { return publicPem(); }, detail);
    copyPem->setObjectName(u"copyKeyPemButton"_s);
    copyPem->setWord(tr("Public key (PEM)"));
    m_copyCertificate = new CopyButton(tr("certificate as PEM"), [this] { return certificatePem(); }, detail);
    m_copyCertificate->setObjectName(u"copyKeyCertificateButton"_s);
    m_copyCertificate->setWord(tr("Certificate (PEM)"));
    m_revoke = new QPushButton(theme::icon(u"ban"_s, theme::Tone::Danger), tr("Revoke…"), detail);
    m_revoke->setObjectName(u"revokeKeyButton"_s);
    m_revoke->setAccessibleName(tr("Revoke the chosen signing key"));
    theme::setButtonKind(*m_revoke, theme::ButtonKind::DangerQuiet);
    auto *buttons = new QWidget(detail);
    auto *row = new widgets::FlowLayout(buttons);
    for (QWidget *button : std::initializer_list<QWidget *>{copyId, copyJwk, copyPem, m_copyCertificate, m_revoke})
        row->addWidget(button);
    auto *layout = new QVBoxLayout(detail);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::small);
    layout->addWidget(m_sentence);
    layout->addWidget(buttons);
    return detail;
}

void SigningKeysCard::showEvent(QShowEvent *event)
{
    Card::showEvent(event);
    if (m_desk)
        m_desk->refresh();
    look();
    m_look.start();
}

void SigningKeysCard::hideEvent(QHideEvent *event)
{
    m_look.stop();
    Card::hideEvent(event);
}

const domain::SigningKey *SigningKeysCard::chosen() const
{
    return m_access.store.snapshot().signingKey(domain::KeyId(m_table->currentIndex().data(items::KeyRole).toString()));
}

QString SigningKeysCard::publicJwk() const
{
    const domain::SigningKey *key = chosen();
    auto jwk = key ? m_codec.publicKeyFromDer(key->publicKey) : std::unexpected(jose::KeyError{});
    if (!jwk)
        return {};
    jwk->kid = key->id.text();
    jwk->alg = domain::signingAlgorithmName(key->algorithm);
    jwk->use = u"sig"_s;
    return QString::fromUtf8(jwk->toPublicJson());
}

QString SigningKeysCard::publicPem() const
{
    const domain::SigningKey *key = chosen();
    const auto jwk = key ? m_codec.publicKeyFromDer(key->publicKey) : std::unexpected(jose::KeyError{});
    return jwk ? QString::fromUtf8(m_codec.toPem(*jwk)) : QString();
}

QString SigningKeysCard::certificatePem() const
{
    const domain::SigningKey *key = chosen();
    return key && !key->certificate.isEmpty() ? QString::fromUtf8(jose::certificatePem(key->certificate)) : QString();
}

void SigningKeysCard::look()
{
    const base::Instant now = m_access.clock.now();
    if (m_desk)
        m_model.setIssued(m_desk->view().issued, now);
    else
        m_model.setUncounted(now);
    m_table->viewport()->update(); // time went on
}

void SigningKeysCard::showState()
{
    const store::StoreSnapshot &tenant = m_access.store.snapshot();
    if (!m_table->currentIndex().isValid() && m_model.rowCount() > 0) {
        const domain::SigningKey *current = tenant.currentSigningKey();
        const QModelIndex first = m_model.indexOf(current ? current->id : domain::KeyId());
        m_table->setCurrentIndex(m_presenter.mapFromSource(first.isValid() ? first : m_model.index(0, 0)));
        return; // comes again with the choice
    }
    const auto day = [](qint64 seconds) { return text::localTime(base::datedInstant(seconds)).section(u' ', 0, 0); };
    const items::SigningKeyModel::Range range = m_model.range();
    m_legend->setText(tr("%1 to %2. Outlined: published. Filled: signs. Hatched: tokens are alive. Line: now.")
                          .arg(day(range.from), day(range.to)));
    const QModelIndex source = m_presenter.mapToSource(m_table->currentIndex());
    m_sentence->setText(source.isValid() ? presenters::SigningKeyPresenter::sentences(m_model.rowAt(source))
                                         : QString());
    const domain::SigningKey *key = chosen();
    m_copyCertificate->setVisible(key && !key->certificate.isEmpty());
    m_revoke->setEnabled(key && key->state == domain::SigningKey::State::Previous && !m_isRotating);
    m_rotate->setEnabled(!m_isRotating);
    widgets::fitHeight(*m_table, mostKeyRows);
}

void SigningKeysCard::askToRotate()
{
    const store::StoreSnapshot &tenant = m_access.store.snapshot();
    const domain::SigningKey *next = tenant.nextSigningKey();
    const QString published =
        next
            ? tr("The next key has been published for %1. A verifier that keeps keys longer than that, or was given "
                 "the current one by hand, refuses new tokens until it fetches the key set again.")
                  .arg(text::durationText(std::chrono::floor<std::chrono::seconds>(
                      std::max(m_access.clock.now() - next->createdAt, base::Instant::duration::zero()))))
            : tr("No next key has been published yet. Verifiers refuse new tokens until they fetch the key set again.");
    auto *dialog = new dialogs::ConfirmDestructiveDialog(
        tr("Rotate the signing keys?"),
        tr("New tokens are signed with the next key. Tokens of the current one stay valid until they expire. %1 You "
           "can undo this.")
            .arg(published),
        tr("Rotate keys"), {}, this);
    connect(dialog, &QDialog::accepted, this, &SigningKeysCard::rotate);
    dialog->open();
}

void SigningKeysCard::rotate()
{
    m_isRotating = true;
    m_busy->start(tr("Making another key…"));
    showState();
    m_desk->rotateSigningKey().then(this, [this](const base::Result<store::Edit<domain::ChangeSet>> &made) {
        m_isRotating = false;
        m_busy->stop();
        if (made)
            apply(*made);
        else
            m_banner->showError(made.error());
        showState();
    });
}

void SigningKeysCard::askToRevoke()
{
    const domain::SigningKey *key = chosen();
    if (!key)
        return;
    if (key->state != domain::SigningKey::State::Previous) {
        apply(m_access.editor.revokeSigningKey(m_access.store.snapshot(), key->id)); // says why not
        return;
    }
    auto *dialog = new dialogs::ConfirmDestructiveDialog(
        tr("Revoke the key %1?").arg(base::visibleText(key->id.text(), 100)),
        m_desk ? tr("%1 The key leaves the key set at once. You can undo this.")
                     .arg(breakageText(m_access.store.snapshot(), key->id, m_model.issued(), m_access.clock.now()))
               : tr("The key leaves the key set at once, and tokens that it signed are refused. This cannot be undone: "
                    "the tenant does not take a key back."),
        tr("Revoke key"), {}, this);
    connect(dialog, &QDialog::accepted, this, [this, id = key->id] { revoke(id); });
    dialog->open();
}

void SigningKeysCard::revoke(const domain::KeyId &id)
{
    apply(m_access.editor.revokeSigningKey(m_access.store.snapshot(), id));
}

void SigningKeysCard::apply(const store::Edit<domain::ChangeSet> &edit)
{
    const auto done = applyEdit(m_access, edit);
    if (!done) {
        m_banner->showMessage(theme::Sign::Error, done.error());
        return;
    }
    m_banner->dismiss();
    Q_EMIT undoOffered(*done);
}

} // namespace gatehouse::ui::pages
