#include "models/flow/SystemBrowser.h"

namespace gatehouse::flow {

using namespace Qt::StringLiterals;

SystemBrowser::SystemBrowser(http::RedirectListener &listener, TestCallback callback, Open open)
    : m_listener(listener)
    , m_callback(std::move(callback))
    , m_open(std::move(open))
{
}

SystemBrowser::~SystemBrowser()
{
    leave();
}

base::Result<QString> SystemBrowser::prepare(Events events)
{
    m_events = std::make_shared<Events>(std::move(events));
    return m_listener.listen(m_callback.port, m_callback.path, [this](const QUrl &redirect) { return take(redirect); })
        .transform([this](int port) { return m_callback.at(port); });
}

void SystemBrowser::visit(const QUrl &authorize)
{
    const auto events = m_events;
    http::HttpRequest request;
    request.url = authorize;
    m_visit = events->log.begin(Exchange::Kind::Browser, request);
    if (!m_open(authorize)) {
        events->log.end(m_visit, Exchange::State::Failed);
        events->refused({.kind = Refusal::Kind::NoBrowser, .words = {}});
        return;
    }
    events->changed();
}

bool SystemBrowser::take(const QUrl &redirect)
{
    const auto events = m_events;
    if (!events)
        return false;
    http::HttpRequest request;
    request.url = redirect;
    const bool isOurs = events->redirected(redirect);
    if (isOurs && m_visit >= 0)
        events->log.end(m_visit, Exchange::State::Done);
    events->log.end(events->log.begin(Exchange::Kind::Callback, request),
                    http::HttpResponse{.status = isOurs ? 200 : 400, .reason = {}, .headers = {}, .body = {}});
    events->changed();
    return isOurs;
}

void SystemBrowser::leave()
{
    m_events.reset();
    m_listener.close();
}

} // namespace gatehouse::flow
