#pragma once

#include "models/inspector/InspectionSession.h"
#include "models/jose/KeyCodec.h"
#include "ui/pages/ServerControl.h"
#include "ui/pages/TenantAccess.h"

#include <QTimer>
#include <QWidget>

class QPushButton;

namespace gatehouse::http {
class HttpClient;
}
namespace gatehouse::jose {
class PrivateKeys;
}
namespace gatehouse::shelf {
class RecentTokens;
}
namespace gatehouse::trust {
class IssuerDesk;
}
namespace gatehouse::ui::widgets {
class ScrollColumn;
class SectionHeader;
class SegmentedControl;
} // namespace gatehouse::ui::widgets
namespace gatehouse::ui::inspection {
class BatchPane;
}

namespace gatehouse::ui::pages {

class ChosenKeys;
class ComparePane;
class OneTokenView;
class TokenKeeper;

/// What not every inspector has; all of it outlives the page.
struct InspectorPageExtras
{
    http::HttpClient *http = nullptr;                 ///< sends what a person asks to fetch
    const jose::PrivateKeys *privateKeys = nullptr;   ///< reads keys to sign test tokens with
    const jose::Certificates *certificates = nullptr; ///< reads roots that a person trusts
    shelf::RecentTokens *recent = nullptr;            ///< where tokens are kept when a person wants that
    trust::IssuerDesk *issuers = nullptr;             ///< whom a person trusts besides the tenant
    std::chrono::milliseconds keepAfter{1000};        ///< how long a token stays before it counts as looked at
};

/// The Token Inspector: a token is pasted or dropped and inspected in the same turn of the event loop, by one session
/// that its three modes share. No pasted key outlives the page's fields, nor does a token, unless a person has recent
/// tokens kept.
class InspectorPage : public QWidget
{
    Q_OBJECT

public:
    /// What is inspected.
    enum class Mode { One, Compare, Many };
    InspectorPage(TenantAccess access, ServerControl &server, const inspector::TokenInspector &inspector,
                  const jose::KeyCodec &codec, InspectorPageExtras extras = {}, QWidget *parent = nullptr);
    ~InspectorPage() override;

    /// Shows and inspects `token` as if it had been pasted over what was there.
    void setToken(const QByteArray &token);
    /// What is shown; of nothing while the field is empty.
    const inspector::TokenInspection &inspection() const { return m_session.inspection(); }

    void setMode(Mode mode);
    Mode mode() const;

    /// The page of help about the finding that has the keyboard; empty where none has.
    QString helpId() const;

public Q_SLOTS:
    void focusInput();
    /// Opens the dialog that makes test tokens, from the token shown.
    void forge();

Q_SIGNALS:
    /// A person wants to trust the issuer of the token shown, which is unknown.
    void addIssuerRequested(const QString &issuer);
    void helpRequested(const QString &id);
    /// The token shown was inspected and is verified.
    void verified();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    widgets::SectionHeader *makeHeader();
    QWidget *makeTrust();
    void offerToTrust();
    void connectParts();
    void onTextChanged();
    /// Inspects with what the page says now.
    void inspect();
    void showInspection();
    /// Shows times anew; evaluates anew where an expiry has passed since.
    void tick();
    void fitColumns();

    TenantAccess m_access;
    ServerControl &m_server;
    const jose::KeyCodec &m_codec;
    InspectorPageExtras m_extras;
    inspector::InspectionSession m_session;
    QString m_text; ///< what is shown
    widgets::ScrollColumn *m_scroll;
    OneTokenView *m_one;
    std::unique_ptr<ChosenKeys> m_keys;
    std::unique_ptr<TokenKeeper> m_keeper;
    inspection::BatchPane *m_batch = nullptr;
    widgets::SegmentedControl *m_modes = nullptr;
    QPushButton *m_back = nullptr;  ///< to the list that the token was opened from
    QPushButton *m_trust = nullptr; ///< the issuer of the token shown, where nobody knows it
    ComparePane *m_compare = nullptr;
    QTimer m_timer;
};

} // namespace gatehouse::ui::pages
