#pragma once

#include "models/base/Result.h"
#include "models/flow/RequestSnippets.h"
#include "ui/widgets/Card.h"

#include <functional>

namespace gatehouse::ui::widgets {
class CopyButton;
class MonospaceView;
class SegmentedControl;
} // namespace gatehouse::ui::widgets

namespace gatehouse::ui::pages {

/// The token request of the Test tab as code in several languages. What is shown has a placeholder for the client
/// secret; what Copy copies works as it stands, and leaves the clipboard after a while.
class RequestCodeCard : public widgets::Card
{
    Q_OBJECT

public:
    /// Who the client is, with the secret or a fresh assertion.
    using CredentialsReader = std::function<base::Result<oauth::ClientCredentials>()>;

    explicit RequestCodeCard(QWidget *parent = nullptr);

    /// `request` with nothing in the place of secret or assertion; `reader` is asked when something is copied.
    void setRequest(const oauth::TokenRequest &request, const QUrl &endpoint, CredentialsReader reader);

Q_SIGNALS:
    void failed(const gatehouse::base::Error &error);

private:
    void showSnippet(int index);
    void copy();

    oauth::TokenRequest m_request;
    QUrl m_endpoint;
    CredentialsReader m_reader;
    QList<flow::RequestSnippet> m_snippets;
    widgets::SegmentedControl *m_languages;
    widgets::MonospaceView *m_code;
    widgets::CopyButton *m_copy;
};

} // namespace gatehouse::ui::pages
