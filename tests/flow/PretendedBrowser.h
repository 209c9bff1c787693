#pragma once

#include "models/flow/PageBrowser.h"

namespace gatehouse::tests {

using namespace Qt::StringLiterals;

/// A browser with a person at it who logs in, consents, and is brought back to the client.
class PretendedBrowser
{
public:
    PretendedBrowser(http::HttpClient &http, const base::Clock &clock, QString user, QByteArray password)
        : m_http(http)
        , m_log(clock)
        , m_user(std::move(user))
        , m_password(std::move(password))
    {
    }

    bool open(const QUrl &address)
    {
        m_log.restart();
        http::HttpRequest request;
        request.url = address;
        QString redirectUri;
        for (const QList<flow::ExchangeParameter> sent = flow::parametersOf(request); const auto &parameter : sent) {
            if (parameter.name == "redirect_uri"_L1)
                redirectUri = parameter.value;
        }
        m_browser = std::make_unique<flow::PageBrowser>(
            m_http, redirectUri,
            flow::PageBrowser::Person{.user = m_user, .password = base::Secret(QByteArrayView(m_password))});
        (void)m_browser->prepare({.log = m_log,
                                  .changed = [] {},
                                  .redirected =
                                      [this](const QUrl &redirect) {
                                          goTo(redirect);
                                          return true;
                                      },
                                  .refused = [](const auto &) {},
                                  .failed = [](const auto &) {}});
        m_browser->visit(address);
        return true;
    }

    const QList<flow::Exchange> &exchanges() const { return m_log.exchanges(); }
    QByteArray shown; ///< the page at the end

private:
    void goTo(const QUrl &redirect)
    {
        http::HttpRequest request;
        request.url = redirect;
        m_http.send(request).then(&m_context,
                                  [this](const auto &answer) { shown = answer ? answer->body : QByteArray(); });
    }

    http::HttpClient &m_http;
    flow::ExchangeLog m_log;
    QString m_user;
    QByteArray m_password;
    std::unique_ptr<flow::PageBrowser> m_browser;
    QObject m_context;
};

} // namespace gatehouse::tests
