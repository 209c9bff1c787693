#include "models/domain/AuditFilter.h"

#include <QTest>

using namespace gatehouse::domain;
using namespace Qt::StringLiterals;

class tst_domain_AuditFilter : public QObject
{
    Q_OBJECT

private:
    static gatehouse::base::Instant minute(int number)
    {
        return gatehouse::base::Instant(std::chrono::minutes(number));
    }

private Q_SLOTS:
    void everyConditionMustHold_data()
    {
        QTest::addColumn<std::shared_ptr<AuditFilter>>("filter");
        QTest::addColumn<bool>("matches");
        const auto row = [](const char *name, const AuditFilter &filter, bool matches) {
            QTest::newRow(name) << std::make_shared<AuditFilter>(filter) << matches;
        };
        row("nothing said", {}, true);
        row("since its own moment", {.since = minute(10)}, true);
        row("since later", {.since = minute(11)}, false);
        row("until its own moment", {.until = minute(10)}, false);
        row("until later", {.until = minute(11)}, true);
        row("its user", {.user = u"ada"_s}, true);
        row("part of its user", {.user = u"ad"_s}, false);
        row("another user", {.user = u"bob"_s}, false);
        row("its source", {.source = u"window"_s}, true);
        row("another source", {.source = u"server"_s}, false);
        row("part of a name, whatever the case", {.object = u"ORD"_s}, true);
        row("part of the second's id", {.object = u"grt_2"_s}, true);
        row("no object", {.object = u"billing"_s}, false);
        row("all but one", {.since = minute(1), .user = u"ada"_s, .object = u"billing"_s}, false);
        row("all",
            {.since = minute(1), .until = minute(20), .user = u"ada"_s, .source = u"window"_s, .object = u"orders"_s},
            true);
    }
    void everyConditionMustHold()
    {
        QFETCH(const std::shared_ptr<AuditFilter>, filter);
        QFETCH(const bool, matches);
        const AuditEntry entry{.sequence = 1,
                               .at = minute(10),
                               .user = u"ada"_s,
                               .source = u"window"_s,
                               .items = {{.entity = Entity::Api, .id = u"api_1"_s, .name = u"Orders"_s, .fields = {}},
                                         {.entity = Entity::ClientGrant, .id = u"grt_2"_s, .name = {}, .fields = {}}}};
        QCOMPARE(filter->matches(entry), matches);
    }
};

QTEST_GUILESS_MAIN(tst_domain_AuditFilter)
#include "tst_domain_AuditFilter.moc"
