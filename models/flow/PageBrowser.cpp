#include "models/flow/PageBrowser.h"

#include "models/oauth/UserGrants.h"

namespace gatehouse::flow {

using namespace Qt::StringLiterals;

namespace {

/// Login, consent and the redirects between them are five; more is a circle.
constexpr int mostHops = 12;

QByteArray originOf(const QUrl &url)
{
    return url.toEncoded(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::RemoveUserInfo);
}

/// The button a person presses: the one that stands for yes or for no where a form has both.
const HtmlControl *button(const HtmlForm &form, bool allows)
{
    const HtmlControl *first = nullptr;
    for (const HtmlControl &control : form.controls) {
        if (control.type != "submit"_L1 || control.name.isEmpty())
            continue;
        const bool isYes = control.value == "allow"_L1 || control.value == "accept"_L1 || control.value == "yes"_L1;
        if (isYes == allows)
            return &control;
        first = first ? first : &control;
    }
    return first;
}

} // namespace

PageBrowser::PageBrowser(http::HttpClient &http, QString redirectUri, Person person)
    : m_http(http)
    , m_redirectUri(std::move(redirectUri))
    , m_person(std::move(person))
{
}

base::Result<QString> PageBrowser::prepare(Events events)
{
    m_events = std::make_shared<Events>(std::move(events));
    return m_redirectUri;
}

void PageBrowser::visit(const QUrl &authorize)
{
    m_origin = authorize;
    http::HttpRequest request;
    request.url = authorize;
    send(Exchange::Kind::Authorize, std::move(request));
}

void PageBrowser::leave()
{
    m_events.reset();
    m_answer.cancel();
}

void PageBrowser::send(Exchange::Kind kind, http::HttpRequest request, std::optional<QByteArray> body)
{
    const auto events = m_events;
    if (++m_hops > mostHops) {
        events->refused({.kind = Refusal::Kind::Page, .words = {}});
        return;
    }
    request.headers.emplaceBack("Accept", "text/html");
    QByteArrayList cookies;
    for (const auto &[name, value] : m_cookies.asKeyValueRange())
        cookies.append(name + '=' + value);
    if (!cookies.isEmpty())
        request.headers.emplaceBack("Cookie", cookies.join("; "));
    http::HttpRequest recorded = request;
    if (body)
        recorded.body = *std::move(body);
    const qsizetype index = events->log.begin(kind, recorded);
    events->changed();
    if (!m_events)
        return;
    m_answer.start(m_http.send(request), &m_context,
                   [this, index, url = request.url](base::Result<http::HttpResponse> result) {
                       const auto told = m_events;
                       if (!told)
                           return;
                       if (result) {
                           read(index, url, *result);
                       } else {
                           told->log.end(index, Exchange::State::Failed);
                           told->failed(result.error());
                       }
                   });
}

void PageBrowser::keepCookies(const http::HttpResponse &response)
{
    for (const auto &[name, value] : response.headers) {
        if (name.compare("set-cookie", Qt::CaseInsensitive) != 0)
            continue;
        // Several come as one header with line ends between.
        const QByteArrayList cookies = value.split('\n');
        for (const QByteArray &cookie : cookies) {
            const QByteArray pair = cookie.split(';').constFirst().trimmed();
            const qsizetype equals = pair.indexOf('=');
            if (equals > 0)
                m_cookies.insert(pair.first(equals), pair.sliced(equals + 1));
        }
    }
}

void PageBrowser::read(qsizetype index, const QUrl &url, const http::HttpResponse &response)
{
    const auto events = m_events;
    events->log.end(index, response);
    events->changed();
    if (!m_events)
        return;
    keepCookies(response);
    if (const QByteArray location = response.header("Location"); response.status / 100 == 3 && !location.isEmpty()) {
        follow(url, location);
        return;
    }
    const QString page = QString::fromUtf8(response.body);
    // A login that has to wait is asked for again (429), or later (503).
    const bool isPage = response.status == 200 || response.status == 429 || response.status == 503;
    const auto form = isPage ? firstForm(page) : std::nullopt;
    const QString said = pageAlert(page);
    if (!form || !form->isPost) {
        events->refused({.kind = Refusal::Kind::Page, .words = said.isEmpty() ? pageTitle(page) : said});
        return;
    }
    if (form->asksPassword() && m_hasLoggedIn) {
        events->refused({.kind = Refusal::Kind::Login, .words = said});
        return;
    }
    submit(url, *form);
}

void PageBrowser::follow(const QUrl &from, const QByteArray &location)
{
    const auto events = m_events;
    const QUrl target = from.resolved(QUrl(QString::fromUtf8(location), QUrl::StrictMode));
    const QString text = QString::fromUtf8(location);
    if (text.startsWith(m_redirectUri) && (text.size() == m_redirectUri.size() ||
                                           text.at(m_redirectUri.size()) == u'?' || m_redirectUri.contains(u'?'))) {
        http::HttpRequest request;
        request.url = target;
        const qsizetype index = events->log.begin(Exchange::Kind::Callback, request);
        events->log.end(index, Exchange::State::Done);
        if (!events->redirected(target))
            events->refused({.kind = Refusal::Kind::Page, .words = {}});
        return;
    }
    if (originOf(target) != originOf(m_origin)) {
        events->refused({.kind = Refusal::Kind::Page, .words = target.host()});
        return;
    }
    http::HttpRequest request;
    request.url = target;
    send(Exchange::Kind::Page, std::move(request));
}

void PageBrowser::submit(const QUrl &page, const HtmlForm &form)
{
    const auto events = m_events;
    http::HttpRequest request;
    request.method = "POST";
    request.url = page.resolved(QUrl(form.action, QUrl::StrictMode));
    if (originOf(request.url) != originOf(m_origin)) {
        events->refused({.kind = Refusal::Kind::Page, .words = request.url.host()});
        return;
    }
    const bool isLogin = form.asksPassword();
    m_hasLoggedIn = m_hasLoggedIn || isLogin;
    const auto body = [&](const QString &password) {
        auto fields = form.filled(m_person.user, password);
        if (const HtmlControl *pressed = button(form, m_person.allows))
            fields.append({pressed->name, pressed->value});
        return oauth::formBody(fields);
    };
    request.body = body(QString::fromUtf8(m_person.password.bytes()));
    request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}, {"Origin", originOf(m_origin)}};
    send(isLogin ? Exchange::Kind::Login : Exchange::Kind::Consent, std::move(request), body(redactedText));
}

} // namespace gatehouse::flow
