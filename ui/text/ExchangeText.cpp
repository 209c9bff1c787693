#include "ui/text/ExchangeText.h"

#include <QCoreApplication>

#include <array>

namespace gatehouse::ui::text {

namespace {

using Kind = flow::Exchange::Kind;
using namespace Qt::StringLiterals;

class ExchangeWords
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::ui::text::ExchangeText)
};

struct Explained
{
    QLatin1StringView name;
    const char *sentence;
};

constexpr std::array explained{
    Explained{"response_type"_L1, QT_TRANSLATE_NOOP("gatehouse::ui::text::ExchangeText",
                                                    "Requests a code: no token is ever in the browser's address.")},
    Explained{"client_id"_L1, QT_TRANSLATE_NOOP("gatehouse::ui::text::ExchangeText",
                                                "Names the client; that is no secret and proves nothing by itself.")},
    Explained{"client_secret"_L1, QT_TRANSLATE_NOOP("gatehouse::ui::text::ExchangeText",
                                                    "Proves that the client is the one it names. It goes to the token "
                                                    "endpoint alone, never through the browser.")},
    Explained{"redirect_uri"_L1,
              QT_TRANSLATE_NOOP("gatehouse::ui::text::ExchangeText",
                                "Where the browser is sent back. The server compares it with the registered callbacks "
                                "byte for byte, so that a code goes nowhere else; the token request repeats it.")},
    Explained{"audience"_L1, QT_TRANSLATE_NOOP("gatehouse::ui::text::ExchangeText",
                                               "The API the token is for; it becomes the claim aud.")},
    Explained{"scope"_L1, QT_TRANSLATE_NOOP("gatehouse::ui::text::ExchangeText",
                                            "What is asked for. The token holds what is also defined and granted.")},
    Explained{"state"_L1, QT_TRANSLATE_NOOP("gatehouse::ui::text::ExchangeText",
                                            "A random text that has to come back. A redirect without it is somebody "
                                            "else's, and is not taken (RFC 6749 section 10.12).")},
    Explained{"nonce"_L1,
              QT_TRANSLATE_NOOP("gatehouse::ui::text::ExchangeText",
                                "A random text that the ID token has to carry: an ID token of another login "
                                "cannot be put in its place.")},
    Explained{
        "code_challenge"_L1,
        QT_TRANSLATE_NOOP("gatehouse::ui::text::ExchangeText",
                          "The hash of a secret that only this run knows. Anyone who steals the code cannot use it "
                          "without that secret (PKCE, RFC 7636).")},
    Explained{"code_challenge_method"_L1,
              QT_TRANSLATE_NOOP("gatehouse::ui::text::ExchangeText",
                                "S256: the challenge is a hash, so that reading the request "
                                "tells nothing about the secret.")},
    Explained{"code_verifier"_L1,
              QT_TRANSLATE_NOOP("gatehouse::ui::text::ExchangeText",
                                "The secret behind code_challenge: proves that who redeems the code "
                                "is who asked for it.")},
    Explained{"code"_L1,
              QT_TRANSLATE_NOOP("gatehouse::ui::text::ExchangeText",
                                "Stands for the login: good once, for a short time, for this client alone.")},
    Explained{"iss"_L1,
              QT_TRANSLATE_NOOP("gatehouse::ui::text::ExchangeText",
                                "Names the server that answers. Another one is not trusted, so that no code is "
                                "given to the wrong server (RFC 9207).")},
    Explained{"login_hint"_L1, QT_TRANSLATE_NOOP("gatehouse::ui::text::ExchangeText",
                                                 "Fills in the email on the login page; it logs nobody in.")},
    Explained{"prompt"_L1, QT_TRANSLATE_NOOP("gatehouse::ui::text::ExchangeText",
                                             "login asks for the password again, consent for the permission again.")},
    Explained{"handle"_L1, QT_TRANSLATE_NOOP("gatehouse::ui::text::ExchangeText",
                                             "Ties the form to the request under way and to this browser's cookie.")},
    Explained{"password"_L1,
              QT_TRANSLATE_NOOP("gatehouse::ui::text::ExchangeText", "Seen by the server alone; it is not kept here.")},
    Explained{"decision"_L1, QT_TRANSLATE_NOOP("gatehouse::ui::text::ExchangeText",
                                               "The button that was pressed on the consent page.")},
    Explained{"grant_type"_L1,
              QT_TRANSLATE_NOOP("gatehouse::ui::text::ExchangeText",
                                "What the client gives for a token: a code, a refresh token, or its own "
                                "name.")},
    Explained{"refresh_token"_L1,
              QT_TRANSLATE_NOOP("gatehouse::ui::text::ExchangeText",
                                "Stands for the login after the person has left. It is bound to the "
                                "client, and where it rotates, good once.")},
    Explained{"error"_L1, QT_TRANSLATE_NOOP("gatehouse::ui::text::ExchangeText", "Why there is no code.")},
};

} // namespace

QString exchangeTitle(Kind kind)
{
    switch (kind) {
    case Kind::Metadata:
        return ExchangeWords::tr("Find the endpoints");
    case Kind::Authorize:
        return ExchangeWords::tr("Ask for authorization");
    case Kind::Browser:
        return ExchangeWords::tr("Sign in with the browser");
    case Kind::Page:
        return ExchangeWords::tr("Show the next page");
    case Kind::Login:
        return ExchangeWords::tr("Log in");
    case Kind::Consent:
        return ExchangeWords::tr("Consent");
    case Kind::Callback:
        return ExchangeWords::tr("Come back to the client");
    case Kind::Token:
        return ExchangeWords::tr("Get the tokens");
    case Kind::UserInfo:
        return ExchangeWords::tr("Ask who it is");
    case Kind::ApiCall:
        return ExchangeWords::tr("Call the API");
    }
    return {};
}

QString exchangeSentence(Kind kind)
{
    switch (kind) {
    case Kind::Metadata:
        return ExchangeWords::tr("The server says where its endpoints are. It must name itself as it was asked, and "
                                 "each endpoint must be on the same origin: secrets go there.");
    case Kind::Authorize:
        return ExchangeWords::tr("The client asks for a code in a person's name. Client, callback and PKCE are checked "
                                 "before anybody sees a page.");
    case Kind::Browser:
        return ExchangeWords::tr("The person signs in and consents in their own browser. The client sees neither the "
                                 "password nor the pages, only how long it took.");
    case Kind::Page:
        return ExchangeWords::tr("A form is answered with a redirect, so that a password is never sent on.");
    case Kind::Login:
        return ExchangeWords::tr(
            "Proves who the person is, to the server and to nobody else. A session cookie follows.");
    case Kind::Consent:
        return ExchangeWords::tr("The person allows what is listed, for this client.");
    case Kind::Callback:
        return ExchangeWords::tr("The browser brings the code. state proves that it answers this request, and iss "
                                 "which server sent it.");
    case Kind::Token:
        return ExchangeWords::tr("The client proves who it is, and gets tokens. They never pass through the browser.");
    case Kind::UserInfo:
        return ExchangeWords::tr("The access token is used for the first time: the server says whom it is about.");
    case Kind::ApiCall:
        return ExchangeWords::tr("The API is called as a client would call it.");
    }
    return {};
}

QString exchangeStatus(const flow::Exchange &exchange)
{
    if (exchange.received)
        return QString::number(exchange.received->status);
    switch (exchange.state) {
    case flow::Exchange::State::Running:
        return ExchangeWords::tr("Running");
    case flow::Exchange::State::Done:
        return ExchangeWords::tr("Done");
    case flow::Exchange::State::Refused:
        return ExchangeWords::tr("Refused");
    case flow::Exchange::State::Failed:
        return ExchangeWords::tr("No answer");
    }
    return {};
}

QString parameterSentence(const QString &name)
{
    for (const Explained &one : explained) {
        if (name == one.name)
            return ExchangeWords::tr(one.sentence);
    }
    return {};
}

QString noCodeGrantSentence()
{
    return ExchangeWords::tr("This client cannot log people in: it has no grant type authorization_code.");
}

} // namespace gatehouse::ui::text
