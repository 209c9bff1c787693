#include "models/domain/Passphrase.h"

#include <QTest>

using namespace gatehouse;
using domain::Rule;
using namespace Qt::StringLiterals;

class tst_domain_Passphrase : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theRule_data();
    void theRule();
};

void tst_domain_Passphrase::theRule_data()
{
    QTest::addColumn<QByteArray>("utf8");
    QTest::addColumn<std::optional<Rule>>("broken");
    const QByteArray twoBytes("\xc3\xbc");
    const QByteArray fourBytes("\xf0\x9f\x94\x91");
    QTest::newRow("empty") << QByteArray() << std::optional(Rule::Required);
    QTest::newRow("seven") << QByteArray(7, 'x') << std::optional(Rule::TooShort);
    QTest::newRow("eight") << QByteArray(8, 'x') << std::optional<Rule>();
    QTest::newRow("eight blanks") << QByteArray(8, ' ') << std::optional<Rule>();
    QTest::newRow("seven of two bytes") << twoBytes.repeated(7) << std::optional(Rule::TooShort);
    QTest::newRow("eight of two bytes") << twoBytes.repeated(8) << std::optional<Rule>();
    QTest::newRow("seven of four bytes") << fourBytes.repeated(7) << std::optional(Rule::TooShort);
    QTest::newRow("eight of four bytes") << fourBytes.repeated(8) << std::optional<Rule>();
    QTest::newRow("1024") << QByteArray(1024, 'x') << std::optional<Rule>();
    QTest::newRow("1025") << QByteArray(1025, 'x') << std::optional(Rule::TooLong);
    QTest::newRow("line feed") << "correct\nhorse"_ba << std::optional(Rule::ControlCharacters);
    QTest::newRow("NUL") << QByteArray("correct\0horse", 13) << std::optional(Rule::ControlCharacters);
    QTest::newRow("DEL") << "correct\x7fhorse"_ba << std::optional(Rule::ControlCharacters);
}

void tst_domain_Passphrase::theRule()
{
    QFETCH(QByteArray, utf8);
    QFETCH(std::optional<Rule>, broken);
    const domain::MaybeViolation violation = domain::checkPassphrase(base::Secret(QByteArrayView(utf8)));
    QCOMPARE(violation.has_value(), broken.has_value());
    if (violation) {
        QCOMPARE(violation->field, domain::Field::Passphrase);
        QCOMPARE(violation->rule, *broken);
        QVERIFY(violation->value.isEmpty()); // what was typed is never shown
    }
}

QTEST_GUILESS_MAIN(tst_domain_Passphrase)
#include "tst_domain_Passphrase.moc"
