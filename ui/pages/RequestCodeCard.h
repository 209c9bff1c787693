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
    using SecretReader = std::function<base::Result<base::Secret>()>;

    explicit RequestCodeCard(QWidget *parent = nullptr);

    /// `request` without a secret; `secret` opens it when something is copied.
    void setRequest(const oauth::TokenRequest &request, const QUrl &endpoint, SecretReader secret);

Q_SIGNALS:
    void failed(const gatehouse::base::Error &error);

private:
    void showSnippet(int index);
    void copy();

    oauth::TokenRequest m_request;
    QUrl m_endpoint;
    SecretReader m_secret;
    QList<flow::RequestSnippet> m_snippets;
    widgets::SegmentedControl *m_languages;
    widgets::MonospaceView *m_code;
    widgets::CopyButton *m_copy;
};

} // namespace gatehouse::ui::pages
