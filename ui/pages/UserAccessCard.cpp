#include "ui/pages/UserAccessCard.h"

#include "models/base/Text.h"
#include "ui/dialogs/ConfirmDestructiveDialog.h"
#include "ui/pages/TenantEdits.h"
#include "ui/pages/UserAccessWords.h"
#include "ui/theme/ButtonKind.h"
#include "ui/theme/IconSet.h"
#include "ui/widgets/EditableTableView.h"
#include "ui/widgets/EmptyState.h"
#include "ui/widgets/ErrorBanner.h"
#include "ui/widgets/TableHeight.h"

#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace gatehouse::ui::pages {

using namespace Qt::StringLiterals;
using AccessModel = items::UserAccessModel;
using AccessColumn = AccessModel::Column;
using AccessKind = AccessModel::Kind;

namespace {

constexpr int mostAccessRows = 7;
constexpr std::chrono::seconds lookAgain{2};

} // namespace

UserAccessCard::UserAccessCard(TenantAccess access, editing::LedgerDesk &desk, QWidget *parent)
    : Card(tr("Sessions and consents"), tr("Where this person is signed in, and what clients can do for them."), parent)
    , m_access(access)
    , m_desk(desk)
    , m_model(access.store)
    , m_presenter(m_model)
    , m_banner(new widgets::ErrorBanner(this))
    , m_table(new widgets::EditableTableView(tr("Sessions and consents"), this))
    , m_revoke(new QPushButton(theme::icon(u"ban"_s, theme::Tone::Danger), tr("Revoke"), this))
{
    setObjectName(u"userAccessCard"_s);
    m_table->setObjectName(u"userAccessTable"_s);
    m_revoke->setObjectName(u"revokeAccessButton"_s);
    m_revoke->setAccessibleName(tr("Revoke the selected sessions, refresh tokens and consents"));
    theme::setButtonKind(*m_revoke, theme::ButtonKind::DangerQuiet);
    addAction(m_revoke);
    m_sorted.setSourceModel(&m_presenter);
    m_table->setModel(&m_sorted);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    const int character = fontMetrics().averageCharWidth();
    m_table->setColumnWidth(static_cast<int>(AccessColumn::Kind), character * 19);
    m_table->setColumnWidth(static_cast<int>(AccessColumn::Client), character * 24);
    m_table->setColumnWidth(static_cast<int>(AccessColumn::LastUsed), character * 28);
    m_table->setStretchColumn(static_cast<int>(AccessColumn::Scopes));
    auto *empty = new widgets::EmptyState(u"monitor"_s, tr("Not signed in anywhere"));
    empty->setDetail(tr("Sessions, refresh tokens and consents appear here once this person signs in."));
    m_table->setEmptyState(empty);
    body()->addWidget(m_banner);
    body()->addWidget(m_table);
    connect(m_revoke, &QPushButton::clicked, this, &UserAccessCard::askToRevoke);
    connect(m_table, &widgets::EditableTableView::removeRequested, this, &UserAccessCard::askToRevoke);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &UserAccessCard::showState);
    connect(&m_model, &AccessModel::updated, this, &UserAccessCard::showState);
    connect(&m_desk, &editing::LedgerDesk::changed, this, [this] {
        m_banner->dismiss();
        m_model.setLedger(m_desk.view().sessions, m_desk.view().families);
    });
    connect(&m_desk, &editing::LedgerDesk::failed, m_banner, &widgets::ErrorBanner::showError);
    connect(&m_look, &QTimer::timeout, &m_desk, &editing::LedgerDesk::refresh);
    m_look.setInterval(lookAgain);
    m_model.setLedger(m_desk.view().sessions, m_desk.view().families);
    showState();
}

void UserAccessCard::setUser(const domain::UserId &user)
{
    if (user == m_model.user())
        return;
    m_banner->dismiss();
    m_table->clearSelection();
    m_model.setUser(user);
}

void UserAccessCard::showEvent(QShowEvent *event)
{
    Card::showEvent(event);
    m_desk.refresh();
    m_look.start();
}

void UserAccessCard::hideEvent(QHideEvent *event)
{
    m_look.stop();
    Card::hideEvent(event);
}

QList<AccessModel::Row> UserAccessCard::chosen() const
{
    QList<AccessModel::Row> rows;
    const QModelIndexList selected = m_table->selectedRows();
    for (const QModelIndex &index : selected)
        rows.append(m_model.rowAt(m_presenter.mapToSource(m_sorted.mapToSource(index))));
    return rows;
}

void UserAccessCard::askToRevoke()
{
    const QList<AccessModel::Row> rows = chosen();
    if (rows.isEmpty())
        return;
    AccessTally tally;
    for (const AccessModel::Row &row : rows) {
        tally.sessions += row.kind == AccessKind::Session;
        tally.refreshTokens += row.kind == AccessKind::Refresh;
        tally.consents += row.kind == AccessKind::Consent;
    }
    // The refresh tokens of a client end with what the person agreed to.
    QStringList clients;
    for (const AccessModel::Row &row : rows) {
        if (row.kind == AccessKind::Consent && m_model.refreshCount(row.client) > 0)
            clients.append(base::visibleText(row.clientName, 100));
    }
    clients.removeDuplicates();
    if (tally.sessions + tally.refreshTokens == 0 && clients.isEmpty()) {
        revokeConsents(rows);
        return;
    }
    QStringList sentences;
    if (tally.sessions > 0)
        sentences.append(tr("Clients cannot get tokens from an ended session; the person signs in again."));
    if (tally.refreshTokens > 0)
        sentences.append(tr("A client whose refresh token is revoked needs the person to sign in again."));
    if (!clients.isEmpty())
        sentences.append(tr("The refresh tokens of %1 end with the consent.").arg(clients.join(tr(", "))));
    sentences.append(tr("Access tokens already issued stay valid until they expire. Undo brings consents back, but no "
                        "session or refresh token."));
    auto *dialog = new dialogs::ConfirmDestructiveDialog(tr("Revoke %1?").arg(tallyText(tally)), sentences.join(u' '),
                                                         tr("Revoke"), {}, this);
    connect(dialog, &QDialog::accepted, this, [this, rows] { revoke(rows); });
    dialog->open();
}

void UserAccessCard::revoke(const QList<AccessModel::Row> &rows)
{
    const auto tell = [this](const base::Result<void> &done) {
        if (!done)
            m_banner->showError(done.error());
        m_desk.refresh();
    };
    for (const AccessModel::Row &row : rows) {
        if (row.kind == AccessKind::Session)
            m_desk.endSession(row.id).then(this, tell);
        else if (row.kind == AccessKind::Refresh)
            m_desk.revokeFamily(row.id).then(this, tell);
    }
    revokeConsents(rows);
}

void UserAccessCard::revokeConsents(const QList<AccessModel::Row> &rows)
{
    store::Edit<domain::ChangeSet> all{domain::ChangeSet()};
    for (const AccessModel::Row &row : rows) {
        if (row.kind != AccessKind::Consent)
            continue;
        const auto edit = m_access.editor.revokeConsent(m_access.store.snapshot(), domain::ConsentId(row.id));
        if (!edit) {
            all = edit;
            break;
        }
        all->changes += edit->changes;
    }
    if (all && all->isEmpty())
        return;
    const auto done = applyEdit(m_access, all);
    if (done)
        Q_EMIT undoOffered(*done);
    else
        m_banner->showMessage(theme::Sign::Error, done.error());
}

void UserAccessCard::showState()
{
    m_revoke->setEnabled(!m_table->selectedRows().isEmpty());
    widgets::fitHeight(*m_table, mostAccessRows);
}

} // namespace gatehouse::ui::pages
