#include "models/jose/openssl/OpensslCrypto.h"
#include "models/trust/IssuerDesk.h"
#include "models/trust/IssuerFault.h"
#include "tests/support/BookInMemory.h"
#include "tests/support/FakeClock.h"
#include "tests/support/ScriptedHttpClient.h"

#include <QSignalSpy>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::trust;
using tests::ScriptedHttpClient;
using namespace Qt::StringLiterals;

/// Who is asked for keys, when, and what becomes of the answers.
class tst_trust_IssuerDesk : public QObject
{
    Q_OBJECT

private:
    jose::openssl::OpensslCrypto m_crypto;
    std::unique_ptr<tests::FakeClock> m_clock;
    std::unique_ptr<ScriptedHttpClient> m_http;
    std::unique_ptr<tests::BookInMemory> m_book;
    std::unique_ptr<IssuerDesk> m_desk;

    QByteArray set(const QStringList &kids) const
    {
        QByteArrayList keys;
        for (const QString &kid : kids) {
            jose::Jwk made = m_crypto.privateKeys().generate(jose::Algorithm::ES256)->publicPart.value();
            made.kid = kid;
            keys.append(made.toPublicJson());
        }
        return "{\"keys\":[" + keys.join(',') + "]}";
    }
    static TrustedIssuer acme()
    {
        return {.name = u"Acme"_s,
                .issuer = u"https://id.acme.example/"_s,
                .address = QUrl(u"https://id.acme.example/.well-known/openid-configuration"_s)};
    }
    static QByteArray configuration(const QByteArray &issuer = "https://id.acme.example/",
                                    const QByteArray &keys = "https://keys.acme.example/set")
    {
        return "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + keys + "\"}";
    }
    template <typename T> static base::Result<T> await(const base::Job<T> &job)
    {
        QObject context;
        std::optional<base::Result<T>> result;
        job.then(&context, [&result](base::Result<T> done) { result = std::move(done); });
        if (!QTest::qWaitFor([&result] { return result.has_value(); }))
            qFatal("nothing comes");
        return *std::move(result);
    }
    base::Result<KeyNews> addAcme(const QByteArray &keys)
    {
        m_http->answer(ScriptedHttpClient::json(200, configuration()));
        m_http->answer(ScriptedHttpClient::json(200, keys));
        return await(m_desk->add(acme()));
    }

private Q_SLOTS:
    void init()
    {
        m_desk.reset();
        m_clock = std::make_unique<tests::FakeClock>();
        m_http = std::make_unique<ScriptedHttpClient>();
        m_book = std::make_unique<tests::BookInMemory>();
        m_desk = std::make_unique<IssuerDesk>(
            IssuerDesk::Parts{.storage = *m_book, .http = *m_http, .codec = m_crypto.keys(), .clock = *m_clock});
    }
    void cleanup() { m_desk.reset(); }

    void keysAreFoundByTheConfiguration()
    {
        const auto news = addAcme(set({u"1"_s, u"2"_s}));
        QVERIFY(news);
        QCOMPARE(news->added.size(), 2);
        QCOMPARE(m_http->sent().size(), 2);
        QCOMPARE(m_http->sent().last().url, QUrl(u"https://keys.acme.example/set"_s));
        for (const http::HttpRequest &request : m_http->sent()) {
            QCOMPARE(request.method, "GET"_ba);
            QVERIFY(request.body.isEmpty());
            QVERIFY(request.maxAnswerBytes <= oauth::JwksClient::mostBytes);
        }
        QCOMPARE(m_desk->book()->all.size(), 1);
        QCOMPARE(m_book->read()->all.first().keys.size(), 2);
        QVERIFY(!m_desk->isBusy());
    }

    void whatIsNoKeySetAddsNobody_data()
    {
        QTest::addColumn<IssuerFault>("fault");
        QTest::addColumn<QByteArray>("document");
        QTest::addColumn<QByteArray>("keys");
        QTest::newRow("HTML") << IssuerFault::Configuration << "<html>log in</html>"_ba << QByteArray();
        QTest::newRow("another issuer") << IssuerFault::OtherIssuer << configuration("https://evil.example/")
                                        << QByteArray();
        QTest::newRow("without the slash")
            << IssuerFault::OtherIssuer << configuration("https://id.acme.example") << QByteArray();
        QTest::newRow("no key set") << IssuerFault::NoKeySet << R"({"issuer":"https://id.acme.example/"})"_ba
                                    << QByteArray();
        QTest::newRow("http") << IssuerFault::Address << configuration("https://id.acme.example/", "http://a.example/")
                              << QByteArray();
        QTest::newRow("into this machine")
            << IssuerFault::Address << configuration("https://id.acme.example/", "http://127.0.0.1/keys")
            << QByteArray();
        QTest::newRow("file") << IssuerFault::Address << configuration("https://id.acme.example/", "file:///etc/passwd")
                              << QByteArray();
        QTest::newRow("HTML for keys") << IssuerFault::KeySet << configuration() << "<html></html>"_ba;
        QTest::newRow("empty set") << IssuerFault::NoKeys << configuration() << R"({"keys":[]})"_ba;
        QTest::newRow("deep") << IssuerFault::KeySet << configuration()
                              << "{\"keys\":" + QByteArray(10000, '[') + QByteArray(10000, ']') + '}';
    }
    void whatIsNoKeySetAddsNobody()
    {
        QFETCH(const IssuerFault, fault);
        QFETCH(const QByteArray, document);
        QFETCH(const QByteArray, keys);
        m_http->answer(ScriptedHttpClient::json(200, document));
        m_http->answer(ScriptedHttpClient::json(200, keys));
        const auto news = await(m_desk->add(acme()));
        QVERIFY(!news);
        QCOMPARE(news.error().code, base::ErrorCode::IssuerUnfit);
        QCOMPARE(faultOf(news.error()), fault);
        QVERIFY(m_desk->book()->all.isEmpty() && !m_desk->isBusy());
        QCOMPARE(m_http->sent().size(), keys.isEmpty() ? 1 : 2);
    }

    void whatIsGivenUpIsNotAdded()
    {
        m_http->answer(ScriptedHttpClient::json(200, configuration()));
        m_http->answerLate();
        const base::Job<KeyNews> adding = m_desk->add(acme());
        adding.cancel();
        QCOMPARE(m_http->abortedCount(), 1);
        m_http->release(ScriptedHttpClient::json(200, set({u"1"_s}))); // it was on its way already
        QCOMPARE(await(adding).error().code, base::ErrorCode::Cancelled);
        QVERIFY(await(m_desk->load()));
        QVERIFY(m_desk->book()->all.isEmpty() && !m_desk->isBusy());
    }

    void aBookThatCannotBeReadIsOfNoIssuer()
    {
        QVERIFY(addAcme(set({u"1"_s})));
        QSignalSpy unreadable(m_desk.get(), &IssuerDesk::unreadable);
        m_book->fail(base::Error{
            .code = base::ErrorCode::StoreAltered, .step = base::ErrorStep::ReadIssuers, .subject = {}, .detail = {}});
        QVERIFY(!await(m_desk->load()));
        QCOMPARE(unreadable.size(), 1);
        QVERIFY(m_desk->book()->all.isEmpty());
    }

    void redirectsAreNotFollowed()
    {
        m_http->answer(http::HttpResponse{
            .status = 302, .reason = {}, .headers = {{"Location", "https://evil.example/"}}, .body = {}});
        const auto news = await(m_desk->add(acme()));
        QVERIFY(!news);
        QCOMPARE(news.error().code, base::ErrorCode::UnexpectedAnswer);
        QCOMPARE(m_http->sent().size(), 1);
    }

    void nothingIsAskedForWhatCannotBeAdded()
    {
        TrustedIssuer bad = acme();
        bad.name.clear();
        QVERIFY(!await(m_desk->add(bad)));
        QVERIFY(m_http->sent().isEmpty());
    }

    void aFileIsReadAndNobodyAsked()
    {
        TrustedIssuer cluster{.name = u"Cluster"_s,
                              .issuer = u"https://kubernetes.default.svc"_s,
                              .provider = Provider::Kubernetes,
                              .source = KeySource::Given};
        QVERIFY(await(m_desk->add(cluster, set({u"k"_s}))));
        QVERIFY(m_http->sent().isEmpty());
        QCOMPARE(faultOf(await(m_desk->refresh(u"Cluster"_s)).error()), IssuerFault::NotFetched);
        cluster.name = u"Other"_s;
        cluster.issuer = u"https://other.example"_s;
        QCOMPARE(faultOf(await(m_desk->add(cluster, "hello"_ba)).error()), IssuerFault::KeySet);
    }

    void unexpectedKeysWaitForAPerson()
    {
        QVERIFY(addAcme(set({u"1"_s})));
        m_http->answer(ScriptedHttpClient::json(200, configuration()));
        m_http->answer(ScriptedHttpClient::json(200, set({u"1"_s})));
        const auto news = await(m_desk->refresh(u"Acme"_s));
        QVERIFY(news && news->isUnexpected());
        QVERIFY(m_desk->book()->find(u"Acme"_s)->waiting);
        QCOMPARE(faultOf(await(m_desk->accept(u"Acme"_s, u"0123456789abcdef"_s)).error()), IssuerFault::OthersWait);
        QVERIFY(m_desk->book()->find(u"Acme"_s)->waiting);
        QVERIFY(await(m_desk->accept(u"Acme"_s, printOf(*m_desk->book()->find(u"Acme"_s)->waiting))));
        QVERIFY(!m_desk->book()->find(u"Acme"_s)->waiting);
        QCOMPARE(faultOf(await(m_desk->accept(u"Acme"_s, {})).error()), IssuerFault::NothingWaits);
        QVERIFY(await(m_desk->remove(u"Acme"_s)));
        QCOMPARE(faultOf(await(m_desk->remove(u"Acme"_s)).error()), IssuerFault::Unknown);
    }

    void keysAreFetchedUnaskedWhereThatIsSwitchedOn()
    {
        QVERIFY(addAcme(set({u"1"_s})));
        const qsizetype asked = m_http->sent().size();
        m_clock->advance(std::chrono::hours(1000));
        m_desk->refreshDue();
        QCOMPARE(m_http->sent().size(), asked);
        QVERIFY(m_book->change([](IssuerBook &book) -> base::Result<void> {
            book.all.first().refreshHours = 2;
            return {};
        }));
        QVERIFY(await(m_desk->load()));
        QSignalSpy told(m_desk.get(), &IssuerDesk::refreshedUnasked);
        m_http->answer(ScriptedHttpClient::error(base::ErrorCode::TimedOut));
        m_desk->refreshDue();
        QTRY_COMPARE(told.size(), 1);
        QCOMPARE(m_http->sent().size(), asked + 1);
        // One that does not answer is not asked more often for it.
        m_clock->advance(std::chrono::hours(1));
        m_desk->refreshDue();
        QCOMPARE(m_http->sent().size(), asked + 1);
        m_clock->advance(std::chrono::hours(1));
        m_http->answer(ScriptedHttpClient::json(200, configuration()));
        m_http->answer(ScriptedHttpClient::json(200, set({u"9"_s})));
        m_desk->refreshDue();
        QTRY_COMPARE(told.size(), 2);
        QVERIFY(m_desk->book()->all.first().waiting);
        // It has answered just now.
        m_clock->advance(std::chrono::minutes(119));
        m_desk->refreshDue();
        QCOMPARE(m_http->sent().size(), asked + 3);
    }

    void whatIsReadLateIsNoNews()
    {
        const TrustedIssuer cluster{
            .name = u"Cluster"_s, .issuer = u"https://kubernetes.default.svc"_s, .source = KeySource::Given};
        const QByteArray keys = set({u"k"_s});
        for (int i = 0; i < 50; ++i) {
            init();
            // Both are under way at once; the first to be done may be the last to be told.
            const base::Job<void> reading = m_desk->load();
            QVERIFY(await(m_desk->add(cluster, keys)));
            QVERIFY(await(reading));
            QCOMPARE(m_desk->book()->all.size(), 1);
        }
    }

    void aBookThatCannotBeReadIsSaid()
    {
        m_book->fail(base::Error{.code = base::ErrorCode::StoreAltered,
                                 .step = base::ErrorStep::ReadIssuers,
                                 .subject = u"/x"_s,
                                 .detail = {}});
        QCOMPARE(await(m_desk->load()).error().code, base::ErrorCode::StoreAltered);
        QVERIFY(m_desk->book()->all.isEmpty());
    }
};

QTEST_GUILESS_MAIN(tst_trust_IssuerDesk)
#include "tst_trust_IssuerDesk.moc"
