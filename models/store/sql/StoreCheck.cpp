#include "models/store/sql/StoreCheck.h"

#include "models/store/sql/Migrations.h"
#include "models/store/sql/SqlConnection.h"

namespace gatehouse::store::sql {

using base::ErrorCode;
using base::failure;
using namespace Qt::StringLiterals;

base::Result<StoreMark> StoreMark::read(SqlConnection &connection)
{
    StoreMark mark;
    const auto read =
        connection.each(u"SELECT revision, coalesce((SELECT max(sequence) FROM audit), 0),"
                        " coalesce((SELECT at FROM audit ORDER BY sequence DESC LIMIT 1), 0) FROM tenant"_s,
                        {}, [&mark](const QSqlQuery &row) -> base::Result<void> {
                            mark.revision = row.value(0).toLongLong();
                            mark.entry = row.value(1).toLongLong();
                            mark.at = row.value(2).toLongLong();
                            return {};
                        });
    if (!read)
        return std::unexpected(read.error());
    return mark;
}

base::Result<StoreMark> StoreMark::ofFile(const QString &path)
{
    const auto connection = SqlConnection::open(path, SqlConnection::Mode::Immutable);
    if (!connection)
        return std::unexpected(connection.error());
    auto mark = read(**connection);
    if (mark)
        mark->isForLog = (*connection)->isFileForLog();
    return mark;
}

base::Result<bool> checkStore(SqlConnection &connection, const QString &path, Thoroughness thoroughness)
{
    bool isStore = false;
    // One state for all questions: another process may be making this very store at this moment.
    const auto checked = connection.read([&]() -> base::Result<void> {
        const auto tables = connection.value(u"SELECT count(*) FROM sqlite_schema"_s);
        if (!tables)
            return std::unexpected(tables.error());
        const auto application = connection.value(u"PRAGMA application_id"_s);
        if (!application)
            return std::unexpected(application.error());
        const auto version = connection.value(u"PRAGMA user_version"_s);
        if (!version)
            return std::unexpected(version.error());
        if (tables->toInt() == 0 && application->toInt() == 0 && version->toInt() == 0)
            return {}; // new
        if (application->toInt() != storeApplicationId)
            return failure(ErrorCode::StoreForeign, base::ErrorStep::CheckStore, path,
                           u"the database of another program"_s);
        if (version->toInt() > latestVersion())
            return failure(ErrorCode::StoreTooNew, base::ErrorStep::CheckStore, path, version->toString());
        const bool isFull = thoroughness == Thoroughness::Full;
        const auto verdict = connection.value(isFull ? u"PRAGMA integrity_check(1)"_s : u"PRAGMA quick_check(1)"_s);
        if (!verdict)
            return std::unexpected(verdict.error());
        if (verdict->toString() != "ok"_L1)
            return failure(ErrorCode::StoreCorrupt, base::ErrorStep::CheckStore, path, verdict->toString());
        if (isFull) {
            const auto dangling = connection.value(u"PRAGMA foreign_key_check"_s);
            if (!dangling)
                return std::unexpected(dangling.error());
            if (dangling->isValid())
                return failure(ErrorCode::StoreCorrupt, base::ErrorStep::CheckStore, path,
                               u"a reference to nothing in table "_s + dangling->toString());
        }
        isStore = true;
        return checkSchema(connection, path, migrations(), version->toInt());
    });
    if (!checked)
        return std::unexpected(checked.error());
    return isStore;
}

} // namespace gatehouse::store::sql
