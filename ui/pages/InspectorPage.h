#pragma once

#include "models/inspector/TokenInspector.h"
#include "models/jose/KeyCodec.h"
#include "ui/pages/ServerControl.h"
#include "ui/pages/TenantAccess.h"

#include <QTimer>
#include <QWidget>

class QBoxLayout;
class QPushButton;
class QScrollArea;

namespace gatehouse::ui::widgets {
class Card;
class CopyButton;
class EmptyState;
class FieldMessage;
} // namespace gatehouse::ui::widgets
namespace gatehouse::ui::inspection {
class FindingsPane;
class KeyChoice;
class MembersPane;
class SignaturePane;
class TokenEdit;
class VerdictBanner;
} // namespace gatehouse::ui::inspection

namespace gatehouse::ui::pages {

/// The Token Inspector: a token is pasted or dropped and judged in the same turn of the event loop. Nothing of it is
/// kept: neither the token nor a pasted key outlives the page's fields.
class InspectorPage : public QWidget
{
    Q_OBJECT

public:
    InspectorPage(TenantAccess access, ServerControl &server, const inspector::TokenInspector &inspector,
                  const jose::KeyCodec &codec, QWidget *parent = nullptr);

    /// Shows and judges `token` as if it had been pasted over what was there.
    void setToken(const QByteArray &token);
    /// The judgement shown; of nothing while the field is empty.
    const inspector::TokenInspection &inspection() const { return m_inspection; }

public Q_SLOTS:
    void focusInput();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeInput();
    QWidget *makeReport();
    void onTextChanged();
    void judge();
    /// Tells times anew; judges anew where an expiry has passed since.
    void tick();
    inspector::VerificationPolicy policy() const;

    TenantAccess m_access;
    ServerControl &m_server;
    const inspector::TokenInspector &m_inspector;
    inspector::TokenInspection m_inspection;
    QString m_text; ///< what was judged
    inspection::TokenEdit *m_edit = nullptr;
    inspection::KeyChoice *m_keys = nullptr;
    widgets::FieldMessage *m_notice = nullptr;
    QPushButton *m_clear = nullptr;
    widgets::CopyButton *m_copyRedacted = nullptr;
    widgets::EmptyState *m_empty = nullptr;
    QWidget *m_report = nullptr;
    inspection::VerdictBanner *m_banner = nullptr;
    inspection::FindingsPane *m_findings = nullptr;
    inspection::MembersPane *m_header = nullptr;
    inspection::MembersPane *m_claims = nullptr;
    inspection::SignaturePane *m_signature = nullptr;
    QScrollArea *m_scroll = nullptr;
    QBoxLayout *m_top = nullptr;
    QBoxLayout *m_columns = nullptr;
    QTimer m_timer;
};

} // namespace gatehouse::ui::pages
