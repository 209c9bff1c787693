#include "models/jose/Base64Url.h"

#include <QTest>

using namespace gatehouse::jose;
using namespace Qt::StringLiterals;
using Kind = Base64UrlError::Kind;

Q_DECLARE_METATYPE(Kind)

class tst_jose_Base64Url : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decodes_data();
    void decodes();
    void everyByteSurvives();
    void refuses_data();
    void refuses();
    void onlyOneTextDecodesToTheSameBytes();
};

void tst_jose_Base64Url::decodes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("bytes");
    // RFC 4648 section 10, without the padding.
    QTest::newRow("empty") << ""_ba << ""_ba;
    QTest::newRow("f") << "Zg"_ba << "f"_ba;
    QTest::newRow("fo") << "Zm8"_ba << "fo"_ba;
    QTest::newRow("foo") << "Zm9v"_ba << "foo"_ba;
    QTest::newRow("foob") << "Zm9vYg"_ba << "foob"_ba;
    QTest::newRow("fooba") << "Zm9vYmE"_ba << "fooba"_ba;
    QTest::newRow("foobar") << "Zm9vYmFy"_ba << "foobar"_ba;
    // RFC 7515 appendix C.
    QTest::newRow("appendix C") << "A-z_4ME"_ba << "\x03\xEC\xFF\xE0\xC1"_ba;
    QTest::newRow("zero bytes") << "AAAA"_ba << QByteArray(3, '\0');
}

void tst_jose_Base64Url::decodes()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, bytes);
    const auto decoded = decodeBase64Url(text);
    QVERIFY(decoded);
    QCOMPARE(*decoded, bytes);
    QCOMPARE(encodeBase64Url(bytes), text);
}

void tst_jose_Base64Url::everyByteSurvives()
{
    QByteArray bytes;
    for (int i = 0; i < 256; ++i) {
        bytes += static_cast<char>(i);
        const auto decoded = decodeBase64Url(encodeBase64Url(bytes));
        QVERIFY(decoded);
        QCOMPARE(*decoded, bytes);
    }
}

void tst_jose_Base64Url::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<qsizetype>("position");
    const auto row = [](const char *name, const QByteArray &text, Kind kind, qsizetype position) {
        QTest::newRow(name) << text << kind << position;
    };
    row("padding", "Zg==", Kind::Padding, 2);
    row("padding in the middle", "Zg==Zm9v", Kind::Padding, 2);
    row("padding alone", "=", Kind::Padding, 0);
    row("plus", "Zm9+", Kind::Character, 3);
    row("slash", "Zm/v", Kind::Character, 2);
    row("blank", "Zm9v Zm9v", Kind::Character, 4);
    row("line feed at the end", "Zm9v\n", Kind::Character, 4);
    row("tab", "\tZm9v", Kind::Character, 0);
    row("NUL", QByteArray("Zm9v\0Zm9v", 9), Kind::Character, 4);
    row("dot", "Zm9v.Zm9v", Kind::Character, 4);
    row("percent", "Zm9v%3D", Kind::Character, 4);
    row("full-width letter", "Zm9v\xEF\xBC\xA1", Kind::Character, 4);
    row("high bytes", "\xFF\xFE\xFD\xFC", Kind::Character, 0);
    row("one character", "A", Kind::Length, 0);
    row("five characters", "Zm9vA", Kind::Length, 4);
    row("spare bits of two", "Zh", Kind::SpareBits, 1);
    row("spare bits of three", "Zm9vZm9", Kind::SpareBits, 6);
    row("the foreign character before the length", "Z!9vA", Kind::Character, 1);
}

void tst_jose_Base64Url::refuses()
{
    QFETCH(const QByteArray, text);
    QFETCH(const Kind, kind);
    QFETCH(const qsizetype, position);
    const auto decoded = decodeBase64Url(text);
    QVERIFY(!decoded);
    QCOMPARE(decoded.error().kind, kind);
    QCOMPARE(decoded.error().position, position);
}

void tst_jose_Base64Url::onlyOneTextDecodesToTheSameBytes()
{
    // Of every two-character text, exactly the 256 that an encoder writes decode.
    int accepted = 0;
    for (int a = 0; a < 256; ++a) {
        for (int b = 0; b < 256; ++b) {
            const QByteArray text{QByteArray(1, static_cast<char>(a)) + static_cast<char>(b)};
            const auto decoded = decodeBase64Url(text);
            if (!decoded)
                continue;
            ++accepted;
            QCOMPARE(encodeBase64Url(*decoded), text);
        }
    }
    QCOMPARE(accepted, 256);
}

QTEST_GUILESS_MAIN(tst_jose_Base64Url)
#include "tst_jose_Base64Url.moc"
