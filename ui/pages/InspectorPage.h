#pragma once

#include "models/inspector/TokenInspector.h"
#include "models/jose/KeyCodec.h"
#include "ui/pages/PagePolicy.h"

#include <QTimer>
#include <QWidget>

class QBoxLayout;
class QScrollArea;

namespace gatehouse::http {
class HttpClient;
}
namespace gatehouse::jose {
class PrivateKeys;
}
namespace gatehouse::shelf {
class RecentTokens;
}
namespace gatehouse::ui::widgets {
class EmptyState;
class PlainLabel;
class SegmentedControl;
} // namespace gatehouse::ui::widgets
namespace gatehouse::ui::inspection {
class BatchPane;
class ExpectationsPane;
class FindingsPane;
class FormPane;
class MembersPane;
class ScopesPane;
class ShelfPane;
class SignaturePane;
class TimePane;
class TokenCard;
class VerdictBanner;
class VerdictStrip;
} // namespace gatehouse::ui::inspection

namespace gatehouse::ui::pages {

class ComparePane;

/// What not every inspector has; all of it outlives the page.
struct InspectorPageExtras
{
    http::HttpClient *http = nullptr;                 ///< sends what a person asks to fetch
    const jose::PrivateKeys *privateKeys = nullptr;   ///< reads keys to sign test tokens with
    const jose::Certificates *certificates = nullptr; ///< reads roots that a person trusts
    shelf::RecentTokens *recent = nullptr;            ///< where tokens are kept when a person wants that
    std::chrono::milliseconds keepAfter{1000};        ///< how long a token stays before it counts as looked at
};

/// The Token Inspector: a token is pasted or dropped and judged in the same turn of the event loop. No pasted key
/// outlives the page's fields, nor does a token, unless a person has recent tokens kept.
class InspectorPage : public QWidget
{
    Q_OBJECT

public:
    /// What is inspected.
    enum class Mode { One, Compare, Many };
    InspectorPage(TenantAccess access, ServerControl &server, const inspector::TokenInspector &inspector,
                  const jose::KeyCodec &codec, InspectorPageExtras extras = {}, QWidget *parent = nullptr);

    /// Shows and judges `token` as if it had been pasted over what was there.
    void setToken(const QByteArray &token);
    /// The judgement shown; of nothing while the field is empty.
    const inspector::TokenInspection &inspection() const { return m_inspection; }

    void setMode(Mode mode);
    Mode mode() const;

public Q_SLOTS:
    void focusInput();
    /// Opens the dialog that makes test tokens, from the token shown.
    void forge();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeOne();
    QWidget *makeOffer();
    QWidget *makeTop();
    QWidget *makeReport();
    void fitContent();
    void onTextChanged();
    void judge();
    void offerBatch();
    /// Keeps the token shown, once it has stayed a moment: what is being typed is no token a person looked at.
    void keepSoon();
    void keepNow();
    /// Tells times anew; judges anew where an expiry has passed since.
    void tick();
    /// What is shown is judged by everything on the page, any other token by keys and clock alone.
    inspector::TokenInspection judged(const QByteArray &token);
    /// The smallest among the APIs the audience names, as the rule about lifetimes has it.
    std::optional<int> allowedLifetime() const;

    TenantAccess m_access;
    ServerControl &m_server;
    const inspector::TokenInspector &m_inspector;
    const jose::KeyCodec &m_codec;
    InspectorPageExtras m_extras;
    inspector::TokenInspection m_inspection;
    QString m_text; ///< what was judged
    inspection::TokenCard *m_card = nullptr;
    std::optional<PagePolicy> m_policy;
    widgets::SegmentedControl *m_modes = nullptr;
    QWidget *m_one = nullptr;
    ComparePane *m_compare = nullptr;
    inspection::BatchPane *m_batch = nullptr;
    QWidget *m_offer = nullptr;
    widgets::PlainLabel *m_offerText = nullptr;
    widgets::EmptyState *m_empty = nullptr;
    QWidget *m_report = nullptr;
    inspection::VerdictBanner *m_banner = nullptr;
    inspection::VerdictStrip *m_strip = nullptr;
    inspection::TimePane *m_time = nullptr;
    inspection::ExpectationsPane *m_expectations = nullptr;
    inspection::FormPane *m_form = nullptr;
    inspection::FindingsPane *m_findings = nullptr;
    inspection::MembersPane *m_header = nullptr;
    inspection::MembersPane *m_claims = nullptr;
    inspection::SignaturePane *m_signature = nullptr;
    inspection::ScopesPane *m_scopes = nullptr;
    inspection::ShelfPane *m_shelf = nullptr;
    QScrollArea *m_scroll = nullptr;
    QBoxLayout *m_top = nullptr;
    QBoxLayout *m_verdicts = nullptr;
    QBoxLayout *m_columns = nullptr;
    QTimer m_timer;
    QTimer m_settled;
};

} // namespace gatehouse::ui::pages
