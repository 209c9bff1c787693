#include "models/base/Random.h"
#include "models/base/Secret.h"
#include "models/base/SecretMemory.h"

#include <QDebug>
#include <QFile>
#include <QSet>
#include <QTest>

#include <algorithm>
#include <random>
#include <sys/wait.h>
#include <unistd.h>

using namespace gatehouse::base;
using namespace Qt::StringLiterals;

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

    void liesInLockedMemoryThatNoDumpHolds()
    {
        const Secret secret("a secret of the store");
        QVERIFY(secretmemory::isLocked());
        // What the kernel says of the mapping: lo(cked), (not in a) d(ump), wiped in forks (proc_pid_smaps(5)).
        QFile maps(u"/proc/self/smaps"_s);
        QVERIFY(maps.open(QIODevice::ReadOnly));
        const auto address = reinterpret_cast<quintptr>(secret.bytes().data());
        QByteArray flags;
        bool isInside = false;
        for (QByteArray line = maps.readLine(); !line.isEmpty(); line = maps.readLine()) {
            const QByteArrayList range = line.left(line.indexOf(' ')).split('-');
            bool isNumber = false;
            if (range.size() == 2)
                isInside = range.first().toULongLong(&isNumber, 16) <= address && isNumber &&
                           address < range.last().toULongLong(nullptr, 16);
            else if (isInside && line.startsWith("VmFlags:"))
                flags = line;
        }
        for (const char *flag : {" lo", " dd", " wf"})
            QVERIFY2(flags.contains(flag), flags.constData());
    }

    void isWipedWhenItGoes()
    {
        const char *bytes = nullptr;
        {
            const Secret secret("gone in a moment");
            bytes = secret.bytes().data();
        }
        QCOMPARE(QByteArray(bytes, 16), QByteArray(16, '\0'));
    }

    void aChildSeesNothingOfIt()
    {
        const Secret secret("not for children");
        const pid_t child = fork();
        if (child == 0) {
            const QByteArrayView seen = secret.bytes();
            _exit(std::ranges::all_of(seen, [](char byte) { return byte == 0; }) ? 0 : 1);
        }
        int status = -1;
        QCOMPARE(waitpid(child, &status, 0), child);
        QCOMPARE(status, 0);
    }

    /// More than fits, of all sizes, taken and given back in any order: none overlaps another.
    void holdsWhateverIsPutIn()
    {
        std::minstd_rand random(7);
        std::vector<std::pair<Secret, QByteArray>> kept;
        for (int i = 0; i < 20'000; ++i) {
            if (kept.size() > 600 || (!kept.empty() && random() % 3 == 0)) {
                const std::size_t at = random() % kept.size();
                QCOMPARE(kept[at].first.bytes(), kept[at].second);
                kept.erase(kept.begin() + static_cast<std::ptrdiff_t>(at));
            } else {
                const QByteArray text(static_cast<qsizetype>(random() % 5000), static_cast<char>(random() % 256));
                kept.emplace_back(Secret(text), text);
            }
        }
        for (const auto &[secret, text] : kept)
            QCOMPARE(secret.bytes(), text);
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
