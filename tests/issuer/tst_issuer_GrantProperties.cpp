#include "models/issuer/TokenPlan.h"
#include "models/jose/CompactJws.h"
#include "tests/issuer/LoginWorld.h"
#include "tests/support/Properties.h"

#include <QTest>

#include <random>

using namespace gatehouse;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

namespace {

class Dice
{
public:
    explicit Dice(unsigned seed)
        : m_engine(seed)
    {
    }
    int below(int bound) { return std::uniform_int_distribution<int>(0, bound - 1)(m_engine); }
    bool once(int in) { return below(in) == 0; }
    QStringList some(const QStringList &from, int in)
    {
        QStringList out;
        for (const QString &one : from) {
            if (!once(in))
                out.append(one);
        }
        return out;
    }

private:
    std::mt19937 m_engine;
};

/// A question at the token endpoint, for one or two APIs, in the client's name or in a person's.
struct Question
{
    bool isUsers = false;
    bool isPrompted = false;
    QString callback;
    QList<domain::ResourceServer> apis;
    QStringList scopes;
};

/// `iat`, `exp` and `jti` differ from one issuance to the next; nothing else may.
jose::JsonValue comparable(const QByteArray &json)
{
    jose::JsonValue value = jose::parseStrictJson(json).value_or(jose::JsonValue());
    value.members.removeIf([](const jose::JsonMember &member) {
        return member.name == "iat"_L1 || member.name == "exp"_L1 || member.name == "jti"_L1;
    });
    return value;
}

} // namespace

/// Over random tenants and questions: the token that comes is the one the preview shows, its scopes are those that
/// were asked for, granted and defined, and the consent page is shown when ConsentPolicy says so.
class tst_issuer_GrantProperties : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void whatIsPreviewedIsIssued();

private:
    void shakeTenant();
    Question ask();
    void compare(const Question &question, const oauth::TokenAnswer &answer);
    void logIn(const Question &question);
    bool isAllowed(const Question &question, const QString &scope) const;

    LoginWorld m_world;
    Dice m_dice{20261130};
    PropertyCounts m_counts;
};

void tst_issuer_GrantProperties::initTestCase()
{
    m_world.edit([](store::StoreSnapshot &tenant) {
        for (domain::ClientApplication &client : tenant.clients) {
            client.grantTypes = domain::GrantType::ClientCredentials | domain::GrantType::AuthorizationCode;
            client.callbacks = {LoginWorld::callback, u"http://localhost:3000/cb"_s};
        }
    });
}

/// Other dialects, policies, grants and permissions.
void tst_issuer_GrantProperties::shakeTenant()
{
    m_world.edit([this](store::StoreSnapshot &tenant) {
        tenant.grants.clear();
        domain::User &user = tenant.users.first();
        user.permissions.clear();
        for (domain::ResourceServer &api : tenant.resourceServers) {
            // One scope that two APIs define, each in its own sense.
            api.scopes = {{u"shared"_s, {}}, {u"read:"_s + api.id.text().first(1), {}}};
            api.dialect = domain::TokenDialect(m_dice.below(4));
            api.enforcePolicies = m_dice.once(3);
            api.userPolicy = domain::UserPolicy(m_dice.once(3) ? m_dice.below(3) : 0);
            api.clientPolicy = domain::ClientPolicy(m_dice.once(8) ? 1 : 0);
            api.allowOfflineAccess = !m_dice.once(3);
            api.skipConsent = !m_dice.once(3);
            api.tokenLifetime = 1 + m_dice.below(100'000);
            for (const domain::SubjectType subject : {domain::SubjectType::Client, domain::SubjectType::User}) {
                if (m_dice.once(6))
                    continue;
                domain::ClientGrant grant;
                grant.id = domain::ClientGrantId(u"cgr_%1"_s.arg(tenant.grants.size()));
                grant.clientId = domain::ClientId(LoginWorld::web);
                grant.resourceServerId = api.id;
                grant.scopes = m_dice.some(api.scopeValues(), 6);
                grant.subject = subject;
                tenant.grants.append(grant);
            }
            const QStringList permitted = m_dice.some(api.scopeValues(), 4);
            for (const QString &scope : permitted)
                user.permissions.append({api.id, scope});
        }
        domain::ClientApplication &client = LoginWorld::client(tenant, LoginWorld::web);
        client.isFirstParty = !m_dice.once(3);
        client.grantTypes.setFlag(domain::GrantType::RefreshToken, !m_dice.once(3));
    });
}

Question tst_issuer_GrantProperties::ask()
{
    const auto tenant = m_world.tenant.read();
    Question question;
    question.isUsers = m_dice.once(2);
    question.isPrompted = m_dice.once(6);
    question.callback = m_dice.once(4) ? u"http://localhost:3000/cb"_s : QString(LoginWorld::callback);
    const int count = m_dice.once(4) ? 2 : 1;
    QStringList pool{u"shared"_s, u"read:9"_s};
    for (int i = 0; i < count; ++i) {
        const auto &apis = tenant->resourceServers;
        question.apis.append(apis.at(m_dice.below(static_cast<int>(apis.size()))));
        pool.append(question.apis.last().scopeValues());
    }
    if (question.isUsers)
        pool.append({u"openid"_s, u"email"_s, u"offline_access"_s});
    pool.removeDuplicates();
    // What no API defines is rare, or hardly any client would get a token.
    if (!m_dice.once(6))
        pool.removeAll(u"read:9"_s);
    question.scopes = m_dice.some(pool, 3);
    return question;
}

/// The rule in a few lines of its own: asked for, defined, granted where a grant is needed, permitted where that
/// counts.
bool tst_issuer_GrantProperties::isAllowed(const Question &question, const QString &scope) const
{
    const auto tenant = m_world.tenant.read();
    const domain::ClientApplication &client = *tenant->client(domain::ClientId(LoginWorld::web));
    if (question.isUsers && (scope == "openid"_L1 || scope == "email"_L1))
        return true;
    if (question.isUsers && scope == "offline_access"_L1) {
        return client.allows(domain::GrantType::RefreshToken) &&
               std::ranges::all_of(question.apis, &domain::ResourceServer::allowOfflineAccess);
    }
    bool isDefined = false;
    for (const domain::ResourceServer &api : question.apis) {
        if (!api.scope(scope))
            continue;
        isDefined = true;
        const auto subject = question.isUsers ? domain::SubjectType::User : domain::SubjectType::Client;
        const bool needsGrant =
            !question.isUsers || !client.isFirstParty || api.userPolicy == domain::UserPolicy::RequireClientGrant;
        const domain::ClientGrant *grant = tenant->grant(client.id, api.id, subject);
        if (needsGrant && (!grant || !grant->scopes.contains(scope)))
            return false;
        if (question.isUsers && api.enforcePolicies && !tenant->users.first().permissionsFor(api.id).contains(scope))
            return false;
    }
    return isDefined;
}

void tst_issuer_GrantProperties::compare(const Question &question, const oauth::TokenAnswer &answer)
{
    const auto tenant = m_world.tenant.read();
    const domain::ClientApplication &client = *tenant->client(domain::ClientId(LoginWorld::web));
    const issuer::TokenIssue issue{.issuer = LoginWorld::issuer, .at = m_world.clock.now(), .tokenId = u"preview"_s};
    QStringList names;
    for (const domain::ResourceServer &api : question.apis)
        names.append(api.identifier);
    const auto apis = issuer::namedApis(*tenant, {}, names);
    const auto plan = !apis ? std::expected<issuer::TokenPlan, oauth::TokenErrorResponse>(std::unexpected(apis.error()))
                      : question.isUsers
                          ? issuer::userTokenPlan(*tenant, client, tenant->users.first(), *apis, question.scopes, issue)
                          : issuer::clientTokenPlan(*tenant, client, *apis, question.scopes.join(u' '), issue);
    const auto *response = std::get_if<oauth::TokenResponse>(&answer);
    const auto *error = std::get_if<oauth::TokenErrorResponse>(&answer);
    const QString previewed = plan ? u"issued"_s : plan.error().error;
    QCOMPARE(error ? error->error : u"issued"_s, previewed);
    if (!response) {
        m_counts.add(u"refused: "_s + error->error);
        return;
    }
    m_counts.add(question.isUsers ? u"issued in a person's name"_s : u"issued in the client's name"_s);
    const auto jws = jose::CompactJws::parse(response->accessToken);
    QVERIFY(jws);
    QCOMPARE(comparable(jws->headerBytes).toJson(),
             comparable(issuer::accessTokenHeader(plan->profile(), domain::KeyId(TokenTenant::keyId))).toJson());
    QCOMPARE(comparable(jws->payload).toJson(),
             comparable(issuer::accessTokenClaims(plan->profile(), plan->content)).toJson());
    const QStringList issued = response->scope.value_or(QString()).split(u' ', Qt::SkipEmptyParts);
    for (const QString &scope : issued)
        QVERIFY2(isAllowed(question, scope) && (question.scopes.isEmpty() || question.scopes.contains(scope)),
                 qPrintable(scope));
}

void tst_issuer_GrantProperties::logIn(const Question &question)
{
    QHash<QString, QString> more{{u"audience"_s, question.apis.first().identifier},
                                 {u"scope"_s, question.scopes.join(u' ')},
                                 {u"redirect_uri"_s, question.callback}};
    if (question.isPrompted)
        more.insert(u"prompt"_s, u"consent"_s);
    issuer::AuthorizeParameters parameters = LoginWorld::request(LoginWorld::web, more);
    if (question.apis.size() > 1)
        parameters.resources = {question.apis.last().identifier};
    issuer::BrowserStep step = m_world.authorize(parameters);
    if (std::holds_alternative<issuer::LoginPage>(step.next)) {
        const auto next =
            m_world.logins.logIn(step.handle, m_world.browser, u"jane@example.com"_s, base::Secret("correct horse"_ba));
        QVERIFY(next);
        step = *next;
        m_world.keep(step);
    }
    const auto tenant = m_world.tenant.read();
    const bool isShown = std::holds_alternative<issuer::ConsentPage>(step.next);
    if (isShown) {
        const auto next = m_world.logins.decide(step.handle, m_world.browser, true);
        QVERIFY(next);
        step = *next;
    }
    const auto *sent = std::get_if<issuer::SentToClient>(&step.next);
    QVERIFY2(sent, qPrintable(QString::number(step.next.index())));
    const QString error = LoginWorld::parameter(*sent, u"error"_s);
    if (!error.isEmpty()) {
        compare(question, oauth::TokenErrorResponse{.status = 403, .error = error, .description = error, .uri = {}});
        return;
    }
    const auto reason =
        issuer::consentReason({.isPrompted = question.isPrompted,
                               .redirectUri = question.callback,
                               .isFirstParty = tenant->client(domain::ClientId(LoginWorld::web))->isFirstParty,
                               .asksForApi = true,
                               .allApisSkip = std::ranges::all_of(question.apis, &domain::ResourceServer::skipConsent),
                               .isRemembered = false});
    QCOMPARE(isShown, issuer::showsConsent(reason));
    m_counts.add(isShown ? u"consent shown"_s : u"consent skipped"_s);
    compare(question, m_world.exchange(LoginWorld::parameter(*sent, u"code"_s), LoginWorld::verifier, LoginWorld::web,
                                       question.callback));
}

void tst_issuer_GrantProperties::whatIsPreviewedIsIssued()
{
    const int asked = qEnvironmentVariableIntValue("GATEHOUSE_PROPERTY_CASES");
    const int cases = asked > 0 ? asked : 1000;
    for (int i = 0; i < cases; ++i) {
        shakeTenant();
        const Question question = ask();
        m_counts.addCase();
        if (question.isUsers) {
            logIn(question);
        } else {
            QStringList names;
            for (const domain::ResourceServer &api : question.apis)
                names.append(api.identifier);
            issuer::TokenParameters parameters;
            parameters.values = {{u"grant_type"_s, u"client_credentials"_s},
                                 {u"client_id"_s, LoginWorld::web},
                                 {u"scope"_s, question.scopes.join(u' ')}};
            parameters.resources = names;
            parameters.clientSecret = base::Secret("web-secret"_ba);
            compare(question, m_world.tokens.answer(parameters, LoginWorld::issuer));
        }
        QVERIFY2(!QTest::currentTestFailed(), qPrintable(u"case %1"_s.arg(i)));
    }
    m_counts.print();
    QVERIFY(m_counts.share(u"issued in a person's name"_s) > 0.1);
    QVERIFY(m_counts.share(u"issued in the client's name"_s) > 0.1);
    for (const QString &kind : {u"refused: access_denied"_s, u"refused: invalid_target"_s})
        QVERIFY2(m_counts.share(kind) > 0.02, qPrintable(kind));
    for (const QString &kind : {u"consent shown"_s, u"consent skipped"_s})
        QVERIFY2(m_counts.share(kind) > 0.05, qPrintable(kind));
}

QTEST_GUILESS_MAIN(tst_issuer_GrantProperties)
#include "tst_issuer_GrantProperties.moc"
