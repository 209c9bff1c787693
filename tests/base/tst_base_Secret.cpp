#include "models/base/Random.h"
#include "models/base/Secret.h"

#include <QDebug>
#include <QSet>
#include <QTest>

using namespace gatehouse::base;

namespace {

template <typename T>
concept Comparable = requires(const T &a, const T &b) { a == b; };
template <typename T>
concept Printable = requires(const T &value, QDebug debug) { debug << value; };

// A secret can be neither compared by == nor printed; the positive cases show that the concepts can tell.
static_assert(Comparable<QByteArray> && !Comparable<Secret>);
static_assert(Printable<QByteArray> && !Printable<Secret>);

/// Counts up, so that a bias of the drawing shows.
class CountingRandom final : public RandomSource
{
public:
    void fill(std::span<unsigned char> bytes) override
    {
        for (unsigned char &byte : bytes)
            byte = m_next++;
    }

private:
    unsigned char m_next = 0;
};

} // namespace

class tst_base_Secret : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void equalBytesAreEqual()
    {
        QVERIFY(Secret("abc").equals(Secret("abc")));
        QVERIFY(!Secret("abc").equals(Secret("abd")));
        QVERIFY(!Secret("abc").equals(Secret("ab")));
        QVERIFY(!Secret("abc").equals(Secret()));
    }

    void movedFromIsEmpty()
    {
        Secret a("abc");
        const Secret b = std::move(a);
        QCOMPARE(b.bytes(), QByteArrayView("abc"));
        QVERIFY(a.isEmpty()); // NOLINT(bugprone-use-after-move): what is asserted
    }

    void charactersAreDrawnEvenly()
    {
        CountingRandom random;
        // 256 bytes give 248 characters of 62: each exactly four times, the last eight bytes thrown away.
        const QString text = randomText(random, alphanumericAlphabet, 248);
        QHash<QChar, int> counts;
        for (const QChar c : text)
            ++counts[c];
        QCOMPARE(counts.size(), 62);
        for (const int count : std::as_const(counts))
            QCOMPARE(count, 4);
    }

    void theSystemDoesNotRepeatItself()
    {
        SystemRandom random;
        QSet<QString> seen;
        for (int i = 0; i < 20000; ++i)
            seen.insert(randomText(random, alphanumericAlphabet, 32));
        QCOMPARE(seen.size(), 20000);
        QCOMPARE(randomBytes(random, 13).size(), 13);
        QCOMPARE(randomSecret(random, base64UrlAlphabet, 64).size(), 64);
    }
};

QTEST_GUILESS_MAIN(tst_base_Secret)
#include "tst_base_Secret.moc"
