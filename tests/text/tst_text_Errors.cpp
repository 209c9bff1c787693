#include "models/jose/Jwk.h"
#include "models/store/connection/ConnectionFault.h"
#include "models/trust/IssuerFault.h"
#include "ui/text/ErrorText.h"

#include <QMetaEnum>
#include <QTest>

using namespace gatehouse;
using store::remote::ConnectionFault;
using ui::text::errorText;
using namespace Qt::StringLiterals;

class tst_text_Errors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCodeHasSentences_data();
    void everyCodeHasSentences();
    void subjectsAreShownVisibly();
    void unfitFilesSayWhy_data();
    void unfitFilesSayWhy();
    void unfitConnectionsSayWhy();
    void unfitIssuersSayWhy();
    void detailsHoldNoSecret();
};

void tst_text_Errors::everyCodeHasSentences_data()
{
    QTest::addColumn<int>("code");
    for (int code = 0; code <= static_cast<int>(base::ErrorCode::IssuerUnfit); ++code)
        QTest::newRow(qPrintable(base::errorName(static_cast<base::ErrorCode>(code)))) << code;
}

void tst_text_Errors::everyCodeHasSentences()
{
    QFETCH(int, code);
    const base::Error error{.code = static_cast<base::ErrorCode>(code),
                            .step = {},
                            .subject = u"SUBJECT"_s,
                            .detail = {},
                            .httpStatus = 502};
    const ui::text::ErrorText text = errorText(error);
    QVERIFY(text.what.endsWith(u'.') || text.what.contains(u"SUBJECT"_s));
    QVERIFY(!text.why.isEmpty());
    if (error.code != base::ErrorCode::Cancelled) {
        // These concern the machine, not an object.
        const bool isOfAll = error.code == base::ErrorCode::Refused || error.code == base::ErrorCode::ThreadRefused ||
                             error.code == base::ErrorCode::MemoryRefused;
        QVERIFY(text.what.contains(u"SUBJECT"_s) || isOfAll);
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
                            .subject = u"a\x1b[2J\u202Eb%1"_s,
                            .detail = {},
                            .httpStatus = 0};
    const QString what = errorText(error).what;
    QVERIFY(what.contains(u"\\u001B"_s));
    QVERIFY(what.contains(u"\\u202E"_s));
    QVERIFY(what.contains(u"b%1"_s));
    QVERIFY(!what.contains(QChar(0x1b)));
}

void tst_text_Errors::unfitFilesSayWhy_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("said");
    QTest::newRow("key") << jose::keyErrorCode({jose::KeyError::Kind::WeakRsa, {}}) << u"2048 bits"_s;
    QTest::newRow("member") << jose::keyErrorCode({jose::KeyError::Kind::MissingMember, u"kty"_s}) << u"“kty”"_s;
    QTest::newRow("hostile member") << jose::keyErrorCode({jose::KeyError::Kind::Ambiguous, u"a b\x1b[2J"_s})
                                    << u"“a b\\u001B[2J”"_s;
    QTest::newRow("no token") << u"no-token"_s << u"no readable token"_s;
    QTest::newRow("secret") << u"secret-short"_s << u"shorter than the hash"_s;
    QTest::newRow("algorithm") << u"algorithm-unknown"_s << u"cannot sign with this"_s;
    QTest::newRow("other algorithm") << u"key-of-other-algorithm"_s << u"does not sign"_s;
    QTest::newRow("another library's words") << u"bad decrypt %1"_s << u"not of the kind"_s;
}

void tst_text_Errors::unfitFilesSayWhy()
{
    QFETCH(const QString, code);
    QFETCH(const QString, said);
    const ui::text::ErrorText text = errorText(
        {.code = base::ErrorCode::FileUnfit, .step = {}, .subject = u"key.pem"_s, .detail = code, .httpStatus = 0});
    QVERIFY2(text.why.contains(said), qPrintable(text.why));
    QVERIFY(text.why.endsWith(u'.'));
}

void tst_text_Errors::unfitConnectionsSayWhy()
{
    QSet<QString> said;
    const QMetaEnum faults = QMetaEnum::fromType<ConnectionFault>();
    for (int i = 0; i < faults.keyCount(); ++i) {
        const auto fault = static_cast<ConnectionFault>(faults.value(i));
        const QString text =
            errorText(store::remote::unfit(base::ErrorStep::ChangeTenant, u"acme"_s, fault).error()).oneLine();
        QVERIFY2(text.endsWith(u'.') && !text.contains(u'%'), faults.key(i));
        said.insert(text);
    }
    // One sentence for all that is left to the tenant.
    constexpr int leftToTheTenant = 5;
    QCOMPARE(said.size(), faults.keyCount() - leftToTheTenant + 1);
    // The same trouble is another with a tenant than with the server on this machine.
    base::Error error{.code = base::ErrorCode::ServerUnreachable,
                      .step = base::ErrorStep::HttpRequest,
                      .subject = u"acme.example"_s,
                      .detail = {},
                      .httpStatus = 0};
    QVERIFY(errorText(error).oneLine().contains(u"gatehouse serve"_s));
    error.step = base::ErrorStep::AskTenant;
    QVERIFY(!errorText(error).oneLine().contains(u"gatehouse serve"_s));
}

void tst_text_Errors::unfitIssuersSayWhy()
{
    QSet<QString> said;
    const QMetaEnum faults = QMetaEnum::fromType<trust::IssuerFault>();
    for (int i = 0; i < faults.keyCount(); ++i) {
        const auto fault = static_cast<trust::IssuerFault>(faults.value(i));
        const QString text =
            errorText(trust::unfit(base::ErrorStep::WriteIssuers, u"%1 acme"_s, fault).error()).oneLine();
        QVERIFY2(text.endsWith(u'.') && text.contains(u"%1 acme"_s), faults.key(i));
        said.insert(text);
    }
    QCOMPARE(said.size(), faults.keyCount());
    // The file of issuers is not the store.
    for (const base::ErrorCode code :
         {base::ErrorCode::StoreAltered, base::ErrorCode::StoreMissing, base::ErrorCode::StoreRolledBack,
          base::ErrorCode::StoreReplaced, base::ErrorCode::StoreOpenToAll, base::ErrorCode::StoreOfOthers,
          base::ErrorCode::StoreIsLink, base::ErrorCode::StoreBusy, base::ErrorCode::KeyMissing,
          base::ErrorCode::FileUnfit}) {
        const QString text =
            errorText(
                {.code = code, .step = base::ErrorStep::ReadIssuers, .subject = u"/x"_s, .detail = {}, .httpStatus = 0})
                .oneLine();
        QVERIFY2(text.contains(u"issuers"_s), qPrintable(text));
    }
}

void tst_text_Errors::detailsHoldNoSecret()
{
    const base::Error error{.code = base::ErrorCode::UnexpectedAnswer,
                            .step = base::ErrorStep::ReadToken,
                            .subject = {},
                            .detail = u"{\"client_secret\":\"hunter2hunter2\"}"_s,
                            .httpStatus = 500};
    const QString details = ui::text::errorDetails(error);
    QVERIFY(details.contains(u"unexpected-answer"_s));
    QVERIFY(details.contains(u"read the token"_s));
    QVERIFY(!details.contains(u"hunter2"_s));
}

QTEST_GUILESS_MAIN(tst_text_Errors)
#include "tst_text_Errors.moc"
