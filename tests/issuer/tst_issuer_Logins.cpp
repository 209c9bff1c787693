#include "tests/issuer/LoginWorld.h"

#include <QTest>

#include <atomic>
#include <barrier>
#include <thread>

using namespace gatehouse;
using namespace gatehouse::tests;
using issuer::ConsentPage;
using issuer::ErrorPage;
using issuer::LoginPage;
using issuer::SentToClient;
using namespace Qt::StringLiterals;

/// Authorization code, login, consent and refresh, as the checklist numbers what they have to hold.
class tst_issuer_Logins : public QObject
{
    Q_OBJECT

private:
    static QString errorOf(const oauth::TokenAnswer &answer)
    {
        const auto *error = std::get_if<oauth::TokenErrorResponse>(&answer);
        return error ? error->error : QString();
    }
    static oauth::TokenResponse granted(const oauth::TokenAnswer &answer)
    {
        const auto *response = std::get_if<oauth::TokenResponse>(&answer);
        return response ? *response : oauth::TokenResponse{};
    }

private Q_SLOTS:
    void theWholeWay()
    {
        LoginWorld world;
        const SentToClient sent = world.toTheEnd(LoginWorld::request(LoginWorld::web));
        QCOMPARE(sent.redirectUri, LoginWorld::callback);
        QCOMPARE(LoginWorld::parameter(sent, u"state"_s), u"s1"_s);
        QCOMPARE(LoginWorld::parameter(sent, u"iss"_s), LoginWorld::issuer); // AS-05
        const auto response = granted(world.exchange(LoginWorld::parameter(sent, u"code"_s)));
        QVERIFY(!response.accessToken.isEmpty() && !response.idToken.isEmpty() && !response.refreshToken.isEmpty());
        QCOMPARE(response.scope, u"openid read:orders offline_access"_s);
        const auto info = world.ownTokens.userInfo(response.accessToken, {LoginWorld::issuer});
        QVERIFY(info && info->contains("auth0|000000000000000000000001"));
        const auto again = granted(world.refresh(response.refreshToken));
        QVERIFY(!again.accessToken.isEmpty());
        QVERIFY(again.refreshToken.isEmpty()); // not rotated: the old one stays
    }

    /// AS-02: what is wrong with client or redirect URI is told to the person, and nobody is redirected.
    void as02_neverRedirects_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("value");
        QTest::newRow("no client") << u"client_id"_s << QString();
        QTest::newRow("unknown client") << u"client_id"_s << u"nobody"_s;
        QTest::newRow("another path") << u"redirect_uri"_s << u"https://app.example.com/other"_s;
        QTest::newRow("another host") << u"redirect_uri"_s << u"https://evil.example/cb"_s;
        QTest::newRow("javascript") << u"redirect_uri"_s << u"javascript:alert(1)"_s;
    }
    void as02_neverRedirects()
    {
        QFETCH(const QString, name);
        QFETCH(const QString, value);
        LoginWorld world;
        const auto step = world.authorize(LoginWorld::request(LoginWorld::web, {{name, value}}));
        QVERIFY(std::holds_alternative<ErrorPage>(step.next));
        QVERIFY(step.handle.isEmpty());
    }

    /// What goes back to the client, with state and iss.
    void refusedForTheClient_data()
    {
        QTest::addColumn<QHash<QString, QString>>("more");
        QTest::addColumn<QString>("error");
        using More = QHash<QString, QString>;
        QTest::newRow("no response type") << More{{u"response_type"_s, {}}} << u"invalid_request"_s;
        QTest::newRow("implicit") << More{{u"response_type"_s, u"token"_s}} << u"unsupported_response_type"_s;
        QTest::newRow("fragment") << More{{u"response_mode"_s, u"fragment"_s}} << u"invalid_request"_s;
        QTest::newRow("request object") << More{{u"request"_s, u"eyJ"_s}} << u"request_not_supported"_s;
        QTest::newRow("plain PKCE") << More{{u"code_challenge_method"_s, u"plain"_s}} << u"invalid_request"_s;
        QTest::newRow("no PKCE method") << More{{u"code_challenge_method"_s, {}}} << u"invalid_request"_s;
        QTest::newRow("short challenge") << More{{u"code_challenge"_s, u"abc"_s}} << u"invalid_request"_s;
        QTest::newRow("unknown prompt") << More{{u"prompt"_s, u"maybe"_s}} << u"invalid_request"_s;
        QTest::newRow("none and login") << More{{u"prompt"_s, u"none login"_s}} << u"invalid_request"_s;
        QTest::newRow("max_age soon") << More{{u"max_age"_s, u"soon"_s}} << u"invalid_request"_s;
        QTest::newRow("unknown audience") << More{{u"audience"_s, u"urn:nothing"_s}} << u"access_denied"_s;
        QTest::newRow("none without login") << More{{u"prompt"_s, u"none"_s}} << u"login_required"_s;
    }
    void refusedForTheClient()
    {
        using More = QHash<QString, QString>;
        QFETCH(const More, more);
        QFETCH(const QString, error);
        LoginWorld world;
        const auto step = world.authorize(LoginWorld::request(LoginWorld::web, more));
        const auto *sent = std::get_if<SentToClient>(&step.next);
        QVERIFY(sent);
        QCOMPARE(LoginWorld::parameter(*sent, u"error"_s), error);
        QCOMPARE(LoginWorld::parameter(*sent, u"state"_s), u"s1"_s);
        QCOMPARE(LoginWorld::parameter(*sent, u"iss"_s), LoginWorld::issuer);
    }

    /// AS-04: challenge × verifier × client; a verifier without a challenge is a downgrade.
    void as04_pkce_data()
    {
        QTest::addColumn<bool>("isPublic");
        QTest::addColumn<bool>("hasChallenge");
        QTest::addColumn<QString>("verifier");
        QTest::addColumn<QString>("outcome"); // "refused" at /authorize, "" a token, else the token endpoint's error
        const auto row = [](const QByteArray &name) -> QTestData & { return QTest::newRow(name.constData()); };
        for (const bool isPublic : {false, true}) {
            for (const bool hasChallenge : {false, true}) {
                const QByteArray prefix = QByteArray(isPublic ? "public, " : "web, ") +
                                          (hasChallenge ? "with challenge, " : "without challenge, ");
                const QString early = isPublic && !hasChallenge ? u"refused"_s : QString();
                const QString wrong = early.isEmpty() ? u"invalid_grant"_s : early;
                const QString right = !early.isEmpty() ? early : hasChallenge ? QString() : u"invalid_grant"_s;
                const QString none = !early.isEmpty() ? early : hasChallenge ? u"invalid_grant"_s : QString();
                row(prefix + "right verifier") << isPublic << hasChallenge << QString(LoginWorld::verifier) << right;
                row(prefix + "wrong verifier") << isPublic << hasChallenge << QString(43, u'x') << wrong;
                row(prefix + "the challenge as verifier")
                    << isPublic << hasChallenge << issuer::s256Challenge(LoginWorld::verifier) << wrong;
                row(prefix + "no verifier") << isPublic << hasChallenge << QString() << none;
            }
        }
    }
    void as04_pkce()
    {
        QFETCH(const bool, isPublic);
        QFETCH(const bool, hasChallenge);
        QFETCH(const QString, verifier);
        QFETCH(const QString, outcome);
        LoginWorld world;
        const QLatin1StringView client = isPublic ? LoginWorld::app : LoginWorld::web;
        QHash<QString, QString> more;
        if (!hasChallenge)
            more = {{u"code_challenge"_s, {}}, {u"code_challenge_method"_s, {}}};
        const QString code = world.code(more, client);
        QCOMPARE(code.isEmpty(), outcome == u"refused"_s);
        if (!code.isEmpty())
            QCOMPARE(errorOf(world.exchange(code, verifier, client)), outcome);
    }

    /// AS-03: bound to client and redirect URI, for 60 seconds, and all refusals alike (AS-30).
    void as03_codesOfOthers()
    {
        LoginWorld world;
        const auto refused = [&](const oauth::TokenAnswer &answer) {
            const auto *error = std::get_if<oauth::TokenErrorResponse>(&answer);
            return error && error->status == 403 && error->description == u"Invalid authorization code"_s;
        };
        QVERIFY(refused(world.exchange(u"nothing"_s)));
        QVERIFY(refused(world.exchange(world.code(), LoginWorld::verifier, LoginWorld::app)));
        QVERIFY(refused(world.exchange(world.code(), LoginWorld::verifier, LoginWorld::web, u"https://other/"_s)));
        QVERIFY(refused(world.exchange(world.code(), LoginWorld::verifier, LoginWorld::web, {})));
        const QString late = world.code();
        world.clock.advance(std::chrono::seconds(61));
        QVERIFY(refused(world.exchange(late)));
    }

    /// AS-03: a second use gets nothing and takes back what the first one got.
    void as03_replayRevokes()
    {
        LoginWorld world;
        const QString code = world.code();
        const auto first = granted(world.exchange(code));
        QVERIFY(!first.refreshToken.isEmpty());
        QCOMPARE(errorOf(world.exchange(code)), u"invalid_grant"_s);
        QCOMPARE(errorOf(world.refresh(first.refreshToken)), u"invalid_grant"_s);
    }

    /// AS-03: however many come at once, one gets tokens.
    void as03_parallelReplay()
    {
        LoginWorld world;
        constexpr int threads = 64;
        const int asked = qEnvironmentVariableIntValue("GATEHOUSE_REPLAY_ROUNDS"); // a thousand is the long run
        const int rounds = asked > 0 ? asked : 10;
        for (int round = 0; round < rounds; ++round) {
            const QString code = world.code();
            QVERIFY(!code.isEmpty());
            std::atomic<int> tokens = 0;
            std::barrier start(threads);
            {
                std::vector<std::jthread> all;
                for (int i = 0; i < threads; ++i) {
                    all.emplace_back([&] {
                        start.arrive_and_wait();
                        tokens += !granted(world.exchange(code)).accessToken.isEmpty();
                    });
                }
            }
            QVERIFY2(tokens <= 1, QByteArray::number(tokens).constData());
            QVERIFY(world.ledger.families()->isEmpty()); // what the first one got was taken back
        }
    }

    /// AS-10: a replaced token outside the leeway ends the family, at every depth.
    void as10_reuseAtEveryDepth()
    {
        for (const int depth : {1, 2, 5, 20}) {
            LoginWorld world;
            const auto start =
                granted(world.exchange(world.code({}, LoginWorld::app), LoginWorld::verifier, LoginWorld::app));
            QList<base::Secret> chain{start.refreshToken};
            for (int i = 0; i < depth; ++i) {
                const auto next = granted(world.refresh(chain.last(), LoginWorld::app));
                QVERIFY(!next.refreshToken.isEmpty());
                chain.append(next.refreshToken);
                world.clock.advance(std::chrono::seconds(1));
            }
            QCOMPARE(errorOf(world.refresh(chain.at(depth / 2), LoginWorld::app)), u"invalid_grant"_s);
            QCOMPARE(errorOf(world.refresh(chain.last(), LoginWorld::app)), u"invalid_grant"_s);
        }
    }

    /// Without a leeway a replaced token is theft in the very instant, too, and whatever the clock does.
    void as10_noLeewayIsNone()
    {
        for (const int seconds : {0, -3600}) {
            LoginWorld world;
            const auto first =
                granted(world.exchange(world.code({}, LoginWorld::app), LoginWorld::verifier, LoginWorld::app));
            const auto second = granted(world.refresh(first.refreshToken, LoginWorld::app));
            world.clock.advance(std::chrono::seconds(seconds));
            QCOMPARE(errorOf(world.refresh(first.refreshToken, LoginWorld::app)), u"invalid_grant"_s);
            QCOMPARE(errorOf(world.refresh(second.refreshToken, LoginWorld::app)), u"invalid_grant"_s);
        }
    }

    void as10_leewayAndLifetimes()
    {
        LoginWorld world;
        world.edit([](store::StoreSnapshot &made) {
            LoginWorld::client(made, LoginWorld::app).refresh = {.isRotating = true,
                                                                 .leeway = 5,
                                                                 .hasLifetime = true,
                                                                 .lifetime = 100,
                                                                 .hasIdleLifetime = true,
                                                                 .idleLifetime = 30};
        });
        const auto first =
            granted(world.exchange(world.code({}, LoginWorld::app), LoginWorld::verifier, LoginWorld::app));
        const auto second = granted(world.refresh(first.refreshToken, LoginWorld::app));
        world.clock.advance(std::chrono::seconds(4));
        QVERIFY(
            !granted(world.refresh(first.refreshToken, LoginWorld::app)).accessToken.isEmpty()); // within the leeway
        base::Secret last = second.refreshToken;
        for (int i = 0; i < 3; ++i) {
            world.clock.advance(std::chrono::seconds(29));
            last = granted(world.refresh(last, LoginWorld::app)).refreshToken;
            QVERIFY(!last.isEmpty());
        }
        world.clock.advance(std::chrono::seconds(10)); // 101 seconds since the login
        QCOMPARE(errorOf(world.refresh(last, LoginWorld::app)), u"invalid_grant"_s);
    }

    /// What is refused for what it asks does not use the token up.
    void as10_refusedRequestsReplaceNothing()
    {
        LoginWorld world;
        const auto first =
            granted(world.exchange(world.code({}, LoginWorld::app), LoginWorld::verifier, LoginWorld::app));
        QCOMPARE(errorOf(world.refresh(first.refreshToken, LoginWorld::app, u"write:orders"_s)), u"invalid_scope"_s);
        const QHash<QString, QString> other{{u"grant_type"_s, u"refresh_token"_s},
                                            {u"refresh_token"_s, QString::fromLatin1(first.refreshToken.bytes())},
                                            {u"audience"_s, TokenTenant::archive}};
        QCOMPARE(errorOf(world.token(other, LoginWorld::app)), u"invalid_target"_s);
        QVERIFY(!granted(world.refresh(first.refreshToken, LoginWorld::app)).refreshToken.isEmpty());
    }

    void as10_scopeOnlyNarrows()
    {
        LoginWorld world;
        const auto first = granted(world.exchange(world.code()));
        QCOMPARE(granted(world.refresh(first.refreshToken, LoginWorld::web, u"read:orders"_s)).scope, u"read:orders"_s);
        QCOMPARE(errorOf(world.refresh(first.refreshToken, LoginWorld::web, u"write:orders"_s)), u"invalid_scope"_s);
        QCOMPARE(errorOf(world.refresh(first.refreshToken, LoginWorld::app)), u"invalid_grant"_s); // another client's
    }

    /// AS-16: API × client × request; what is missing is dropped without an error.
    void as16_offlineAccess_data()
    {
        QTest::addColumn<bool>("api");
        QTest::addColumn<bool>("client");
        QTest::addColumn<bool>("asked");
        for (int bits = 0; bits < 8; ++bits)
            QTest::addRow("%d", bits) << bool(bits & 1) << bool(bits & 2) << bool(bits & 4);
    }
    void as16_offlineAccess()
    {
        QFETCH(const bool, api);
        QFETCH(const bool, client);
        QFETCH(const bool, asked);
        LoginWorld world;
        world.edit([&](store::StoreSnapshot &made) {
            made.resourceServers[0].allowOfflineAccess = api;
            LoginWorld::client(made, LoginWorld::web).grantTypes.setFlag(domain::GrantType::RefreshToken, client);
        });
        const QString scope = asked ? u"read:orders offline_access"_s : u"read:orders"_s;
        const auto response = granted(world.exchange(world.code({{u"scope"_s, scope}})));
        QVERIFY(!response.accessToken.isEmpty());
        QCOMPARE(!response.refreshToken.isEmpty(), api && client && asked);
        QCOMPARE(response.scope->contains(u"offline_access"_s), api && client && asked);
    }

    void permissionsAndPolicies()
    {
        LoginWorld world;
        world.edit([](store::StoreSnapshot &made) { made.resourceServers[0].enforcePolicies = true; });
        const auto without = granted(world.exchange(world.code({{u"scope"_s, u"read:orders write:orders"_s}})));
        QVERIFY(!without.scope);
        world.edit([](store::StoreSnapshot &made) {
            made.users[0].permissions = {{made.resourceServers[0].id, u"read:orders"_s}};
            made.resourceServers[0].dialect = domain::TokenDialect::Rfc9068Authz;
        });
        const auto with = granted(world.exchange(world.code({{u"scope"_s, u"read:orders write:orders"_s}})));
        QCOMPARE(with.scope, u"read:orders"_s);
        const auto jws = jose::CompactJws::parse(with.accessToken);
        QVERIFY(jws && jws->headerBytes.contains(R"("typ":"at+jwt")"));
        for (const char *member : {R"("permissions":["read:orders"])", R"("client_id")", R"("jti")"})
            QVERIFY2(jws->payload.contains(member), member);
        QVERIFY(!jws->payload.contains("azp"));
        // What is taken away is gone at the next refresh.
        world.edit(
            [](store::StoreSnapshot &made) { made.resourceServers[0].userPolicy = domain::UserPolicy::DenyAll; });
        QVERIFY(world.code().isEmpty());
    }

    void deletedClients()
    {
        LoginWorld world;
        const auto response = granted(world.exchange(world.code()));
        QVERIFY(world.ownTokens.userInfo(response.accessToken, {LoginWorld::issuer}));
        world.edit([](store::StoreSnapshot &made) {
            made.clients.removeIf(
                [](const domain::ClientApplication &client) { return client.id == domain::ClientId(LoginWorld::web); });
        });
        QVERIFY(!world.ownTokens.userInfo(response.accessToken, {LoginWorld::issuer}));
    }

    void blockedPeople()
    {
        LoginWorld world;
        const auto response = granted(world.exchange(world.code()));
        world.edit([](store::StoreSnapshot &made) { made.users[0].isBlocked = true; });
        QCOMPARE(errorOf(world.refresh(response.refreshToken)), u"invalid_grant"_s);
        QVERIFY(!world.ownTokens.userInfo(response.accessToken, {LoginWorld::issuer}));
        QVERIFY(world.code().isEmpty());
    }

    /// AS-09, AS-30: a wrong password and a person who is not there look alike, and guessing is slowed down.
    void as09_guesses()
    {
        LoginWorld world;
        const auto step = world.authorize(LoginWorld::request(LoginWorld::web));
        const auto guess = [&](const QString &email, const QByteArray &password) {
            const auto page = world.logins.logIn(step.handle, world.browser, email, base::Secret(password));
            return std::get<LoginPage>(page->next).problem;
        };
        using enum LoginPage::Problem;
        QCOMPARE(guess(u"nobody@example.com"_s, "x"), WrongCredentials);
        for (int i = 0; i < issuer::SecretAttempts::allowed; ++i)
            QCOMPARE(guess(u"jane@example.com"_s, "x"), WrongCredentials);
        QCOMPARE(guess(u"JANE@example.com"_s, "correct horse"), TooManyAttempts);
        world.clock.advance(std::chrono::seconds(4));
        const auto in =
            world.logins.logIn(step.handle, world.browser, u"jane@example.com"_s, base::Secret("correct horse"_ba));
        QVERIFY(in && !in->session.isEmpty());
    }

    /// AS-18: a handle is worth nothing in another browser, and one request gives one code.
    void as18_handles()
    {
        LoginWorld world;
        auto step = world.authorize(LoginWorld::request(LoginWorld::web, {{u"prompt"_s, u"consent"_s}}));
        issuer::BrowserState other;
        other.browser = base::Secret("another"_ba);
        const base::Secret password("correct horse"_ba);
        QVERIFY(!world.logins.logIn(step.handle, other, u"jane@example.com"_s, password));
        QVERIFY(!world.logins.logIn(base::Secret("made up"_ba), world.browser, u"jane@example.com"_s, password));
        step = *world.logins.logIn(step.handle, world.browser, u"jane@example.com"_s, password);
        world.keep(step);
        QVERIFY(std::holds_alternative<ConsentPage>(step.next));
        other.session = world.browser.session;
        QVERIFY(!world.logins.decide(step.handle, other, true));
        issuer::BrowserState loggedOut = world.browser;
        loggedOut.session = {};
        QVERIFY(!world.logins.decide(step.handle, loggedOut, true));
        QVERIFY(world.logins.decide(step.handle, world.browser, true));
        QCOMPARE(world.kept.size(), 1);
        QVERIFY(!world.logins.decide(step.handle, world.browser, true));
        world.clock.advance(issuer::PendingRequests::lifetime);
        QVERIFY(!world.logins.resume(step.handle, world.browser));
    }

    void declined()
    {
        LoginWorld world;
        auto step = world.authorize(LoginWorld::request(LoginWorld::web, {{u"prompt"_s, u"consent"_s}}));
        step = *world.logins.logIn(step.handle, world.browser, u"jane@example.com"_s, base::Secret("correct horse"_ba));
        world.keep(step);
        const auto end = world.logins.decide(step.handle, world.browser, false);
        QVERIFY(end);
        QCOMPARE(LoginWorld::parameter(std::get<SentToClient>(end->next), u"error"_s), u"access_denied"_s);
        QVERIFY(world.kept.isEmpty());
    }

    /// A consent is asked for as ConsentPolicy says, and remembered.
    void remembered()
    {
        LoginWorld world;
        world.edit([](store::StoreSnapshot &made) {
            LoginWorld::client(made, LoginWorld::web).isFirstParty = false;
            for (auto &api : made.resourceServers) {
                domain::ClientGrant grant;
                grant.id = domain::ClientGrantId(u"cgr_user"_s + api.id.text());
                grant.clientId = domain::ClientId(LoginWorld::web);
                grant.resourceServerId = api.id;
                grant.scopes = api.scopeValues();
                grant.subject = domain::SubjectType::User;
                made.grants.append(grant);
            }
        });
        QVERIFY(!world.code().isEmpty());
        QCOMPARE(world.kept.size(), 1);
        const auto given = world.kept.constFirst();
        world.edit([&](store::StoreSnapshot &made) {
            domain::Consent consent;
            consent.id = domain::ConsentId(u"con_1"_s);
            consent.userId = given.user;
            consent.clientId = given.client;
            consent.resourceServerId = given.api;
            consent.scopes = given.scopes;
            made.consents.append(consent);
        });
        QVERIFY(!world.code().isEmpty());
        QCOMPARE(world.kept.size(), 1); // not asked again
        QVERIFY(!world.code({{u"scope"_s, u"openid write:orders"_s}}).isEmpty());
        QCOMPARE(world.kept.size(), 2); // for more it was
    }

    void severalApis()
    {
        LoginWorld world;
        auto parameters =
            LoginWorld::request(LoginWorld::web, {{u"audience"_s, {}}, {u"scope"_s, u"read:orders kept"_s}});
        parameters.resources = {TokenTenant::orders, TokenTenant::drifted};
        const auto response = granted(world.exchange(LoginWorld::parameter(world.toTheEnd(parameters), u"code"_s)));
        const QByteArray both = "\""_ba + TokenTenant::orders.latin1() + "\",\"" + TokenTenant::drifted.latin1() + "\"";
        QVERIFY(jose::CompactJws::parse(response.accessToken)->payload.contains("\"aud\":[" + both + "]"));
        QCOMPARE(response.expiresIn, 60);                                  // the shortest of both
        parameters.resources = {TokenTenant::orders, TokenTenant::ledger}; // HS256 shares with nobody
        QCOMPARE(LoginWorld::parameter(world.toTheEnd(parameters), u"error"_s), u"invalid_target"_s);
    }
};

QTEST_GUILESS_MAIN(tst_issuer_Logins)
#include "tst_issuer_Logins.moc"
