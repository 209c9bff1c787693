#include "models/jose/qca/QcaCrypto.h"

#include <QTest>

using namespace gatehouse::jose;
using gatehouse::base::ErrorCode;
using gatehouse::base::Secret;
using namespace Qt::StringLiterals;

namespace {

const QByteArray nonce("twelve bytes");

Secret keyOf(char byte)
{
    return Secret(QByteArrayView(QByteArray(32, byte)));
}

} // namespace

class tst_jose_Cipher : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void opensWhatItSealed_data();
    void opensWhatItSealed();
    void agreesWithAnotherImplementation();
    void movedContextStaysShut();
    void flippedBitStaysShut();
    void truncatedRecordStaysShut();
    void otherKeyStaysShut();
    void refusesWrongLengths();

private:
    bool opens(const Secret &key, QByteArrayView context, QByteArrayView record) const
    {
        const auto plain = m_crypto.cipher().open(key, context, record);
        // Whatever is wrong, the answer is the same.
        return plain || plain.error().code != ErrorCode::SealBroken;
    }

    qca::QcaCrypto m_crypto;
};

void tst_jose_Cipher::opensWhatItSealed_data()
{
    QTest::addColumn<QByteArray>("plain");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("one byte") << "x"_ba;
    QTest::newRow("one block") << QByteArray(16, 'b');
    QTest::newRow("with NULs") << QByteArray("a\0b\0", 4);
    QTest::newRow("a private key") << QByteArray(1218, 'k');
    QTest::newRow("100 kB") << QByteArray(100000, 'z');
}

void tst_jose_Cipher::opensWhatItSealed()
{
    QFETCH(const QByteArray, plain);
    const auto record = m_crypto.cipher().seal(keyOf('k'), "client/1/secret", nonce, Secret(QByteArrayView(plain)));
    QVERIFY(record);
    QCOMPARE(record->size(), 12 + plain.size() + 16);
    QVERIFY(record->startsWith(nonce));
    QVERIFY(plain.size() < 2 || !record->contains(plain));
    const auto opened = m_crypto.cipher().open(keyOf('k'), "client/1/secret", *record);
    QVERIFY(opened);
    QCOMPARE(opened->bytes().toByteArray(), plain);
}

void tst_jose_Cipher::agreesWithAnotherImplementation()
{
    // Made with python3-cryptography: HKDF(SHA256, 32, salt=None, info=b"client/1/secret") over 32 times "k", then
    // AESGCM.
    const QByteArray expected =
        QByteArray::fromHex("7477656c76652062797465736c292db6e42f7f5ccc19e8df9c55a11fa42260781ce0625c3af4");
    const auto record =
        m_crypto.cipher().seal(keyOf('k'), "client/1/secret", nonce, Secret(QByteArrayView("the secret")));
    QVERIFY(record);
    QCOMPARE(record->toHex(), expected.toHex());
}

void tst_jose_Cipher::movedContextStaysShut()
{
    const auto record =
        m_crypto.cipher().seal(keyOf('k'), "client/1/secret", nonce, Secret(QByteArrayView("the secret")));
    QVERIFY(record);
    QVERIFY(opens(keyOf('k'), "client/1/secret", *record));
    for (const char *context : {"client/2/secret", "client/1/secre", "client/1/secret ", "", "CLIENT/1/SECRET"})
        QVERIFY(!opens(keyOf('k'), context, *record));
}

void tst_jose_Cipher::flippedBitStaysShut()
{
    const auto record = m_crypto.cipher().seal(keyOf('k'), "c", nonce, Secret(QByteArrayView("the secret")));
    QVERIFY(record);
    for (qsizetype bit = 0; bit < record->size() * 8; ++bit) {
        QByteArray broken = *record;
        broken[bit / 8] = static_cast<char>(broken[bit / 8] ^ (1 << (bit % 8)));
        QVERIFY2(!opens(keyOf('k'), "c", broken), qPrintable(QString::number(bit)));
    }
}

void tst_jose_Cipher::truncatedRecordStaysShut()
{
    const auto record = m_crypto.cipher().seal(keyOf('k'), "c", nonce, Secret(QByteArrayView("the secret")));
    QVERIFY(record);
    for (qsizetype length = 0; length < record->size(); ++length) {
        QVERIFY(!opens(keyOf('k'), "c", record->first(length)));
        QVERIFY(!opens(keyOf('k'), "c", record->last(length)));
    }
    QVERIFY(!opens(keyOf('k'), "c", *record + '\0'));
}

void tst_jose_Cipher::otherKeyStaysShut()
{
    const auto record = m_crypto.cipher().seal(keyOf('k'), "c", nonce, Secret(QByteArrayView("the secret")));
    QVERIFY(record);
    QVERIFY(!opens(keyOf('l'), "c", *record));
    QVERIFY(!opens(Secret(QByteArrayView("short")), "c", *record));
    QVERIFY(!opens(Secret(), "c", *record));
}

void tst_jose_Cipher::refusesWrongLengths()
{
    const Secret plain{QByteArrayView("the secret")};
    QVERIFY(!m_crypto.cipher().seal(keyOf('k'), "c", "short", plain));
    QVERIFY(!m_crypto.cipher().seal(keyOf('k'), "c", "thirteen byte", plain));
    QVERIFY(!m_crypto.cipher().seal(Secret(QByteArrayView("short")), "c", nonce, plain));
}

QTEST_GUILESS_MAIN(tst_jose_Cipher)
#include "tst_jose_Cipher.moc"
