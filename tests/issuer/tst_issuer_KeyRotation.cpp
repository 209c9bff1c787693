#include "LoginWorld.h"
#include "models/issuer/Documents.h"
#include "models/issuer/KeyTimeline.h"
#include "models/jose/CompactJws.h"

#include <QTest>

#include <algorithm>

using namespace gatehouse;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;
using std::chrono::minutes;
using std::chrono::seconds;
using State = domain::SigningKey::State;

namespace {

/// An API that validates tokens: it keeps the key set for a while, and asks for it at no other time, not even for a key
/// that it does not know.
class Verifier
{
public:
    Verifier(const LoginWorld &world, seconds cache)
        : m_world(&world)
        , m_cache(cache)
    {
    }

    bool accepts(const QByteArray &token)
    {
        fetchIfOld();
        const auto jws = jose::CompactJws::parse(token);
        const jose::JsonValue *kid = jws ? jws->header.member(u"kid") : nullptr;
        if (!kid)
            return false;
        const auto key = std::ranges::find(m_keys, std::optional(kid->string), &jose::Jwk::kid);
        return key != m_keys.end() &&
               m_world->verifierOf.verify(jose::Algorithm::RS256, *key, jws->signingInput(), jws->signature) ==
                   jose::SignatureVerifier::Outcome::Verified;
    }

private:
    void fetchIfOld()
    {
        const base::Instant now = m_world->clock.now();
        if (m_fetched && now - *m_fetched < m_cache)
            return;
        const auto set = jose::parseStrictJson(issuer::jwksDocument(*m_world->tenant.read(), m_world->crypto.keys()));
        m_keys = jose::JwkSet::parse(*set)->keys;
        m_fetched = now;
    }

    const LoginWorld *m_world;
    seconds m_cache;
    std::optional<base::Instant> m_fetched;
    QList<jose::Jwk> m_keys;
};

struct Issued
{
    QByteArray token;
    QString key;
    base::Instant expires;
};

/// A tenant that issues while its keys change, and those who verify what it issues.
struct Load
{
    Load()
    {
        world.clock.setNow(base::Instant(seconds(1'700'000'040))); // a full minute, as the ledger counts
        world.edit([](store::StoreSnapshot &tenant) { tenant.resourceServers[0].tokenLifetime = lifetime.count(); });
        commit(editor.prepareNextKey(*world.tenant.read(), world.crypto.signers()));
        // 16 of them, from one that keeps nothing to one that keeps the key set for ten minutes.
        for (int i = 0; i < 16; ++i)
            verifiers.emplace_back(world, seconds(40 * i));
    }

    static constexpr seconds lifetime{1200};

    void commit(const store::Edit<domain::ChangeSet> &changes)
    {
        if (!changes)
            qFatal("the keys cannot be changed");
        world.tenant.write(world.tenant.read()->applied(*changes));
    }
    void rotate() { commit(editor.rotateSigningKey(*world.tenant.read(), world.crypto.signers())); }
    void revoke(const domain::KeyId &key) { commit(editor.revokeSigningKey(*world.tenant.read(), key)); }

    void issue()
    {
        issuer::TokenParameters parameters;
        parameters.values = {{u"grant_type"_s, u"client_credentials"_s},
                             {u"client_id"_s, TokenTenant::alpha},
                             {u"audience"_s, TokenTenant::orders}};
        parameters.clientSecret = base::Secret(TokenTenant::alphaSecret.latin1());
        const auto answer = world.tokens.answer(parameters, LoginWorld::issuer);
        const auto *issued = std::get_if<oauth::TokenResponse>(&answer);
        if (!issued)
            qFatal("no token is issued");
        tokens.append({.token = issued->accessToken,
                       .key = world.tenant.read()->currentSigningKey()->id.text(),
                       .expires = world.clock.now() + lifetime});
    }
    void dropExpired()
    {
        tokens.removeIf([now = world.clock.now()](const Issued &one) { return one.expires <= now; });
    }
    QList<issuer::KeyLine> timeline()
    {
        const base::Instant now = world.clock.now();
        return issuer::keyTimeline(*world.tenant.read(), *world.ledger.issued(now), now);
    }

    LoginWorld world;
    store::TenantEditor editor{world.custody, world.clock, world.random};
    std::vector<Verifier> verifiers;
    QList<Issued> tokens; ///< that are alive
};

} // namespace

/// Keys rotate while tokens are issued and verified: on the timeline's advice nothing is refused.
class tst_issuer_KeyRotation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onAdviceNothingBreaks()
    {
        Load load;
        int rotations = 0;
        int revocations = 0;
        int verified = 0;
        while (rotations < 10) {
            load.world.clock.advance(minutes(1));
            load.dropExpired();
            const base::Instant now = load.world.clock.now();
            for (const auto lines = load.timeline(); const issuer::KeyLine &line : lines) {
                if (line.state == State::Previous && *line.safeToRevoke <= now) {
                    load.revoke(line.id);
                    ++revocations;
                }
                if (line.state == State::Next && *line.safeToRotate <= now) {
                    load.rotate();
                    ++rotations;
                }
            }
            load.issue();
            for (Verifier &verifier : load.verifiers) {
                for (const Issued &one : std::as_const(load.tokens)) {
                    QVERIFY2(verifier.accepts(one.token), qPrintable(u"rotation %1"_s.arg(rotations)));
                    ++verified;
                }
            }
        }
        QVERIFY(revocations >= 7); // the last ones still have tokens
        qInfo("%d rotations, %d revocations, %d tokens verified", rotations, revocations, verified);
    }

    /// The advice is worth something: without it there are verifiers that do not know the key yet.
    void againstAdviceAKeyIsUnknown()
    {
        Load load;
        load.issue();
        for (Verifier &verifier : load.verifiers)
            QVERIFY(verifier.accepts(load.tokens.last().token));
        load.world.clock.advance(minutes(1));
        load.rotate();
        load.world.clock.advance(minutes(1));
        load.rotate();
        load.issue();
        QVERIFY(std::ranges::any_of(load.verifiers,
                                    [&](Verifier &verifier) { return !verifier.accepts(load.tokens.last().token); }));
    }

    void revokedEarlierTheNamedTokensFail()
    {
        Load load;
        for (int i = 0; i < 5; ++i) {
            load.world.clock.advance(minutes(1));
            load.issue();
        }
        load.world.clock.advance(issuer::longestKeyCache);
        load.rotate();
        for (int i = 0; i < 3; ++i) {
            load.issue();
            load.world.clock.advance(minutes(1));
        }
        load.dropExpired();
        const auto lines = load.timeline();
        const auto previous = std::ranges::find(lines, State::Previous, &issuer::KeyLine::state);
        QVERIFY(previous != lines.end() && *previous->safeToRevoke > load.world.clock.now());
        const auto isOfPrevious = [&](const Issued &one) { return one.key == previous->id.text(); };
        QCOMPARE(previous->aliveTokens, std::ranges::count_if(load.tokens, isOfPrevious));
        QVERIFY(previous->aliveTokens > 0);
        load.revoke(previous->id);
        // Whoever has fetched the key set since refuses these and no others.
        for (Verifier &verifier : load.verifiers)
            verifier = Verifier(load.world, seconds(0));
        for (Verifier &verifier : load.verifiers) {
            for (const Issued &one : std::as_const(load.tokens))
                QCOMPARE(verifier.accepts(one.token), !isOfPrevious(one));
        }
    }
};

QTEST_GUILESS_MAIN(tst_issuer_KeyRotation)
#include "tst_issuer_KeyRotation.moc"
