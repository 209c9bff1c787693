#include "models/issuer/TokenService.h"
#include "tests/support/FakeClock.h"
#include "tests/support/PlainCustody.h"

#include <QSet>
#include <QTest>

#include <random>

using namespace gatehouse;
using namespace Qt::StringLiterals;

namespace {

/// Signs nothing: the property is about claims, and a hundred thousand RSA signatures would take a minute.
class NoSigner final : public jose::Signer
{
public:
    jose::Algorithm algorithm() const override { return jose::Algorithm::RS256; }
    base::Result<QByteArray> sign(QByteArrayView) const override { return "s"_ba; }
};

class NoSigners final : public jose::SignerFactory
{
public:
    base::Result<std::unique_ptr<jose::Signer>> rsaSigner(jose::Algorithm, const base::Secret &) const override
    {
        return std::make_unique<NoSigner>();
    }
    std::unique_ptr<jose::Signer> hmacSigner(jose::Algorithm, const base::Secret &) const override
    {
        return std::make_unique<NoSigner>();
    }
    base::Result<jose::GeneratedKey> generateRsa(int) const override
    {
        return base::failure(base::ErrorCode::Internal, base::ErrorStep::HttpRequest);
    }
};

class Dice
{
public:
    explicit Dice(unsigned seed)
        : m_engine(seed)
    {
    }
    int below(int bound) { return std::uniform_int_distribution<int>(0, bound - 1)(m_engine); }
    QStringList some(const QStringList &from)
    {
        QStringList out;
        const int count = below(static_cast<int>(from.size()) + 1);
        for (int i = 0; i < count; ++i)
            out.append(from.at(below(static_cast<int>(from.size()))));
        return out;
    }

private:
    std::mt19937 m_engine;
};

QSet<QString> setOf(const QStringList &list)
{
    return {list.begin(), list.end()};
}

} // namespace

class tst_issuer_TokenScopes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// Over random APIs, grants and requests, what is issued is requested, granted and defined; and a request
    /// for nothing but such scopes is never refused.
    void issuedIsNeverMoreThanGranted()
    {
        constexpr int rounds = 100000;
        constexpr int requestsPerTenant = 10;
        const NoSigners signers;
        const tests::PlainCustody custody(signers);
        const tests::FakeClock clock;
        store::SnapshotSource source;
        const issuer::TokenService service(source, custody, clock);
        const QStringList pool{u"a"_s, u"b"_s, u"c"_s, u"a:b"_s, u"A"_s, u"ab"_s, u"openid"_s};
        Dice dice(20240607);

        store::StoreSnapshot tenant;
        domain::ResourceServer api;
        api.id = domain::ResourceServerId(u"api"_s);
        api.identifier = u"urn:api"_s;
        domain::ClientApplication client;
        client.id = domain::ClientId(u"client"_s);
        client.secret.record = "secret";
        domain::SigningKey key;
        key.id = domain::KeyId(u"k"_s);
        tenant.clients = {client};
        tenant.signingKeys = {key};
        issuer::TokenParameters parameters;
        parameters.clientSecret = base::Secret(QByteArrayView("secret"));
        domain::ClientGrant grant;
        grant.id = domain::ClientGrantId(u"grant"_s);
        grant.clientId = client.id;
        grant.resourceServerId = api.id;
        QStringList defined;
        int issued = 0;
        int refused = 0;

        for (int round = 0; round < rounds; ++round) {
            if (round % requestsPerTenant == 0) {
                defined = dice.some(pool);
                defined.removeDuplicates();
                api.scopes.clear();
                for (const QString &scope : std::as_const(defined))
                    api.scopes.append(domain::Scope{scope, {}});
                grant.scopes = dice.some(pool);
                grant.scopes.removeDuplicates();
                tenant.resourceServers = {api};
                tenant.grants = {grant};
                source.write(tenant);
            }
            const bool asks = dice.below(4) > 0;
            const QStringList requested = asks ? dice.some(pool) : QStringList();
            parameters.values = {{u"grant_type"_s, u"client_credentials"_s},
                                 {u"client_id"_s, u"client"_s},
                                 {u"audience"_s, u"urn:api"_s},
                                 {u"scope"_s, requested.join(u' ')}};
            const auto answer = service.answer(parameters, u"http://127.0.0.1:1/"_s);
            const QSet<QString> allowed = setOf(grant.scopes) & setOf(defined);
            if (const auto *response = std::get_if<oauth::TokenResponse>(&answer)) {
                ++issued;
                const QStringList list = response->scope.value_or(QString()).split(u' ', Qt::SkipEmptyParts);
                const QSet<QString> scopes = setOf(list);
                QCOMPARE(scopes.size(), list.size());
                QCOMPARE(scopes, requested.isEmpty() ? allowed : setOf(requested));
                QVERIFY(allowed.contains(scopes));
            } else {
                ++refused;
                QVERIFY(!allowed.contains(setOf(requested)));
                QCOMPARE(std::get<oauth::TokenErrorResponse>(answer).status, 403);
            }
        }
        QVERIFY2(issued > rounds / 10 && refused > rounds / 10, "the rounds are not a fair sample");
    }
};

QTEST_GUILESS_MAIN(tst_issuer_TokenScopes)
#include "tst_issuer_TokenScopes.moc"
