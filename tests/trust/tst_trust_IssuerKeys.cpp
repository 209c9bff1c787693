#include "models/jose/openssl/OpensslCrypto.h"
#include "models/trust/IssuerFault.h"
#include "models/trust/IssuerJson.h"
#include "models/trust/IssuerKeys.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::trust;
using namespace Qt::StringLiterals;

/// Keys come and go, and what nobody could expect waits for a person.
class tst_trust_IssuerKeys : public QObject
{
    Q_OBJECT

private:
    jose::openssl::OpensslCrypto m_crypto;
    base::Instant m_now{std::chrono::seconds(1700000000)};

    jose::Jwk key(const QString &kid) const
    {
        jose::Jwk made = m_crypto.privateKeys().generate(jose::Algorithm::ES256)->publicPart.value();
        made.kid = kid;
        return made;
    }
    static jose::JwkSet set(const QList<jose::Jwk> &keys) { return {.keys = keys, .skipped = {}, .isSet = true}; }
    static TrustedIssuer acme()
    {
        return {.name = u"Acme"_s, .issuer = u"https://a.example"_s, .source = KeySource::KeySet};
    }

private Q_SLOTS:
    void aRotationIsNoSurprise()
    {
        TrustedIssuer issuer = acme();
        const jose::Jwk first = key(u"1"_s);
        const jose::Jwk second = key(u"2"_s);
        QCOMPARE(receiveKeys(issuer, set({first}), m_now)->added, QStringList{u"1"_s});
        const auto later = m_now + std::chrono::hours(24);
        const auto announced = receiveKeys(issuer, set({first, second}), later);
        QCOMPARE(announced->added, QStringList{u"2"_s});
        QVERIFY(!announced->isUnexpected());
        const auto gone = m_now + std::chrono::hours(48);
        const auto withdrawn = receiveKeys(issuer, set({second}), gone);
        QCOMPARE(withdrawn->gone, QStringList{u"1"_s});
        QVERIFY(!withdrawn->isUnexpected() && !issuer.waiting);
        QCOMPARE(issuer.keys.size(), 2);
        QCOMPARE(*issuer.keys.first().gone, gone);
        QVERIFY(receiveKeys(issuer, set({second}), gone)->isNothing());
        // It was there from the first time to the last.
        const IssuerKey &old = issuer.keys.first();
        QVERIFY(old.covers(base::unixSeconds(m_now)) && old.covers(base::unixSeconds(gone)));
        QVERIFY(!old.covers(base::unixSeconds(m_now) - 1) && !old.covers(base::unixSeconds(gone) + 1));
        QVERIFY(!old.covers({}));
        QVERIFY(issuer.keys.last().covers({}));
        // One that comes back is there again, and its absence is remembered.
        QCOMPARE(receiveKeys(issuer, set({first, second}), gone)->returned, QStringList{u"1"_s});
        QCOMPARE(issuer.keys.size(), 3);
    }

    void allKeysNewAtOnceWait()
    {
        TrustedIssuer issuer = acme();
        QVERIFY(receiveKeys(issuer, set({key(u"1"_s), key(u"2"_s)}), m_now));
        const jose::Jwk other = key(u"3"_s);
        const auto news = receiveKeys(issuer, set({other}), m_now + std::chrono::hours(1));
        QVERIFY(news->isAllNew && news->isUnexpected());
        QVERIFY(issuer.waiting);
        QCOMPARE(issuer.presentKeys().size(), 2);
        const auto accepted = acceptWaiting(issuer, printOf(*issuer.waiting), m_now + std::chrono::hours(2));
        QVERIFY(accepted && accepted->isAllNew);
        QVERIFY(!issuer.waiting);
        QCOMPARE(issuer.presentKeys().size(), 1);
        QCOMPARE(issuer.keys.size(), 3);
        QCOMPARE(faultOf(acceptWaiting(issuer, {}, m_now).error()), IssuerFault::NothingWaits);
    }

    void anotherKeyUnderAKnownIdWaits()
    {
        TrustedIssuer issuer = acme();
        const jose::Jwk kept = key(u"1"_s);
        QVERIFY(receiveKeys(issuer, set({kept, key(u"2"_s)}), m_now));
        const auto news = receiveKeys(issuer, set({kept, key(u"2"_s)}), m_now);
        QCOMPARE(news->replaced, QStringList{u"2"_s});
        QVERIFY(issuer.waiting);
        // Back to what was known: there is nothing to accept any more.
        TrustedIssuer back = issuer;
        QVERIFY(receiveKeys(back, set({kept, issuer.keys.last().key}), m_now)->isNothing());
        QVERIFY(!back.waiting);
        // The id of a key that is gone is taken, too.
        QVERIFY(receiveKeys(back, set({kept}), m_now));
        QVERIFY(receiveKeys(back, set({kept, key(u"2"_s)}), m_now)->isUnexpected());
    }

    void whatAKeyIsForIsTakenOver()
    {
        TrustedIssuer issuer = acme();
        jose::Jwk one = key(u"1"_s);
        QVERIFY(receiveKeys(issuer, set({one}), m_now));
        one.alg = u"ES256"_s;
        const auto later = m_now + std::chrono::hours(1);
        const auto news = receiveKeys(issuer, set({one}), later);
        QCOMPARE(news->restated, QStringList{u"1"_s});
        QVERIFY(!news->isUnexpected() && !news->isNothing() && !issuer.waiting);
        QCOMPARE(issuer.presentKeys().size(), 1);
        QCOMPARE(issuer.presentKeys().first().key.alg, u"ES256"_s);
        // What it was before is its history.
        QCOMPARE(*issuer.keys.first().gone, later);
        QVERIFY(receiveKeys(issuer, set({one}), later)->isNothing());
    }

    void aKeyThatGetsANameIsExpected()
    {
        TrustedIssuer issuer = acme();
        jose::Jwk one = key(u"1"_s);
        one.kid.reset();
        QVERIFY(receiveKeys(issuer, set({one}), m_now));
        one.kid = u"1"_s;
        const auto news = receiveKeys(issuer, set({one}), m_now);
        QCOMPARE(news->added, QStringList{u"1"_s});
        QCOMPARE(news->gone.size(), 1);
        QVERIFY(!news->isUnexpected());
    }

    void aKeyForTwoAlgorithmsIsTwo()
    {
        TrustedIssuer issuer = acme();
        jose::Jwk one = m_crypto.privateKeys().generate(jose::Algorithm::RS256)->publicPart.value();
        one.kid = u"1"_s;
        one.alg = u"RS256"_s;
        jose::Jwk other = one;
        other.alg = u"PS256"_s;
        const auto news = receiveKeys(issuer, set({one, other, one}), m_now);
        QCOMPARE(news->unusable, 0);
        QCOMPARE(issuer.presentKeys().size(), 2);
    }

    void tooManyKeysAreSaidToBe()
    {
        TrustedIssuer issuer = acme();
        QList<jose::Jwk> keys;
        const jose::Jwk one = key(u"1"_s);
        for (int i = 0; i < 103; ++i) {
            keys.append(one);
            keys.last().kid = QString::number(i);
        }
        const auto news = receiveKeys(issuer, set(keys), m_now);
        QCOMPARE(news->leftOut, 3);
        QCOMPARE(news->unusable, 0);
    }

    void onlyThePrintOfWhatWaitsAcceptsIt()
    {
        TrustedIssuer issuer = acme();
        QVERIFY(receiveKeys(issuer, set({key(u"1"_s)}), m_now));
        QVERIFY(receiveKeys(issuer, set({key(u"2"_s)}), m_now));
        const QString shown = printOf(*issuer.waiting);
        // The issuer changes them again, before the person has decided.
        QVERIFY(receiveKeys(issuer, set({key(u"2"_s)}), m_now));
        QVERIFY(printOf(*issuer.waiting) != shown);
        QCOMPARE(faultOf(acceptWaiting(issuer, shown, m_now).error()), IssuerFault::OthersWait);
        QCOMPARE(issuer.presentKeys().first().name(), u"1"_s);
        // One for another algorithm is another one.
        WaitingKeys restated = *issuer.waiting;
        restated.keys.first().alg = u"ES256"_s;
        QVERIFY(printOf(restated) != printOf(*issuer.waiting));
    }

    void onlyKeysThatVerifyAreKept()
    {
        TrustedIssuer issuer = acme();
        jose::Jwk encrypting = key(u"e"_s);
        encrypting.use = u"enc"_s;
        jose::Jwk signing = key(u"s"_s);
        signing.keyOps = QStringList{u"sign"_s};
        const jose::Jwk secret =
            jose::Jwk::fromSecret(base::Secret(QByteArrayView("0123456789abcdef0123456789abcdef")));
        const auto none = receiveKeys(issuer, set({encrypting, signing, secret}), m_now);
        QVERIFY(!none);
        QCOMPARE(faultOf(none.error()), IssuerFault::NoKeys);
        QVERIFY(!issuer.refreshedAt);
        const auto one = receiveKeys(issuer, set({encrypting, signing, secret, key(u"1"_s)}), m_now);
        QCOMPARE(one->added, QStringList{u"1"_s});
        QCOMPARE(one->unusable, 3);
        QVERIFY(!receiveKeys(issuer, set({}), m_now));
        QCOMPARE(issuer.presentKeys().size(), 1);
    }

    void historySurvivesTheFile()
    {
        TrustedIssuer issuer = acme();
        issuer.address = QUrl(u"https://a.example/keys"_s);
        const jose::Jwk first = key(u"1"_s);
        QVERIFY(receiveKeys(issuer, set({first, key(u"2"_s)}), m_now));
        QVERIFY(receiveKeys(issuer, set({first}), m_now + std::chrono::hours(1)));
        QVERIFY(receiveKeys(issuer, set({key(u"9"_s)}), m_now + std::chrono::hours(2)));
        const IssuerBook book{.all = {issuer}, .revision = 3};
        const auto back = issuersOf(toJson(book));
        QVERIFY(back);
        QCOMPARE(toJson(*back), toJson(book));
        QVERIFY(back->all.first().waiting);
        QVERIFY(jose::isSameKey(back->all.first().keys.first().key, first));
        QCOMPARE(back->all.first().keys.last().gone, issuer.keys.last().gone);
    }
};

QTEST_GUILESS_MAIN(tst_trust_IssuerKeys)
#include "tst_trust_IssuerKeys.moc"
