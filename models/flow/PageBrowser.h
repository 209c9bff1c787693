#pragma once

#include "models/base/LatestOnly.h"
#include "models/base/Secret.h"
#include "models/flow/HtmlForm.h"
#include "models/flow/UserAgent.h"
#include "models/http/HttpClient.h"

#include <QMap>
#include <QObject>

namespace gatehouse::flow {

/// Stands for a browser and the person at it: fetches the server's pages, keeps its cookies, fills in the login and
/// agrees to what is asked. It leaves the server's origin for nobody: the redirect to the client is read, not followed.
class PageBrowser final : public UserAgent
{
public:
    struct Person
    {
        QString user; ///< what they log in with
        base::Secret password;
        bool allows = true; ///< presses Accept on the consent page
    };
    /// `redirectUri`: one of the client's callbacks, where nobody needs to listen.
    PageBrowser(http::HttpClient &http, QString redirectUri, Person person);

    base::Result<QString> prepare(Events events) override;
    void visit(const QUrl &authorize) override;
    void leave() override;

private:
    /// `recorded`: the body as it is kept, where that is another.
    void send(Exchange::Kind kind, http::HttpRequest request, std::optional<QByteArray> recorded = {});
    void read(qsizetype index, const QUrl &url, const http::HttpResponse &response);
    void follow(const QUrl &from, const QByteArray &location);
    void submit(const QUrl &page, const HtmlForm &form);
    void keepCookies(const http::HttpResponse &response);

    http::HttpClient &m_http;
    QString m_redirectUri;
    Person m_person;
    std::shared_ptr<Events> m_events; ///< shared by what is being told just now
    base::LatestOnly<http::HttpResponse> m_answer;
    QMap<QByteArray, QByteArray> m_cookies;
    QUrl m_origin;
    int m_hops = 0;
    bool m_hasLoggedIn = false;
    QObject m_context; ///< answers are read in the thread that made this, and not after it is gone
};

} // namespace gatehouse::flow
