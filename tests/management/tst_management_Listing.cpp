#include "models/management/Listing.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::management;
using namespace Qt::StringLiterals;

/// Pages and checkpoints over lists of any length.
class tst_management_Listing : public QObject
{
    Q_OBJECT

private:
    static QList<ListEntry> numbers(int count)
    {
        QList<ListEntry> entries;
        for (int i = 0; i < count; ++i)
            entries.append({u"%1 n"_s.arg(i, 4, 10, QLatin1Char('0')), [i] { return jose::json::number(i); }});
        return entries;
    }

private Q_SLOTS:
    void everyPageTogetherIsTheList();
    void checkpointsTogetherAreTheList();
    void aPageAsksForWhatItMay();
    void fieldsChoose();
    void linksKeepTheQuery_data();
    void linksKeepTheQuery();
};

void tst_management_Listing::everyPageTogetherIsTheList()
{
    for (const int count : {0, 1, 49, 50, 51, 250}) {
        QStringList seen;
        for (int page = 0;; ++page) {
            const auto wanted =
                readListing({{u"page"_s, QString::number(page)}, {u"include_totals"_s, u"true"_s}}, false);
            QVERIFY(wanted);
            const auto answer = listed(numbers(count), *wanted, u"numbers"_s, {});
            QCOMPARE(answer.body.member(u"total")->number, QByteArray::number(count));
            const auto &part = answer.body.member(u"numbers")->elements;
            if (part.isEmpty())
                break;
            for (const jose::JsonValue &one : part)
                seen.append(QString::fromLatin1(one.number));
        }
        QCOMPARE(seen.size(), count);
        seen.removeDuplicates();
        QCOMPARE(seen.size(), count);
    }
}

void tst_management_Listing::checkpointsTogetherAreTheList()
{
    for (const int count : {0, 1, 10, 11, 25}) {
        qsizetype seen = 0;
        QString from;
        do {
            const auto wanted = readListing({{u"take"_s, u"10"_s}, {u"from"_s, from}}, true);
            QVERIFY(wanted);
            const auto answer = listed(numbers(count), *wanted, u"numbers"_s, {});
            seen += answer.body.member(u"numbers")->elements.size();
            const jose::JsonValue *next = answer.body.member(u"next");
            from = next ? next->string : QString();
        } while (!from.isEmpty());
        QCOMPARE(seen, count);
    }
}

void tst_management_Listing::aPageAsksForWhatItMay()
{
    const auto problemOfQuery = [](const Query &query, bool canCheckpoint) {
        const auto listing = readListing(query, canCheckpoint);
        return listing ? QString() : listing.error().message;
    };
    QCOMPARE(problemOfQuery({{u"per_page"_s, u"101"_s}}, true),
             u"Query validation error: 'Value 101 is greater than maximum 100' on property per_page."_s);
    QCOMPARE(problemOfQuery({{u"page"_s, u"-1"_s}}, true),
             u"Query validation error: 'Value -1 is less than minimum 0' on property page."_s);
    for (const QString &wrong : {u"+1"_s, u" 1"_s, u"1 "_s, u"1.0"_s, u"0x1"_s, u""_s, u"١"_s})
        QCOMPARE(problemOfQuery({{u"page"_s, wrong}}, true),
                 u"Query validation error: 'Expected type integer but found type string' on property page."_s);
    QVERIFY(!problemOfQuery({{u"page"_s, u"1"_s}, {u"from"_s, u"abcd"_s}}, true).isEmpty());
    QVERIFY(problemOfQuery({{u"page"_s, u"1"_s}, {u"from"_s, u"abcd"_s}}, false).isEmpty());
    // include_totals comes along with take, and means nothing there.
    const auto both = readListing({{u"take"_s, u"5"_s}, {u"include_totals"_s, u"true"_s}}, true);
    QVERIFY(both && both->isCheckpoint);
}

void tst_management_Listing::fieldsChoose()
{
    const auto some = readFields({{u"fields"_s, u"a,b"_s}});
    QVERIFY(some->contains(u"a"_s) && !some->contains(u"c"_s));
    const auto others = readFields({{u"fields"_s, u"a,b"_s}, {u"include_fields"_s, u"false"_s}});
    QVERIFY(!others->contains(u"a"_s) && others->contains(u"c"_s));
    QVERIFY(readFields({})->contains(u"a"_s));
}

void tst_management_Listing::linksKeepTheQuery_data()
{
    QTest::addColumn<int>("page");
    QTest::addColumn<QByteArray>("relations");
    QTest::newRow("first page") << 0 << "0 first, 1 next, 2 last"_ba;
    QTest::newRow("in the middle") << 1 << "0 first, 0 prev, 2 next, 2 last"_ba;
    QTest::newRow("last page") << 2 << "0 first, 1 prev, 2 last"_ba;
    QTest::newRow("past the end") << 99 << "0 first, 2 prev, 2 last"_ba;
}

void tst_management_Listing::linksKeepTheQuery()
{
    QFETCH(const int, page);
    QFETCH(const QByteArray, relations);
    const Query query{{u"identifiers"_s, u"urn:a b&c"_s}, {u"page"_s, QString::number(page)},
                      {u"fields"_s, u"id,ä"_s},           {u"per_page"_s, u"2"_s},
                      {u"identifiers"_s, u"urn:d"_s},     {u"include_fields"_s, u"true"_s}};
    const auto answer = listed(numbers(5), *readListing(query, false), u"numbers"_s, "http://h/list");
    QByteArrayList links;
    for (const QByteArrayList wanted = relations.split(','); const QByteArray &one : wanted) {
        const QByteArrayList parts = one.trimmed().split(' ');
        links.append("<http://h/list?page=" + parts[0] +
                     "&per_page=2&identifiers=urn%3Aa%20b%26c&fields=id%2C%C3%A4&identifiers=urn%3Ad&include_fields="
                     "true>; rel=\"" +
                     parts[1] + '"');
    }
    QCOMPARE(answer.link, links.join(", "));
}

QTEST_GUILESS_MAIN(tst_management_Listing)
#include "tst_management_Listing.moc"
