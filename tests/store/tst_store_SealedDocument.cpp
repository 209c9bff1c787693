#include "models/jose/qca/QcaCrypto.h"
#include "models/store/sql/SealedDocument.h"
#include "tests/store/StoreSupport.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <functional>
#include <thread>

using namespace gatehouse;
using base::ErrorCode;
using store::sql::SealedDocument;
using namespace Qt::StringLiterals;

/// A document that nobody changes, replaces or takes away unnoticed.
class tst_store_SealedDocument : public QObject
{
    Q_OBJECT

private:
    jose::qca::QcaCrypto m_crypto;
    base::SystemRandom m_random;
    std::unique_ptr<QTemporaryDir> m_folder;

    QString path() const { return m_folder->filePath(u"data/issuers.gatehouse"_s); }
    SealedDocument document(const QByteArray &sealedFor = {})
    {
        return {path(),
                {.cipher = m_crypto.cipher(),
                 .random = m_random,
                 .seenFolder = m_folder->filePath(u"state"_s),
                 .sealedFor = sealedFor},
                {.read = base::ErrorStep::ReadIssuers, .write = base::ErrorStep::WriteIssuers}};
    }
    base::Result<void> write(const QByteArray &bytes, const QByteArray &sealedFor = {})
    {
        return document(sealedFor).change([&bytes](const auto &) -> base::Result<QByteArray> { return bytes; });
    }
    QByteArray file() const
    {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void put(const QByteArray &bytes) const
    {
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void whatIsWrittenIsRead()
    {
        QCOMPARE(document().read()->revision, 0);
        VERIFY_RESULT(write("one"));
        VERIFY_RESULT(write("two\nlines"));
        const auto read = document().read();
        VERIFY_RESULT(read);
        QCOMPARE(read->bytes, "two\nlines"_ba);
        QCOMPARE(read->revision, 2);
        for (const QString &name : {path(), path() + u".key"_s})
            QCOMPARE(QFile::permissions(name) & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteOther),
                     QFile::Permissions());
    }

    void whatIsSealedIsNotThereToBeRead()
    {
        VERIFY_RESULT(write("the tenant of Acme", "acme"));
        QVERIFY(!file().contains("Acme"));
        QCOMPARE(document("acme").read()->bytes, "the tenant of Acme"_ba);
        COMPARE_ERROR(document("umbrella").read(), ErrorCode::SealBroken);
        VERIFY_RESULT(write({}, "acme"));
        QCOMPARE(document("acme").read()->bytes, QByteArray());
        const QByteArray good = file();
        for (qsizetype at = 0; at < good.size(); ++at) {
            QByteArray bad = good;
            bad[at] = static_cast<char>(bad[at] ^ 1);
            put(bad);
            QVERIFY2(!document("acme").read(), qPrintable(QString::number(at)));
        }
        document("acme").remove();
        QVERIFY(!QFile::exists(path()) && !QFile::exists(path() + u".key"_s));
        QCOMPARE(document("acme").read()->revision, 0);
        VERIFY_RESULT(write("anew", "acme"));
        QCOMPARE(document("acme").read()->bytes, "anew"_ba);
    }

    void aRefusedChangeLeavesEverything()
    {
        VERIFY_RESULT(write("one"));
        const QByteArray before = file();
        const auto refused = document().change(
            [](const auto &) -> base::Result<QByteArray> { return base::failure(ErrorCode::IssuerUnfit, {}); });
        COMPARE_ERROR(refused, ErrorCode::IssuerUnfit);
        QCOMPARE(file(), before);
    }

    void everyChangedByteIsNoticed()
    {
        VERIFY_RESULT(write("{\"issuers\":[]}"));
        const QByteArray good = file();
        for (qsizetype at = 0; at < good.size(); ++at) {
            QByteArray bad = good;
            bad[at] = static_cast<char>(bad[at] ^ 1);
            put(bad);
            const auto read = document().read();
            QVERIFY2(!read, qPrintable(QString::number(at)));
            QVERIFY(read.error().code == ErrorCode::StoreAltered || read.error().code == ErrorCode::FileUnfit);
        }
        put(good + '\n');
        COMPARE_ERROR(document().read(), ErrorCode::StoreAltered);
        COMPARE_ERROR(write("other"), ErrorCode::StoreAltered);
        put(good);
        VERIFY_RESULT(document().read());
    }

    void anOlderOneIsNoticed()
    {
        VERIFY_RESULT(write("one"));
        const QByteArray older = file();
        VERIFY_RESULT(write("two"));
        put(older);
        COMPARE_ERROR(document().read(), ErrorCode::StoreRolledBack);
        QVERIFY(QFile::remove(path()));
        COMPARE_ERROR(document().read(), ErrorCode::StoreMissing);
        // Both away is a beginning.
        QVERIFY(QFile::remove(path() + u".key"_s));
        VERIFY_RESULT(document().read());
        VERIFY_RESULT(write("anew"));
    }

    void anotherKeyOpensNothing()
    {
        VERIFY_RESULT(write("one"));
        const QByteArray mine = file();
        QVERIFY(QFile::rename(path() + u".key"_s, path() + u".mine"_s));
        COMPARE_ERROR(document().read(), ErrorCode::KeyMissing);
        QVERIFY(QFile::remove(path()));
        VERIFY_RESULT(write("two"));
        put(mine);
        COMPARE_ERROR(document().read(), ErrorCode::StoreAltered);
    }

    void anotherDocumentWithItsOwnKeyIsNoticed()
    {
        VERIFY_RESULT(write("mine"));
        const auto move = [this](const QString &from, const QString &to) {
            for (const QString &name : {path(), path() + u".key"_s})
                QVERIFY(QFile::rename(name + from, name + to));
        };
        move({}, u".mine"_s);
        {
            // Made by somebody else, on a machine that has not seen mine.
            SealedDocument theirs(path(), {.cipher = m_crypto.cipher(), .random = m_random, .seenFolder = {}},
                                  {.read = base::ErrorStep::ReadIssuers, .write = base::ErrorStep::WriteIssuers});
            for (int i = 0; i < 3; ++i)
                VERIFY_RESULT(theirs.change([](const auto &) -> base::Result<QByteArray> { return "theirs"_ba; }));
        }
        COMPARE_ERROR(document().read(), ErrorCode::StoreReplaced);
        COMPARE_ERROR(write("more"), ErrorCode::StoreReplaced);
        move({}, u".theirs"_s);
        move(u".mine"_s, {});
        QCOMPARE(document().read()->bytes, "mine"_ba);
    }

    void whoReadsWhileOthersWriteIsNotAlarmed()
    {
        VERIFY_RESULT(write("0"));
        constexpr int changes = 40;
        std::atomic_int refused = 0;
        std::atomic_bool isOver = false;
        const auto inOwnThread = [this](const std::function<void(SealedDocument &)> &work) {
            return std::thread([this, work] {
                jose::qca::QcaCrypto crypto;
                base::SystemRandom random;
                SealedDocument own(
                    path(), {.cipher = crypto.cipher(), .random = random, .seenFolder = m_folder->filePath(u"state"_s)},
                    {.read = base::ErrorStep::ReadIssuers, .write = base::ErrorStep::WriteIssuers});
                work(own);
            });
        };
        const auto count = [&refused](SealedDocument &own) {
            for (int i = 0; i < changes; ++i) {
                const auto changed = own.change([](const auto &present) -> base::Result<QByteArray> {
                    return QByteArray::number(present.bytes.toInt() + 1);
                });
                refused += changed ? 0 : 1;
            }
        };
        std::thread reader = inOwnThread([&refused, &isOver](SealedDocument &own) {
            while (!isOver)
                refused += own.read() ? 0 : 1;
        });
        std::thread first = inOwnThread(count);
        std::thread second = inOwnThread(count);
        first.join();
        second.join();
        isOver = true;
        reader.join();
        QCOMPARE(refused.load(), 0);
        const QByteArray last = file();
        QCOMPARE(document().read()->bytes, QByteArray::number(2 * changes));
        // What was noted meanwhile is the newest there was.
        VERIFY_RESULT(write("newer"));
        put(last);
        COMPARE_ERROR(document().read(), ErrorCode::StoreRolledBack);
    }

    void linksAreNotFollowed()
    {
        VERIFY_RESULT(write("one"));
        QVERIFY(QFile::rename(path(), path() + u".real"_s));
        QVERIFY(QFile::link(path() + u".real"_s, path()));
        QVERIFY(!document().read());
    }
};

QTEST_GUILESS_MAIN(tst_store_SealedDocument)
#include "tst_store_SealedDocument.moc"
