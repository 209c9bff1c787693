#pragma once

#include "models/editing/LedgerDesk.h"
#include "models/items/SigningKeyModel.h"
#include "models/jose/KeyCodec.h"
#include "ui/pages/TenantAccess.h"
#include "ui/presenters/SigningKeyPresenter.h"
#include "ui/widgets/Card.h"

#include <QTimer>

class QPushButton;

namespace gatehouse::ui::widgets {
class BusyIndicator;
class CopyButton;
class EditableTableView;
class ErrorBanner;
class PlainLabel;
} // namespace gatehouse::ui::widgets

namespace gatehouse::ui::pages {

/// The keys that sign the tenant's tokens on one time axis: which signs, which comes next, and what is still alive
/// under each. Rotates and revokes them after saying what that breaks.
class SigningKeysCard : public widgets::Card
{
    Q_OBJECT

public:
    /// `desk` and `keys` outlive the card. Without a desk the tenant makes its keys itself.
    SigningKeysCard(TenantAccess access, editing::LedgerDesk *desk, const jose::KeyCodec &keys,
                    QWidget *parent = nullptr);

Q_SIGNALS:
    /// Something was done that a person may want to take back: `what` names it.
    void undoOffered(const QString &what);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void makeTable();
    QWidget *makeDetail();
    /// The key whose row is chosen; nullptr where it is gone.
    const domain::SigningKey *chosen() const;
    QString publicJwk() const;
    QString publicPem() const;
    QString certificatePem() const;
    void look();
    void showState();
    void askToRotate();
    void rotate();
    void askToRevoke();
    void revoke(const domain::KeyId &id);
    void apply(const store::Edit<domain::ChangeSet> &edit);

    TenantAccess m_access;
    editing::LedgerDesk *m_desk;
    const jose::KeyCodec &m_codec;
    items::SigningKeyModel m_model;
    presenters::SigningKeyPresenter m_presenter;
    widgets::ErrorBanner *m_banner;
    widgets::BusyIndicator *m_busy;
    widgets::EditableTableView *m_table;
    widgets::PlainLabel *m_legend;
    widgets::PlainLabel *m_sentence = nullptr;
    widgets::CopyButton *m_copyCertificate = nullptr;
    QPushButton *m_rotate;
    QPushButton *m_revoke = nullptr;
    QTimer m_look;
    bool m_isRotating = false;
};

/// What stops verifying when a key is revoked now: how many tokens of which API and client, until when. `issued` holds
/// tokens of all keys.
QString breakageText(const store::StoreSnapshot &tenant, const domain::KeyId &key,
                     const QList<store::IssuedTokens> &issued, base::Instant now);

} // namespace gatehouse::ui::pages
