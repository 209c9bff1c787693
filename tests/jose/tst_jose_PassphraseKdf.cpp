#include "models/jose/openssl/OpensslPassphraseKdf.h"

#include <QTest>

using namespace gatehouse;
using jose::Argon2Cost;
using namespace Qt::StringLiterals;

class tst_jose_PassphraseKdf : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knownAnswers_data();
    void knownAnswers();
    void whatCannotBeDerivedIsRefused_data();
    void whatCannotBeDerivedIsRefused();
    void everyInputCounts_data();
    void everyInputCounts();
    void boundsOfTheCost_data();
    void boundsOfTheCost();

private:
    jose::openssl::OpensslPassphraseKdf m_kdf;
};

namespace {

base::Secret secretOf(const QByteArray &bytes)
{
    return base::Secret(QByteArrayView(bytes));
}

constexpr Argon2Cost small{.memory = 32, .passes = 3, .lanes = 4};

} // namespace

void tst_jose_PassphraseKdf::knownAnswers_data()
{
    QTest::addColumn<QByteArray>("passphrase");
    QTest::addColumn<QByteArray>("salt");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("associated");
    QTest::addColumn<quint32>("memory");
    QTest::addColumn<quint32>("passes");
    QTest::addColumn<quint32>("lanes");
    QTest::addColumn<QByteArray>("tag");
    QTest::newRow("RFC 9106 section 5.3")
        << QByteArray(32, '\1') << QByteArray(16, '\2') << QByteArray(8, '\3') << QByteArray(12, '\4') << 32U << 3U
        << 4U << "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"_ba;
    QTest::newRow("reference implementation, 64 MiB")
        << "password"_ba << "somesalt"_ba << QByteArray() << QByteArray() << 65536U << 2U << 1U
        << "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7"_ba;
}

void tst_jose_PassphraseKdf::knownAnswers()
{
    QFETCH(QByteArray, passphrase);
    QFETCH(QByteArray, salt);
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, associated);
    QFETCH(quint32, memory);
    QFETCH(quint32, passes);
    QFETCH(quint32, lanes);
    QFETCH(QByteArray, tag);
    const auto derived =
        m_kdf.argon2id(secretOf(passphrase), {.salt = salt, .key = secretOf(key), .associated = associated},
                       {.memory = memory, .passes = passes, .lanes = lanes}, 32);
    QVERIFY(derived);
    QCOMPARE(derived->bytes().toByteArray().toHex(), tag);
}

void tst_jose_PassphraseKdf::whatCannotBeDerivedIsRefused_data()
{
    QTest::addColumn<QByteArray>("salt");
    QTest::addColumn<quint32>("memory");
    QTest::addColumn<quint32>("passes");
    QTest::addColumn<quint32>("lanes");
    const QByteArray salt(16, '\2');
    QTest::newRow("salt too short") << "salt"_ba << 32U << 3U << 4U;
    QTest::newRow("no passes") << salt << 32U << 0U << 4U;
    QTest::newRow("no lanes") << salt << 32U << 3U << 0U;
    QTest::newRow("less memory than the lanes need") << salt << 31U << 3U << 4U;
}

void tst_jose_PassphraseKdf::whatCannotBeDerivedIsRefused()
{
    QFETCH(QByteArray, salt);
    QFETCH(quint32, memory);
    QFETCH(quint32, passes);
    QFETCH(quint32, lanes);
    const auto derived = m_kdf.argon2id(secretOf("passphrase"), {.salt = salt},
                                        {.memory = memory, .passes = passes, .lanes = lanes}, 32);
    QVERIFY(!derived);
    QCOMPARE(derived.error().code, base::ErrorCode::Internal);
}

void tst_jose_PassphraseKdf::everyInputCounts_data()
{
    QTest::addColumn<QByteArray>("passphrase");
    QTest::addColumn<QByteArray>("salt");
    QTest::addColumn<quint32>("passes");
    QTest::newRow("passphrase") << "passphrasf"_ba << QByteArray(16, '\2') << 3U;
    QTest::newRow("passphrase cut") << "passphras"_ba << QByteArray(16, '\2') << 3U;
    QTest::newRow("empty passphrase") << QByteArray() << QByteArray(16, '\2') << 3U;
    QTest::newRow("salt") << "passphrase"_ba << QByteArray(16, '\3') << 3U;
    QTest::newRow("passes") << "passphrase"_ba << QByteArray(16, '\2') << 4U;
}

void tst_jose_PassphraseKdf::everyInputCounts()
{
    QFETCH(QByteArray, passphrase);
    QFETCH(QByteArray, salt);
    QFETCH(quint32, passes);
    const auto one = m_kdf.argon2id(secretOf("passphrase"), {.salt = QByteArray(16, '\2')}, small, 32);
    const auto other = m_kdf.argon2id(secretOf(passphrase), {.salt = salt},
                                      {.memory = small.memory, .passes = passes, .lanes = small.lanes}, 32);
    QVERIFY(one && other);
    QVERIFY(!one->equals(*other));
}

void tst_jose_PassphraseKdf::boundsOfTheCost_data()
{
    QTest::addColumn<quint32>("memory");
    QTest::addColumn<quint32>("passes");
    QTest::addColumn<quint32>("lanes");
    QTest::addColumn<bool>("acceptable");
    const quint32 mebi = 1024;
    QTest::newRow("usual") << jose::usualArgon2Cost.memory << jose::usualArgon2Cost.passes
                           << jose::usualArgon2Cost.lanes << true;
    QTest::newRow("least") << 64 * mebi << 3U << 1U << true;
    QTest::newRow("most memory") << 1024 * mebi << 4U << 16U << true;
    QTest::newRow("most passes") << 256 * mebi << 16U << 16U << true;
    QTest::newRow("most of both") << 1024 * mebi << 5U << 16U << false;
    QTest::newRow("memory below") << 64 * mebi - 1 << 3U << 1U << false;
    QTest::newRow("passes below") << 64 * mebi << 2U << 1U << false;
    QTest::newRow("lanes below") << 64 * mebi << 3U << 0U << false;
    QTest::newRow("memory above") << 1024 * mebi + 1 << 3U << 1U << false;
    QTest::newRow("100 GiB") << 100 * 1024 * mebi << 3U << 1U << false;
    QTest::newRow("passes above") << 64 * mebi << 17U << 1U << false;
    QTest::newRow("lanes above") << 64 * mebi << 3U << 17U << false;
}

void tst_jose_PassphraseKdf::boundsOfTheCost()
{
    QFETCH(quint32, memory);
    QFETCH(quint32, passes);
    QFETCH(quint32, lanes);
    QFETCH(bool, acceptable);
    QCOMPARE(jose::isAcceptable({.memory = memory, .passes = passes, .lanes = lanes}), acceptable);
}

QTEST_GUILESS_MAIN(tst_jose_PassphraseKdf)
#include "tst_jose_PassphraseKdf.moc"
