#include "ui/text/ActivityText.h"

#include "models/base/Csv.h"
#include "models/jose/JsonBuilder.h"
#include "ui/text/TimeText.h"

namespace gatehouse::ui::text {

using namespace Qt::StringLiterals;
namespace json = jose::json;

namespace {

jose::JsonValue itemJson(const domain::AuditItem &item)
{
    jose::JsonValue fields = json::array();
    for (const domain::FieldChange &change : item.fields) {
        jose::JsonValue field = json::object();
        json::add(field, "field", json::string(change.field));
        json::add(field, "before", json::string(change.before));
        json::add(field, "after", json::string(change.after));
        fields.elements.append(field);
    }
    jose::JsonValue object = json::object();
    json::add(object, "action", json::string(domain::actionName(item.action)));
    json::add(object, "kind", json::string(domain::entityName(item.entity)));
    json::add(object, "id", json::string(item.id));
    json::add(object, "name", json::string(item.name));
    json::add(object, "fields", fields);
    return object;
}

jose::JsonValue entryJson(const domain::AuditEntry &entry)
{
    jose::JsonValue items = json::array();
    for (const domain::AuditItem &item : entry.items)
        items.elements.append(itemJson(item));
    jose::JsonValue object = json::object();
    json::add(object, "entry", json::number(entry.sequence));
    json::add(object, "at", json::string(utcTime(entry.at)));
    json::add(object, "user", json::string(entry.user));
    json::add(object, "source", json::string(entry.source));
    json::add(object, "items", items);
    return object;
}

} // namespace

QByteArray activityCsv(const QList<domain::AuditEntry> &entries)
{
    QByteArray csv = base::csvRow({u"entry"_s, u"at"_s, u"user"_s, u"source"_s, u"action"_s, u"kind"_s, u"id"_s,
                                   u"name"_s, u"field"_s, u"before"_s, u"after"_s});
    for (const domain::AuditEntry &entry : entries) {
        const QStringList who{QString::number(entry.sequence), utcTime(entry.at), entry.user, entry.source};
        for (const domain::AuditItem &item : entry.items) {
            const QStringList what =
                who + QStringList{domain::actionName(item.action), domain::entityName(item.entity), item.id, item.name};
            for (const domain::FieldChange &change : item.fields)
                csv += base::csvRow(what + QStringList{change.field, change.before, change.after});
            if (item.fields.isEmpty())
                csv += base::csvRow(what + QStringList{{}, {}, {}});
        }
    }
    return csv;
}

jose::JsonValue activityJson(const QList<domain::AuditEntry> &entries)
{
    jose::JsonValue list = json::array();
    for (const domain::AuditEntry &entry : entries)
        list.elements.append(entryJson(entry));
    return list;
}

} // namespace gatehouse::ui::text
