#pragma once

#include "models/flow/TestCallback.h"
#include "models/flow/UserAgent.h"
#include "models/http/RedirectListener.h"

#include <memory>

namespace gatehouse::flow {

/// The person's own browser (RFC 8252 section 6): opened at the authorization endpoint, and waited for on the loopback.
class SystemBrowser final : public UserAgent
{
public:
    /// Shows an address in the desktop's browser; false where there is none.
    using Open = std::function<bool(const QUrl &)>;

    SystemBrowser(http::RedirectListener &listener, TestCallback callback, Open open);
    ~SystemBrowser() override;

    base::Result<QString> prepare(Events events) override;
    void visit(const QUrl &authorize) override;
    void leave() override;

private:
    bool take(const QUrl &redirect);

    http::RedirectListener &m_listener;
    TestCallback m_callback;
    Open m_open;
    std::shared_ptr<Events> m_events; ///< shared by what is being told just now
    qsizetype m_visit = -1;
};

} // namespace gatehouse::flow
