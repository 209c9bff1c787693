#include "models/flow/TokenShelf.h"
#include "tests/support/FakeClock.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::flow;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class tst_flow_TokenShelf : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsUntilItExpires();
    void oneForEachClientAndApi();
    void newestReplaces();

private:
    TokenShelf::Token token(const QByteArray &text, std::chrono::seconds lifetime) const
    {
        return {
            .token = text, .scopes = {u"read:x"_s}, .issuedAt = m_clock.now(), .expiresAt = m_clock.now() + lifetime};
    }

    tests::FakeClock m_clock;
    const domain::ClientId m_client{u"client1"_s};
    const domain::ResourceServerId m_api{u"api1"_s};
};

void tst_flow_TokenShelf::keepsUntilItExpires()
{
    TokenShelf shelf(m_clock);
    QVERIFY(!shelf.token(m_client, m_api).has_value());
    shelf.keep(m_client, m_api, token("t", 60s));
    const auto kept = shelf.token(m_client, m_api);
    QCOMPARE(kept->token, "t"_ba);
    QCOMPARE(shelf.remaining(*kept), 60s);
    m_clock.advance(59999ms);
    QVERIFY(shelf.token(m_client, m_api).has_value());
    QCOMPARE(shelf.remaining(*kept), 0s);
    m_clock.advance(1ms);
    QVERIFY(!shelf.token(m_client, m_api).has_value());
    m_clock.advance(1h);
    QCOMPARE(shelf.remaining(*kept), 0s);
}

void tst_flow_TokenShelf::oneForEachClientAndApi()
{
    TokenShelf shelf(m_clock);
    const domain::ClientId otherClient{u"client2"_s};
    const domain::ResourceServerId otherApi{u"api2"_s};
    shelf.keep(m_client, m_api, token("a", 60s));
    shelf.keep(m_client, otherApi, token("b", 60s));
    shelf.keep(otherClient, m_api, token("c", 60s));
    QCOMPARE(shelf.token(m_client, otherApi)->token, "b"_ba);
    shelf.forget(m_client);
    QVERIFY(!shelf.token(m_client, m_api).has_value());
    QVERIFY(!shelf.token(m_client, otherApi).has_value());
    QCOMPARE(shelf.token(otherClient, m_api)->token, "c"_ba);
    shelf.clear();
    QVERIFY(!shelf.token(otherClient, m_api).has_value());
}

void tst_flow_TokenShelf::newestReplaces()
{
    TokenShelf shelf(m_clock);
    shelf.keep(m_client, m_api, token("a", 60s));
    shelf.keep(m_client, m_api, token("b", 10s));
    QCOMPARE(shelf.token(m_client, m_api)->token, "b"_ba);
}

QTEST_GUILESS_MAIN(tst_flow_TokenShelf)
#include "tst_flow_TokenShelf.moc"
