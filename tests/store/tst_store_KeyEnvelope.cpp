#include "models/store/sql/EnvelopeFile.h"
#include "tests/store/StoreFiles.h"

using namespace gatehouse;
using namespace gatehouse::store;
using namespace gatehouse::store::sql;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;
using base::ErrorCode;

namespace {

QByteArray withSum(const QByteArray &bytes)
{
    return bytes + QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
}

const QByteArray storeId(16, 'i');
const QByteArray key(32, 'k');
const QByteArray wrapped(60, 'w');
const QByteArray salt(16, 's');

QByteArray bigEndian(quint32 number)
{
    return QByteArray::fromHex(QByteArray::number(number, 16).rightJustified(8, '0'));
}

QByteArray underPassphrase(quint32 memory, quint32 passes, quint32 lanes)
{
    return withSum("GATEHOUSE-KEY-2\n\2" + storeId + bigEndian(memory) + bigEndian(passes) + bigEndian(lanes) + salt +
                   wrapped);
}

QByteArray underKeychain(const QByteArray &entry)
{
    return withSum("GATEHOUSE-KEY-2\n\3" + storeId + static_cast<char>(entry.size()) + entry + wrapped);
}

const QByteArray first = withSum("GATEHOUSE-KEY-1\n" + storeId + key);
const QByteArray plain = withSum("GATEHOUSE-KEY-2\n\1" + storeId + key);

} // namespace

/// `<store>.key` as it is read: hostile until proven whole.
class tst_store_KeyEnvelope : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsWholeIsRead_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<Protection>("protection");
        QTest::newRow("version 1") << first << Protection::KeyFile;
        QTest::newRow("key file") << plain << Protection::KeyFile;
        QTest::newRow("passphrase") << underPassphrase(131072, 4, 4) << Protection::Passphrase;
        QTest::newRow("least cost") << underPassphrase(65536, 3, 1) << Protection::Passphrase;
        QTest::newRow("most cost") << underPassphrase(1048576, 4, 16) << Protection::Passphrase;
        QTest::newRow("keychain") << underKeychain("0123-abc") << Protection::Keychain;
        QTest::newRow("key file of a store with a head")
            << withSum("GATEHOUSE-KEY-3\n\1" + storeId + key) << Protection::KeyFile;
        QTest::newRow("keychain, long name") << underKeychain(QByteArray(255, 'e')) << Protection::Keychain;
    }
    void whatIsWholeIsRead()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(Protection, protection);
        const auto envelope = KeyEnvelope::parse(bytes, u"path"_s);
        VERIFY_RESULT(envelope);
        QCOMPARE(envelope->protection(), protection);
        QCOMPARE(envelope->storeId, storeId);
        QCOMPARE(envelope->hasHead, bytes.startsWith("GATEHOUSE-KEY-3"));
        if (const auto *content = std::get_if<KeyEnvelope::Plain>(&envelope->content))
            QCOMPARE(content->key.bytes().toByteArray(), key);
        // And is written as it was read; version 1 as the present one.
        QCOMPARE(envelope->bytes().bytes().toByteArray(), bytes == first ? plain : bytes);
    }

    void whatIsNotIsRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<ErrorCode>("code");
        using enum ErrorCode;
        QTest::newRow("empty") << QByteArray() << KeyMissing;
        QTest::newRow("another file") << "-----BEGIN PRIVATE KEY-----\n"_ba << KeyMissing;
        QTest::newRow("magic alone") << "GATEHOUSE-KEY-2\n"_ba << KeyMissing;
        QTest::newRow("magic and sum alone") << withSum("GATEHOUSE-KEY-2\n") << StoreTooNew;
        QTest::newRow("version 1, cut") << withSum("GATEHOUSE-KEY-1\n" + storeId + key.chopped(1)) << KeyMissing;
        QTest::newRow("version 1, longer") << withSum("GATEHOUSE-KEY-1\n" + storeId + key + 'x') << KeyMissing;
        QTest::newRow("later version") << withSum("GATEHOUSE-KEY-4\n\1" + storeId + key) << StoreTooNew;
        QTest::newRow("foreign kind") << withSum("GATEHOUSE-KEY-2\n\x09" + storeId + key) << StoreTooNew;
        QTest::newRow("kind 0") << withSum("GATEHOUSE-KEY-2\n" + QByteArray(1, '\0') + storeId + key) << StoreTooNew;
        QTest::newRow("key too short") << withSum("GATEHOUSE-KEY-2\n\1" + storeId + key.chopped(1)) << KeyMissing;
        QTest::newRow("key too long") << withSum("GATEHOUSE-KEY-2\n\1" + storeId + key + 'x') << KeyMissing;
        QTest::newRow("memory below") << underPassphrase(65535, 3, 1) << KeyMissing;
        QTest::newRow("one pass") << underPassphrase(65536, 1, 1) << KeyMissing;
        QTest::newRow("no lanes") << underPassphrase(65536, 3, 0) << KeyMissing;
        QTest::newRow("no cost at all") << underPassphrase(0, 0, 0) << KeyMissing;
        QTest::newRow("100 GiB") << underPassphrase(104857600, 3, 1) << KeyMissing;
        QTest::newRow("4 TiB") << underPassphrase(0xFFFFFFFF, 3, 1) << KeyMissing;
        QTest::newRow("passes for ever") << underPassphrase(65536, 0xFFFFFFFF, 1) << KeyMissing;
        QTest::newRow("lanes beyond") << underPassphrase(65536, 3, 17) << KeyMissing;
        QTest::newRow("no entry name") << underKeychain("") << KeyMissing;
        QTest::newRow("blank in the entry name") << underKeychain("a b") << KeyMissing;
        QTest::newRow("control in the entry name") << underKeychain("a\nb") << KeyMissing;
        QTest::newRow("entry name longer than the file")
            << withSum("GATEHOUSE-KEY-2\n\3" + storeId + '\xff' + "abc" + wrapped) << KeyMissing;
        QByteArray altered = underPassphrase(131072, 4, 4);
        altered[20] = 'j'; // the store's id, without its sum
        QTest::newRow("one byte altered") << altered << KeyMissing;
    }
    void whatIsNotIsRefused()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(ErrorCode, code);
        const auto envelope = KeyEnvelope::parse(bytes, u"path"_s);
        COMPARE_ERROR(envelope, code);
        QCOMPARE(envelope.error().subject, u"path"_s);
        QVERIFY(!envelope.error().detail.isEmpty()); // no detail means: there is no file
    }

    void everyTruncationIsRefused()
    {
        for (const QByteArray &whole : {first, plain, underPassphrase(131072, 4, 4), underKeychain("entry")}) {
            for (qsizetype length = 0; length < whole.size(); ++length)
                COMPARE_ERROR(KeyEnvelope::parse(whole.first(length), {}), ErrorCode::KeyMissing);
            // With a sum of its own it is whole in itself, and still no envelope.
            for (qsizetype length = 17; length < whole.size() - 32; ++length)
                QVERIFY(!KeyEnvelope::parse(withSum(whole.first(length)), {}));
        }
    }

    void theBoundPartHoldsEverythingButTheKey()
    {
        const auto passphrase = KeyEnvelope::parse(underPassphrase(131072, 4, 4), {});
        QCOMPARE(passphrase->bound() + wrapped, underPassphrase(131072, 4, 4).chopped(32));
        const auto keychain = KeyEnvelope::parse(underKeychain("entry"), {});
        QCOMPARE(keychain->bound() + wrapped, underKeychain("entry").chopped(32));
    }

    void aFileOthersCouldHaveWrittenIsRefused()
    {
        QTemporaryDir folder;
        const EnvelopeFile file(folder.filePath(u"store.key"_s));
        base::SystemRandom random;
        QVERIFY(file.writeNew(*KeyEnvelope::parse(underPassphrase(131072, 4, 4), {}), random).value());
        VERIFY_RESULT(file.read());
        ::chmod(QFile::encodeName(file.path()).constData(), 0666);
        COMPARE_ERROR(file.read(), ErrorCode::StoreOpenToAll);
        ::chmod(QFile::encodeName(file.path()).constData(), 0644);
        VERIFY_RESULT(file.read());
        QCOMPARE(modeOf(file.path()), 0600u);
        QFile::rename(file.path(), file.path() + u"x"_s);
        QVERIFY(QFile::link(file.path() + u"x"_s, file.path()));
        COMPARE_ERROR(file.read(), ErrorCode::StoreIsLink);
    }

    void aKilledReplacementLeavesTheOldOneOrTheNew_data()
    {
        QTest::addColumn<qsizetype>("written"); // of the draft; -1 after it was put in place
        QTest::newRow("draft empty") << qsizetype(0);
        QTest::newRow("draft in part") << qsizetype(60);
        QTest::newRow("draft whole") << underPassphrase(131072, 4, 4).size();
        QTest::newRow("in place") << qsizetype(-1);
    }
    void aKilledReplacementLeavesTheOldOneOrTheNew()
    {
        QFETCH(qsizetype, written);
        QTemporaryDir folder;
        const EnvelopeFile file(folder.filePath(u"a store [1]*.key"_s));
        base::SystemRandom random;
        QVERIFY(file.writeNew(*KeyEnvelope::parse(plain, {}), random).value());
        const auto next = KeyEnvelope::parse(underPassphrase(131072, 4, 4), {});
        if (written < 0) {
            VERIFY_RESULT(file.replace(*next, random));
        } else {
            QFile draft(file.path() + u".abcdefghijkl"_s);
            QVERIFY(draft.open(QIODevice::WriteOnly));
            draft.write(underPassphrase(131072, 4, 4).first(written));
        }
        const QString bystander = file.path() + u".backup"_s;
        QVERIFY(QFile::copy(file.path(), bystander));
        file.clearDrafts();
        QCOMPARE(filesIn(folder.path()).size(), 2);
        QVERIFY(QFile::exists(bystander));
        const auto read = file.read();
        VERIFY_RESULT(read);
        QCOMPARE(read->protection(), written < 0 ? Protection::Passphrase : Protection::KeyFile);
    }

    void aDraftInUseIsNotClearedAway()
    {
        QTemporaryDir folder;
        const EnvelopeFile file(folder.filePath(u"store.key"_s));
        const QByteArray draft = QFile::encodeName(file.path() + u".abcdefghijkl"_s);
        QProcess holder;
        holder.start(u"flock"_s, {QString::fromLocal8Bit(draft), u"-c"_s, u"echo locked; read line"_s});
        if (!holder.waitForStarted())
            QSKIP("no flock command here");
        QVERIFY(holder.waitForReadyRead(20000));
        file.clearDrafts();
        QVERIFY(QFile::exists(QFile::decodeName(draft)));
        holder.closeWriteChannel();
        QVERIFY(holder.waitForFinished());
        file.clearDrafts();
        QVERIFY(!QFile::exists(QFile::decodeName(draft)));
    }

    void whatCannotBeReplacedStays()
    {
        QTemporaryDir folder;
        const EnvelopeFile file(folder.filePath(u"tenant/store.key"_s));
        QVERIFY(QDir(folder.path()).mkdir(u"tenant"_s));
        base::SystemRandom random;
        QVERIFY(file.writeNew(*KeyEnvelope::parse(plain, {}), random).value());
        const QByteArray before = bytesOf({file.path()});
        // A folder in the envelope's place takes no file's name: the last step fails.
        const EnvelopeFile odd(folder.filePath(u"tenant"_s));
        COMPARE_ERROR(odd.replace(*KeyEnvelope::parse(plain, {}), random), ErrorCode::StoreUnreadable);
        QCOMPARE(QDir(folder.path()).entryList(QDir::NoDotAndDotDot | QDir::AllEntries), QStringList{u"tenant"_s});
        const EnvelopeFile nowhere(folder.filePath(u"gone/store.key"_s));
        COMPARE_ERROR(nowhere.replace(*KeyEnvelope::parse(plain, {}), random), ErrorCode::StoreUnreadable);
        QCOMPARE(bytesOf({file.path()}), before);
    }

    void thePlainKeyIsOverwrittenUnlessItHasAnotherName()
    {
        QTemporaryDir folder;
        base::SystemRandom random;
        const EnvelopeFile file(folder.filePath(u"store.key"_s));
        QVERIFY(file.writeNew(*KeyEnvelope::parse(plain, {}), random).value());
        QFile held(file.path());
        QVERIFY(held.open(QIODevice::ReadOnly));
        VERIFY_RESULT(file.replace(*KeyEnvelope::parse(underPassphrase(131072, 4, 4), {}), random));
        QVERIFY(!held.readAll().contains(key));
        // A backup that shares the file keeps what it holds.
        const QString backup = folder.filePath(u"backup"_s);
        QCOMPARE(::link(QFile::encodeName(file.path()).constData(), QFile::encodeName(backup).constData()), 0);
        VERIFY_RESULT(file.replace(*KeyEnvelope::parse(plain, {}), random));
        QCOMPARE(bytesOf({backup}), underPassphrase(131072, 4, 4));
    }
};

QTEST_GUILESS_MAIN(tst_store_KeyEnvelope)
#include "tst_store_KeyEnvelope.moc"
