#include "models/jose/Jwk.h"
#include "ui/text/ErrorText.h"

#include <QTest>

using namespace gatehouse;
using ui::text::errorText;

class tst_text_Errors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCodeHasSentences_data();
    void everyCodeHasSentences();
    void subjectsAreShownVisibly();
    void unfitFilesSayWhy_data();
    void unfitFilesSayWhy();
    void detailsHoldNoSecret();
};

void tst_text_Errors::everyCodeHasSentences_data()
{
    QTest::addColumn<int>("code");
    for (int code = 0; code <= static_cast<int>(base::ErrorCode::FileUnwritable); ++code)
        QTest::newRow(qPrintable(base::errorName(static_cast<base::ErrorCode>(code)))) << code;
}

void tst_text_Errors::everyCodeHasSentences()
{
    QFETCH(int, code);
    const base::Error error{.code = static_cast<base::ErrorCode>(code),
                            .step = {},
                            .subject = QStringLiteral("SUBJECT"),
                            .detail = {},
                            .httpStatus = 502};
    const ui::text::ErrorText text = errorText(error);
    QVERIFY(text.what.endsWith(u'.') || text.what.contains(QStringLiteral("SUBJECT")));
    QVERIFY(!text.why.isEmpty());
    if (error.code != base::ErrorCode::Cancelled) {
        QVERIFY(text.what.contains(QStringLiteral("SUBJECT")) || error.code == base::ErrorCode::Refused);
        QVERIFY(text.action.endsWith(u'.'));
    }
    QVERIFY(!text.oneLine().contains(u'%'));
    // Without a subject it is a sentence, too.
    const QString bare =
        errorText({.code = error.code, .step = {}, .subject = {}, .detail = {}, .httpStatus = 0}).oneLine();
    QVERIFY(!bare.contains(u'%'));
}

void tst_text_Errors::subjectsAreShownVisibly()
{
    const base::Error error{.code = base::ErrorCode::NotFound,
                            .step = {},
                            .subject = QStringLiteral("a\x1b[2J\u202Eb%1"),
                            .detail = {},
                            .httpStatus = 0};
    const QString what = errorText(error).what;
    QVERIFY(what.contains(QStringLiteral("\\u001B")));
    QVERIFY(what.contains(QStringLiteral("\\u202E")));
    QVERIFY(what.contains(QStringLiteral("b%1")));
    QVERIFY(!what.contains(QChar(0x1b)));
}

void tst_text_Errors::unfitFilesSayWhy_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("said");
    QTest::newRow("key") << jose::keyErrorCode({jose::KeyError::Kind::WeakRsa, {}}) << QStringLiteral("2048 bits");
    QTest::newRow("member") << jose::keyErrorCode({jose::KeyError::Kind::MissingMember, QStringLiteral("kty")})
                            << QStringLiteral("“kty”");
    QTest::newRow("hostile member") << jose::keyErrorCode(
                                           {jose::KeyError::Kind::Ambiguous, QStringLiteral("a b\x1b[2J")})
                                    << QStringLiteral("“a b\\u001B[2J”");
    QTest::newRow("no token") << QStringLiteral("no-token") << QStringLiteral("no token in it");
    QTest::newRow("secret") << QStringLiteral("secret-short") << QStringLiteral("shorter than the hash");
    QTest::newRow("algorithm") << QStringLiteral("algorithm-unknown") << QStringLiteral("none that Gatehouse signs");
    QTest::newRow("other algorithm") << QStringLiteral("key-of-other-algorithm") << QStringLiteral("does not sign");
    QTest::newRow("another library's words") << QStringLiteral("bad decrypt %1") << QStringLiteral("not of the kind");
}

void tst_text_Errors::unfitFilesSayWhy()
{
    QFETCH(const QString, code);
    QFETCH(const QString, said);
    const ui::text::ErrorText text = errorText({.code = base::ErrorCode::FileUnfit,
                                                .step = {},
                                                .subject = QStringLiteral("key.pem"),
                                                .detail = code,
                                                .httpStatus = 0});
    QVERIFY2(text.why.contains(said), qPrintable(text.why));
    QVERIFY(text.why.endsWith(u'.'));
}

void tst_text_Errors::detailsHoldNoSecret()
{
    const base::Error error{.code = base::ErrorCode::UnexpectedAnswer,
                            .step = QStringLiteral("read token"),
                            .subject = {},
                            .detail = QStringLiteral("{\"client_secret\":\"hunter2hunter2\"}"),
                            .httpStatus = 500};
    const QString details = ui::text::errorDetails(error);
    QVERIFY(details.contains(QStringLiteral("unexpected-answer")));
    QVERIFY(details.contains(QStringLiteral("read token")));
    QVERIFY(!details.contains(QStringLiteral("hunter2")));
}

QTEST_GUILESS_MAIN(tst_text_Errors)
#include "tst_text_Errors.moc"
