#pragma once

#include <QByteArray>
#include <QString>

namespace gatehouse::store::sql {

/// One entry of the audit as its row holds it.
struct AuditRow
{
    qint64 sequence = 0;
    qint64 at = 0; ///< milliseconds since 1970
    QString user;
    QString source;
    QString items;         ///< JSON
    QByteArray chain = {}; ///< what all entries as far as this one come to; only StateGuard can tell
};

} // namespace gatehouse::store::sql
