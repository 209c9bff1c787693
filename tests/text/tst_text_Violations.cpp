#include "models/domain/ResourceServer.h"
#include "ui/text/ViolationText.h"

#include <QTest>

using namespace gatehouse;
using domain::Field;
using domain::Rule;
using ui::text::violationText;
using namespace Qt::StringLiterals;

class tst_text_Violations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void checksHaveTheirSentence_data();
    void checksHaveTheirSentence();
    void pairsHaveASentenceOfTheirOwn_data();
    void pairsHaveASentenceOfTheirOwn();
    void valuesAreShownVisibly();
};

void tst_text_Violations::checksHaveTheirSentence_data()
{
    QTest::addColumn<domain::MaybeViolation>("violation");
    QTest::addColumn<QString>("sentence");
    const QString range = u"A token lifetime is between 1 and 2592000 seconds (30 days)."_s;
    QTest::newRow("lifetime 0") << domain::checkTokenLifetimeText(u"0"_s) << range;
    QTest::newRow("lifetime -1") << domain::checkTokenLifetimeText(u"-1"_s) << range;
    QTest::newRow("lifetime 2592001") << domain::checkTokenLifetimeText(u"2592001"_s) << range;
    QTest::newRow("lifetime soon")
        << domain::checkTokenLifetimeText(u"soon"_s)
        << u"“soon” is not a whole number: a token lifetime is between 1 and 2592000 seconds (30 days)."_s;
    QTest::newRow("name with <") << domain::checkApiName(u"a<b"_s) << u"A name cannot contain “<” or “>”."_s;
    QTest::newRow("long name") << domain::checkApiName(QString(201, u'a')) << u"A name has at most 200 characters."_s;
    QTest::newRow("no identifier") << domain::checkIdentifier({})
                                   << u"An API needs an identifier, for example https://api.example.com/orders."_s;
    QTest::newRow("scope with a blank")
        << domain::checkScopeValue(u"read orders"_s)
        << u"A scope cannot contain spaces, because tokens list their scopes separated by spaces: “read orders”."_s;
    QTest::newRow("reserved scope") << domain::checkScopeValue(u"openid"_s)
                                    << u"“openid” is a name OpenID Connect keeps for itself. Choose another one."_s;
    QList<domain::Scope> thousand;
    for (int i = 0; i < domain::maxScopesPerApi; ++i)
        thousand.append({u"s%1"_s.arg(i), {}});
    QTest::newRow("1001 scopes") << domain::checkScope({u"one:more"_s, {}}, thousand)
                                 << u"An API has at most 1000 scopes."_s;
}

void tst_text_Violations::checksHaveTheirSentence()
{
    QFETCH(domain::MaybeViolation, violation);
    QFETCH(QString, sentence);
    QVERIFY(violation.has_value());
    QCOMPARE(violationText(*violation), sentence);
}

void tst_text_Violations::pairsHaveASentenceOfTheirOwn_data()
{
    QTest::addColumn<int>("field");
    QTest::addColumn<int>("rule");
    const QList<std::pair<Field, QList<Rule>>> pairs{
        {Field::ApiName,
         {Rule::Required, Rule::TooLong, Rule::AngleBrackets, Rule::ControlCharacters, Rule::SystemApi}},
        {Field::ClientName,
         {Rule::Required, Rule::TooLong, Rule::AngleBrackets, Rule::ControlCharacters, Rule::AlreadyUsed}},
        {Field::ApiIdentifier,
         {Rule::Required, Rule::TooLong, Rule::Blank, Rule::NotPrintableAscii, Rule::AlreadyUsed, Rule::Reserved,
          Rule::Immutable, Rule::SystemApi}},
        {Field::SigningAlgorithm, {Rule::Required, Rule::Unknown, Rule::Immutable, Rule::SystemApi}},
        {Field::TokenLifetime, {Rule::Required, Rule::NotANumber, Rule::OutOfRange}},
        {Field::SkipConsent, {Rule::SystemApi, Rule::Unknown}},
        {Field::AllowOfflineAccess, {Rule::SystemApi, Rule::Unknown}},
        {Field::SigningSecret, {Rule::Required, Rule::TooShort, Rule::Immutable, Rule::Unknown, Rule::SystemApi}},
        {Field::ScopeValue,
         {Rule::Required, Rule::TooLong, Rule::Blank, Rule::NotAScopeToken, Rule::Reserved, Rule::AlreadyUsed,
          Rule::TooMany, Rule::Unknown, Rule::SystemApi, Rule::NotUtf8, Rule::NotOneScope, Rule::SeveralScopes}},
        {Field::ScopeDescription, {Rule::TooLong, Rule::ControlCharacters, Rule::SystemApi}},
        {Field::GrantedScopes, {Rule::NotDefinedByApi, Rule::Unknown}},
        {Field::Port, {Rule::NotANumber, Rule::OutOfRange}},
        {Field::Api, {Rule::Unknown, Rule::SystemApi, Rule::Required}},
        {Field::Client, {Rule::Unknown, Rule::AlreadyUsed, Rule::Required}},
        {Field::Passphrase,
         {Rule::Required, Rule::TooShort, Rule::TooLong, Rule::ControlCharacters, Rule::NotRepeated}},
    };
    for (const auto &[field, rules] : pairs) {
        for (const Rule rule : rules) {
            QTest::addRow("%s %s", qPrintable(domain::fieldName(field)), qPrintable(domain::ruleName(rule)))
                << static_cast<int>(field) << static_cast<int>(rule);
        }
    }
}

void tst_text_Violations::pairsHaveASentenceOfTheirOwn()
{
    QFETCH(int, field);
    QFETCH(int, rule);
    const domain::Violation violation{static_cast<Field>(field), static_cast<Rule>(rule), u"VALUE"_s, 0};
    const QString sentence = violationText(violation);
    QVERIFY(sentence.endsWith(u'.'));
    QVERIFY(!sentence.contains(u"%"_s));
    // The sentence for unforeseen pairs names the rule's code; these pairs are foreseen.
    QVERIFY2(!sentence.contains(u"this value is not allowed"_s), qPrintable(sentence));
}

void tst_text_Violations::valuesAreShownVisibly()
{
    const QString sentence = violationText({Field::Api, Rule::Unknown, u"\x1b]0;x\x07\u202E"_s, 0});
    QVERIFY(!sentence.contains(QChar(0x1b)));
    QVERIFY(!sentence.contains(QChar(0x202e)));
    QVERIFY(sentence.contains(u"\\u001B"_s));
}

QTEST_GUILESS_MAIN(tst_text_Violations)
#include "tst_text_Violations.moc"
