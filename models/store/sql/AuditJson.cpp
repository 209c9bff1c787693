#include "models/store/sql/AuditJson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace gatehouse::store::sql {

using namespace domain;
using namespace Qt::StringLiterals;

QString auditItemsToJson(const QList<AuditItem> &items)
{
    QJsonArray array;
    for (const AuditItem &item : items) {
        QJsonArray fields;
        for (const FieldChange &field : item.fields)
            fields.append(
                QJsonObject{{u"field"_s, field.field}, {u"before"_s, field.before}, {u"after"_s, field.after}});
        array.append(QJsonObject{{u"entity"_s, entityName(item.entity)},
                                 {u"action"_s, actionName(item.action)},
                                 {u"id"_s, item.id},
                                 {u"name"_s, item.name},
                                 {u"fields"_s, fields}});
    }
    return QString::fromUtf8(QJsonDocument(array).toJson(QJsonDocument::Compact));
}

std::optional<QList<AuditItem>> auditItemsFromJson(const QString &json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json.toUtf8());
    if (!document.isArray())
        return {};
    QList<AuditItem> items;
    const QJsonArray array = document.array();
    for (const auto &value : array) {
        const QJsonObject object = value.toObject();
        const auto entity = parseEntity(object.value("entity"_L1).toString());
        const auto action = parseAction(object.value("action"_L1).toString());
        if (!entity || !action)
            return {};
        AuditItem item{.entity = *entity,
                       .action = *action,
                       .id = object.value("id"_L1).toString(),
                       .name = object.value("name"_L1).toString(),
                       .fields = {}};
        const QJsonArray fields = object.value("fields"_L1).toArray();
        for (const auto &entry : fields) {
            const QJsonObject field = entry.toObject();
            item.fields.append({field.value("field"_L1).toString(), field.value("before"_L1).toString(),
                                field.value("after"_L1).toString()});
        }
        items.append(item);
    }
    return items;
}

} // namespace gatehouse::store::sql
