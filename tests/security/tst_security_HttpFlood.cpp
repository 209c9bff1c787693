#include "tests/support/RawClient.h"
#include "tests/support/TokenServer.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <vector>

using namespace gatehouse;
using namespace gatehouse::tests;
using namespace std::chrono_literals;

/// HTTP-06 with the limits of the product: five hundred clients that send half a request, and one that means it.
class tst_security_HttpFlood : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void halfOpenConnectionsGoAndANormalClientIsServed()
    {
        TokenServer tokens;
        QVERIFY(tokens.server.start(0));
        const QByteArray good = tokens.tokenRequest(TokenServer::goodForm());
        QElapsedTimer flood;
        flood.start();
        std::vector<RawClient> halfOpen;
        halfOpen.reserve(500);
        for (int i = 0; i < 500; ++i) {
            halfOpen.emplace_back(tokens.server.port());
            halfOpen.back().send(i % 2 ? good.first(30)
                                       : good.chopped(1)); // half a head, or all but one byte of the body
        }

        std::vector<double> milliseconds;
        const auto normalClient = [&] {
            QElapsedTimer timer;
            timer.start();
            RawClient client(tokens.server.port());
            client.send(good);
            QCOMPARE(statusOf(client.answer(8s)), 200);
            milliseconds.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
        };
        qsizetype open = 500;
        qsizetype openHeads = 250;
        qint64 headsGone = 0;
        while (open > 0 && flood.elapsed() < 20000) {
            normalClient();
            QTest::qWait(50);
            open = openHeads = 0;
            for (std::size_t i = 0; i < halfOpen.size(); ++i) {
                const bool isOpen = !halfOpen[i].isClosed(0ms);
                open += isOpen;
                openHeads += isOpen && i % 2;
            }
            if (openHeads == 0 && headsGone == 0)
                headsGone = flood.elapsed();
        }
        QCOMPARE(open, 0);
        QVERIFY2(headsGone > 0 && headsGone <= 9000, qPrintable(QString::number(headsGone)));
        QVERIFY2(flood.elapsed() <= 13000,
                 qPrintable(QString::number(flood.elapsed()))); // the body's ten seconds, and a look
        std::ranges::sort(milliseconds);
        const double median = milliseconds[milliseconds.size() / 2];
        qInfo("%zu requests served meanwhile, median %.2f ms, slowest %.2f ms; half heads gone after %.1f s, half "
              "bodies too after "
              "%.1f s",
              milliseconds.size(), median, milliseconds.back(), static_cast<double>(headsGone) / 1000,
              static_cast<double>(flood.elapsed()) / 1000);
        QVERIFY2(median <= 100, qPrintable(QString::number(median)));
    }
};

QTEST_GUILESS_MAIN(tst_security_HttpFlood)
#include "tst_security_HttpFlood.moc"
