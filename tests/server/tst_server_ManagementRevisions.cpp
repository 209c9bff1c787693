#include "ManagementWorld.h"

#include <QTest>

#include <algorithm>
#include <thread>
#include <vector>

using namespace gatehouse;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

/// If-Match: what was read is what is written over, however many write at once.
class tst_server_ManagementRevisions : public QObject
{
    Q_OBJECT

private:
    ManagementWorld m_world;

private Q_SLOTS:
    void init() { m_world.reset(); }

    void revisionsAreHonored();
    void ofManyAtOneRevisionOneSucceeds_data();
    void ofManyAtOneRevisionOneSucceeds();
};

void tst_server_ManagementRevisions::revisionsAreHonored()
{
    const QByteArray one = "/resource-servers/111111111111111111111111";
    const QByteArray tag = m_world.ask("GET", one).header("ETag");
    QCOMPARE(tag, "\"r0\"");
    const auto first = m_world.ask("PATCH", one, "{\"name\":\"A\"}", "If-Match: " + tag + "\r\n");
    QCOMPARE(first.status, 200);
    QCOMPARE(first.header("ETag"), "\"r1\"");
    const auto second = m_world.ask("PATCH", one, "{\"name\":\"B\"}", "If-Match: " + tag + "\r\n");
    QCOMPARE(second.status, 412);
    QCOMPARE(second.text(u"error"), u"Precondition Failed"_s);
    QCOMPARE(m_world.ask("PATCH", one, "{\"name\":\"B\"}", "If-Match: *\r\n").status, 200);
}

void tst_server_ManagementRevisions::ofManyAtOneRevisionOneSucceeds_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArrayList>("paths");
    QTest::addColumn<QByteArrayList>("bodies");
    QTest::addColumn<bool>("isConditional");
    const QByteArray one = "/resource-servers/111111111111111111111111";
    QByteArrayList names;
    for (int i = 0; i < 8; ++i)
        names.append("{\"name\":\"N" + QByteArray::number(i) + "\"}");
    const QByteArrayList members{"{\"name\":\"A\"}", "{\"allow_offline_access\":true}", "{\"token_lifetime\":4000}",
                                 "{\"enforce_policies\":true}"};
    QTest::newRow("values") << "PATCH"_ba << QByteArrayList{one} << names << true;
    QTest::newRow("one value") << "PATCH"_ba << QByteArrayList{one} << QByteArrayList(8, "{\"name\":\"Same\"}") << true;
    QTest::newRow("members") << "PATCH"_ba << QByteArrayList{one} << members << true;
    QTest::newRow("members, unconditionally") << "PATCH"_ba << QByteArrayList{one} << members << false;
    QTest::newRow("deletes") << "DELETE"_ba
                             << QByteArrayList{one, "/resource-servers/222222222222222222222222",
                                               "/resource-servers/333333333333333333333333",
                                               "/clients/BetaBetaBetaBetaBetaBetaBetaBe02"}
                             << QByteArrayList(4) << true;
    QTest::newRow("creations") << "POST"_ba << QByteArrayList{"/resource-servers"}
                               << QByteArrayList{"{\"identifier\":\"urn:a\"}", "{\"identifier\":\"urn:b\"}"} << true;
}

/// All of them are planned over the same tenant before the first is written.
void tst_server_ManagementRevisions::ofManyAtOneRevisionOneSucceeds()
{
    QFETCH(const QByteArray, method);
    QFETCH(const QByteArrayList, paths);
    QFETCH(const QByteArrayList, bodies);
    QFETCH(const bool, isConditional);
    const QByteArray tag = m_world.ask("GET", "/resource-servers").header("ETag");
    const QByteArray header = isConditional ? "If-Match: " + tag + "\r\n" : QByteArray();
    m_world.heldCommits = bodies.size();
    std::vector<int> statuses(static_cast<std::size_t>(bodies.size()));
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < statuses.size(); ++i) {
            const auto at = static_cast<qsizetype>(i);
            threads.emplace_back([&, i, path = paths[at % paths.size()], body = bodies[at]] {
                statuses[i] = m_world.ask(method, path, body, header).status;
            });
        }
    }
    const auto refused = std::ranges::count(statuses, 412);
    const auto done = std::ranges::count_if(statuses, [](int status) { return status >= 200 && status < 300; });
    QCOMPARE(done + refused, std::ssize(statuses));
    QCOMPARE(done, isConditional ? 1 : std::ssize(statuses));
    QCOMPARE(m_world.commitCount(), done);
    QCOMPARE(m_world.ask("GET", "/resource-servers").header("ETag"),
             "\"r" + QByteArray::number(m_world.tenant.read()->revision) + '"');
}

QTEST_GUILESS_MAIN(tst_server_ManagementRevisions)
#include "tst_server_ManagementRevisions.moc"
