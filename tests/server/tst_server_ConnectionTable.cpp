#include "models/server/ConnectionTable.h"
#include "models/server/HttpSession.h"

#include <QTest>

using namespace gatehouse::server;
using namespace std::chrono_literals;
using Turn = ConnectionTable::Turn;

/// HTTP-05: who gives way when every place is taken. Times are passed in.
class tst_server_ConnectionTable : public QObject
{
    Q_OBJECT

private:
    const ConnectionTable::Time m_start{std::chrono::hours(1)};
    std::shared_ptr<HttpSession> m_evicted;

    ConnectionTable::Key add(ConnectionTable &table, std::chrono::milliseconds after)
    {
        return table.add(nullptr, m_start + after, m_evicted);
    }
    bool isIn(ConnectionTable &table, ConnectionTable::Key key)
    {
        const std::size_t before = table.size();
        table.remove(key);
        return table.size() < before;
    }

private Q_SLOTS:
    void nobodyGivesWayTooSoon_data()
    {
        QTest::addColumn<int>("turn");
        QTest::addColumn<int>("after");
        QTest::addColumn<bool>("givesWay");
        const auto row = [](const char *name, Turn turn, int after, bool givesWay) {
            QTest::newRow(name) << static_cast<int>(turn) << after << givesWay;
        };
        row("silent, new", Turn::Silent, 0, false);
        row("silent, almost", Turn::Silent, 499, false);
        row("silent, long", Turn::Silent, 500, true);
        row("half a request, new", Turn::Sending, 99, false);
        row("half a request, long", Turn::Sending, 100, true);
        row("unread, new", Turn::Unread, 99, false);
        row("unread, long", Turn::Unread, 100, true);
        row("being answered", Turn::Answering, 60000, false);
    }
    void nobodyGivesWayTooSoon()
    {
        QFETCH(const int, turn);
        QFETCH(const int, after);
        QFETCH(const bool, givesWay);
        ConnectionTable table(1);
        const auto key = add(table, 0ms);
        table.setTurn(key, static_cast<Turn>(turn), m_start);
        QCOMPARE(add(table, std::chrono::milliseconds(after)) != 0, givesWay);
        QCOMPARE(table.size(), 1U);
        QCOMPARE(isIn(table, key), !givesWay);
    }

    /// A byte now and then does not make half a request younger.
    void aTurnThatGoesOnKeepsItsBeginning()
    {
        ConnectionTable table(1);
        const auto key = add(table, 0ms);
        table.setTurn(key, Turn::Sending, m_start);
        table.setTurn(key, Turn::Sending, m_start + 90ms);
        QVERIFY(add(table, 100ms) != 0);
    }

    void whoOverstaysMostGoesFirst()
    {
        ConnectionTable table(3);
        const auto silent = add(table, 0ms);
        const auto half = add(table, 0ms);
        const auto later = add(table, 200ms);
        table.setTurn(half, Turn::Sending, m_start);
        table.setTurn(later, Turn::Sending, m_start + 200ms);
        QVERIFY(add(table, 600ms) != 0);
        QVERIFY(!isIn(table, half));
        QVERIFY(isIn(table, silent));
        QVERIFY(isIn(table, later));
    }

    void aPlaceThatIsFreeIsTaken()
    {
        ConnectionTable table(2);
        const auto first = add(table, 0ms);
        QVERIFY(first != 0 && add(table, 0ms) != 0);
        QVERIFY(!table.isCrowded(m_start));
        QCOMPARE(add(table, 0ms), 0U);
        QVERIFY(table.isCrowded(m_start) && table.isCrowded(m_start + 49ms));
        QVERIFY(!table.isCrowded(m_start + 50ms));
        table.remove(first);
        QVERIFY(add(table, 0ms) != 0);
    }
};

QTEST_GUILESS_MAIN(tst_server_ConnectionTable)
#include "tst_server_ConnectionTable.moc"
