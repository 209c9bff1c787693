#include "models/server/pages/Pages.h"

#include "models/oauth/OpenIdScopes.h"
#include "models/server/Html.h"
#include "models/server/pages/Markup.h"

#include <QUrl>

namespace gatehouse::server::pages {

using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView style = R"(
:root{color-scheme:light dark;--back:#f4f6f8;--card:#fff;--text:#1b2430;--dim:#4f5b6b;--line:#c3cad3;--accent:#1f5fbf;--on:#fff;--bad:#a4161a}
@media (prefers-color-scheme:dark){:root{--back:#14181d;--card:#1e242b;--text:#e8ecf1;--dim:#aab4c0;--line:#46505c;--accent:#7fb0ff;--on:#0d1420;--bad:#ff9a9d}}
*{box-sizing:border-box}
body{margin:0;background:var(--back);color:var(--text);font:16px/1.5 system-ui,sans-serif}
main{max-width:26rem;margin:8vh auto;padding:1.5rem;background:var(--card);border:1px solid var(--line);border-radius:.5rem;overflow-wrap:anywhere}
h1{font-size:1.35rem;line-height:1.3;margin:0 0 1rem}
h2{font-size:1rem;margin:1.25rem 0 .25rem}
p{margin:0 0 1rem}
ul{margin:0 0 1rem;padding-inline-start:1.25rem}
label{display:block;font-weight:600;margin-bottom:.25rem}
input[type=email],input[type=password]{width:100%;font:inherit;color:inherit;background:var(--back);border:1px solid var(--dim);border-radius:.25rem;padding:.5rem;margin-bottom:1rem}
button{font:inherit;font-weight:600;min-height:2.75rem;padding:.4rem 1rem;border-radius:.25rem;border:1px solid var(--accent);background:var(--card);color:var(--accent);cursor:pointer}
button.go{background:var(--accent);color:var(--on)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
form+p{margin-top:1rem}
.row{display:flex;flex-wrap:wrap;gap:.75rem}
.dim{color:var(--dim);font-size:.9rem}
.bad{color:var(--bad);font-weight:600}
code{font-family:ui-monospace,monospace;font-size:.9em}
@media (max-width:28rem){main{margin:0;border:0;border-radius:0;min-height:100vh}}
)";

Response page(int status, const QString &title, const Markup &body, const QByteArrayList &formActions = {})
{
    const Markup whole = html("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                              "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                              "<title>{}</title><style>{}</style></head>\n<body><main>{}</main></body></html>\n",
                              {title, Markup{style.toByteArray()}, body});
    return htmlResponse(status, whole.bytes, style, formActions);
}

/// The origin of a redirect URI as a form's target, or the scheme of a native client's own.
QByteArrayList formTarget(const QString &uri)
{
    const QUrl url(uri, QUrl::StrictMode);
    if (url.host().isEmpty())
        return {url.scheme().toLatin1() + ':'};
    QString host = url.host();
    if (host.contains(u':'))
        host = u'[' + host + u']';
    const QString port = url.port() > 0 ? u":%1"_s.arg(url.port()) : QString();
    return {(url.scheme() + u"://"_s + host + port).toLatin1()};
}

/// RFC 6585 section 4, RFC 9110 section 15.6.4. A page that is wrong about a password is a page all the same.
int statusOf(issuer::LoginPage::Problem problem)
{
    using enum issuer::LoginPage::Problem;
    return problem == TooManyAttempts ? 429 : problem == Busy ? 503 : 200;
}

Markup problemOf(issuer::LoginPage::Problem problem)
{
    using enum issuer::LoginPage::Problem;
    const char *text = nullptr;
    switch (problem) {
    case None:
        return {};
    case WrongCredentials:
        text = "Wrong email or password.";
        break;
    case TooManyAttempts:
        text = "Too many wrong passwords for this user. Wait a few seconds and try again.";
        break;
    case Busy:
        text = "The server is busy. Try again.";
        break;
    }
    return html("<p class=\"bad\" role=\"alert\" id=\"problem\">{}</p>", {QString::fromLatin1(text)});
}

QString reasonText(issuer::ConsentReason reason)
{
    using enum issuer::ConsentReason;
    switch (reason) {
    case AskedFor:
        return u"You are asked because the application requested it."_s;
    case LoopbackCallback:
        return u"You are asked each time because the application runs on this computer, where any program could take "
               "its place."_s;
    case ThirdParty:
        return u"You are asked because this is a third-party application."_s;
    case ApiAsks:
        return u"You are asked because the API does not allow consent to be skipped."_s;
    case Remembered:
    case FirstParty:
    case OpenIdOnly:
        break;
    }
    return {};
}

Markup scopeItem(const QString &scope, const QString &description)
{
    if (description.isEmpty())
        return html("<li dir=\"auto\"><code>{}</code></li>", {scope});
    return html("<li dir=\"auto\">{} <code>{}</code></li>", {description, scope});
}

QString openIdText(const QString &scope)
{
    if (scope == "openid"_L1)
        return u"Know that it is you"_s;
    if (scope == "profile"_L1)
        return u"See your name"_s;
    if (scope == "email"_L1)
        return u"See your email address"_s;
    return u"Keep access while you are away"_s;
}

/// What is asked for, API by API, OpenID's own scopes first.
Markup scopeLists(const issuer::ConsentPage &page)
{
    Markup lists;
    Markup items;
    for (const QString &scope : page.scopes) {
        if (oauth::isOpenIdScope(scope))
            items += scopeItem(scope, openIdText(scope));
    }
    if (!items.bytes.isEmpty())
        lists += html("<h2>Your account</h2><ul>{}</ul>", {items});
    for (const domain::ResourceServer &api : page.apis) {
        items = {};
        for (const domain::Scope &scope : api.scopes) {
            if (page.scopes.contains(scope.value))
                items += scopeItem(scope.value, scope.description);
        }
        if (items.bytes.isEmpty())
            items = html("<li>No scope: access without a named permission</li>");
        lists += html("<h2 dir=\"auto\">{}</h2><ul>{}</ul>", {api.name, items});
    }
    if (lists.bytes.isEmpty())
        lists = html("<p>It asks for no scope.</p>");
    return lists;
}

} // namespace

Response loginPage(const issuer::LoginPage &login, const QString &handle)
{
    const bool failed = login.problem != issuer::LoginPage::Problem::None;
    const Markup describedBy = failed ? html(" aria-describedby=\"problem\"") : Markup();
    const bool hasEmail = !login.email.isEmpty();
    const Markup focusEmail = hasEmail ? Markup() : html(" autofocus");
    const Markup focusPassword = hasEmail ? html(" autofocus") : Markup();
    const Markup body = html(
        "<h1>Sign in</h1><p>to continue to <strong dir=\"auto\">{}</strong></p>{}"
        "<form method=\"post\" action=\"/u/login\"><input type=\"hidden\" name=\"handle\" value=\"{}\">"
        "<label for=\"email\">Email</label><input id=\"email\" type=\"email\" name=\"email\" value=\"{}\" required "
        "autocomplete=\"username\" maxlength=\"254\"{}{}>"
        "<label for=\"password\">Password</label><input id=\"password\" type=\"password\" name=\"password\" required "
        "autocomplete=\"current-password\"{}{}>"
        "<div class=\"row\"><button class=\"go\" type=\"submit\">Sign in</button></div></form>"
        "<p class=\"dim\">Test users of this tenant are made in Gatehouse.</p>",
        {login.clientName, problemOf(login.problem), Verbatim{handle}, Verbatim{login.email}, describedBy, focusEmail,
         describedBy, focusPassword});
    Response response =
        page(statusOf(login.problem), failed ? u"Error: Sign in"_s : u"Sign in"_s, body, formTarget(login.redirectUri));
    if (login.problem == issuer::LoginPage::Problem::TooManyAttempts)
        response.headers.emplaceBack("Retry-After", QByteArray::number(issuer::SecretAttempts::pause.count()));
    else if (login.problem == issuer::LoginPage::Problem::Busy)
        response.headers.emplaceBack("Retry-After", "1");
    return response;
}

Response consentPage(const issuer::ConsentPage &consent, const QString &handle)
{
    const Markup body =
        html("<h1>Authorize <span dir=\"auto\">{}</span>?</h1>"
             "<p>Hi <span dir=\"auto\">{}</span>. <strong dir=\"auto\">{}</strong> wants to act for you:</p>{}"
             "<p class=\"dim\">Client id <code>{}</code>. You will be sent to <strong>{}</strong>. {}</p>"
             "<form method=\"post\" action=\"/u/consent\"><input type=\"hidden\" name=\"handle\" value=\"{}\">"
             "<div class=\"row\"><button type=\"submit\" name=\"decision\" value=\"deny\" autofocus>Cancel</button>"
             "<button class=\"go\" type=\"submit\" name=\"decision\" value=\"allow\">Accept</button></div></form>",
             {consent.client.name, consent.email, consent.client.name, scopeLists(consent), consent.client.id.text(),
              consent.redirectHost, reasonText(consent.reason), Verbatim{handle}});
    return page(200, u"Authorize %1"_s.arg(consent.client.name), body, formTarget(consent.redirectUri));
}

Response formPostPage(const issuer::SentToClient &target)
{
    Markup fields;
    for (const auto &[name, value] : target.parameters)
        fields += html("<input type=\"hidden\" name=\"{}\" value=\"{}\">", {Verbatim{name}, Verbatim{value}});
    const Markup body = html("<h1>Continue</h1><p>You are signed in. Continue to the application.</p>"
                             "<form method=\"post\" action=\"{}\">{}<div class=\"row\">"
                             "<button class=\"go\" type=\"submit\" autofocus>Continue</button></div></form>",
                             {Verbatim{target.redirectUri}, fields});
    return page(200, u"Continue"_s, body, formTarget(target.redirectUri));
}

Response errorPage(const oauth::TokenErrorResponse &error)
{
    const Markup body =
        html("<h1>This sign-in cannot go on</h1><p role=\"alert\" dir=\"auto\">{}</p><p class=\"dim\">Error: "
             "<code>{}</code>. The application that sent you here has to be put right; nothing was sent to it.</p>",
             {error.description, error.error});
    return page(error.status, u"Error: this sign-in cannot go on"_s, body);
}

Response overPage()
{
    const Markup body =
        html("<h1>This page is over</h1><p role=\"alert\">It was used already, is older than ten minutes, "
             "or was opened in another browser.</p><p>Go back to the application and sign in again.</p>");
    return page(400, u"Error: this page is over"_s, body);
}

Response logoutPage(const QString &email, const QString &handle)
{
    const Markup body = html("<h1>Sign out?</h1><p>You are signed in as <strong dir=\"auto\">{}</strong>.</p>"
                             "<form method=\"post\" action=\"/oidc/logout\"><input type=\"hidden\" name=\"handle\" "
                             "value=\"{}\"><div class=\"row\"><button class=\"go\" type=\"submit\">Sign out</button>"
                             "</div></form>",
                             {email, Verbatim{handle}});
    return page(200, u"Sign out"_s, body);
}

Response loggedOutPage()
{
    return page(200, u"Signed out"_s, html("<h1>Signed out</h1><p>You can close this page.</p>"));
}

} // namespace gatehouse::server::pages
