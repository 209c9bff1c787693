#include "models/scan/BatchExport.h"

#include "models/base/Csv.h"
#include "models/base/Markdown.h"
#include "models/base/Text.h"
#include "models/jose/JsonBuilder.h"
#include "models/scan/BatchCounts.h"

#include <QCryptographicHash>

#include <array>

namespace gatehouse::scan {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype longestCell = 2000; ///< of Markdown

/// A row's cells, in the order of exportColumns(); numbers as text.
QStringList cellsOf(const BatchRow &row, const QStringList &sources)
{
    const auto number = [](std::optional<qint64> value) { return value ? QString::number(*value) : QString(); };
    return {
        QString::fromLatin1(QCryptographicHash::hash(row.token, QCryptographicHash::Sha256).toHex().first(16)),
        sources.value(row.source),
        QString::number(row.place.offset),
        row.place.line > 0 ? QString::number(row.place.line) : QString(),
        row.place.entry >= 0 ? QString::number(row.place.entry) : QString(),
        row.place.name,
        QString::number(row.seen),
        transport::kindName(row.kind),
        transport::transportNames(row.through).join(u' '),
        inspector::verdictName(row.verdict),
        inspector::formName(row.form),
        inspector::signatureName(row.signature),
        inspector::timeName(row.time),
        inspector::claimsName(row.claims),
        inspector::policyName(row.policy),
        inspector::reasonCode(row.reason),
        row.algorithm,
        row.kid,
        row.keyUsed,
        row.api,
        row.issuer,
        row.subject,
        row.client,
        row.audience.join(u' '),
        number(row.issuedAt),
        number(row.expiresAt),
        row.findings.join(u' '),
        QString::fromLatin1(withoutSignature(row.token)),
    };
}

bool isNumberColumn(const QString &name)
{
    static const QStringList names{u"offset"_s, u"line"_s, u"entry"_s, u"seen"_s, u"issuedAt"_s, u"expiresAt"_s};
    return names.contains(name);
}

QByteArray jsonObject(const QStringList &columns, const QStringList &cells)
{
    namespace json = jose::json;
    jose::JsonValue object = json::object();
    for (qsizetype i = 0; i < columns.size(); ++i) {
        if (!isNumberColumn(columns[i]))
            json::add(object, columns[i], json::string(cells[i]));
        else
            json::add(object, columns[i], cells[i].isEmpty() ? json::null() : json::number(cells[i].toLongLong()));
    }
    return object.toJson();
}

QByteArray line(const QStringList &cells, ExportFormat format)
{
    if (format == ExportFormat::Csv)
        return base::csvRow(cells);
    QByteArray out;
    for (const QString &cell : cells)
        out += "| "_ba + base::markdownText(cell, longestCell).toUtf8() + ' ';
    return out + "|\n"_ba;
}

bool exportJson(const BatchResult &batch, const ExportSink &sink)
{
    const QStringList columns = exportColumns();
    QByteArray out = "{\"found\":" + QByteArray::number(batch.progress.found) +
                     ",\"distinct\":" + QByteArray::number(batch.progress.distinct) + ",\"tokens\":[";
    for (qsizetype i = 0; i < batch.rows.size(); ++i) {
        out += (i > 0 ? ",\n"_ba : "\n"_ba) + jsonObject(columns, cellsOf(batch.rows[i], batch.sources));
        if (!sink(std::exchange(out, {})))
            return false;
    }
    out += "\n],\"skipped\":["_ba;
    for (qsizetype i = 0; i < batch.skipped.size(); ++i) {
        const BatchResult::Skipped &one = batch.skipped[i];
        out += (i > 0 ? ",\n"_ba : "\n"_ba) +
               jsonObject({u"source"_s, u"reason"_s}, {one.source, transport::skipReasonName(one.reason)});
    }
    return sink(out + "]}\n");
}

} // namespace

QStringList exportColumns()
{
    return {u"id"_s,      u"source"_s,  u"offset"_s,    u"line"_s,     u"entry"_s,     u"name"_s,     u"seen"_s,
            u"kind"_s,    u"through"_s, u"verdict"_s,   u"form"_s,     u"signature"_s, u"time"_s,     u"claims"_s,
            u"policy"_s,  u"reason"_s,  u"algorithm"_s, u"kid"_s,      u"key"_s,       u"api"_s,      u"issuer"_s,
            u"subject"_s, u"client"_s,  u"audience"_s,  u"issuedAt"_s, u"expiresAt"_s, u"findings"_s, u"token"_s};
}

bool exportBatch(const BatchResult &batch, ExportFormat format, const ExportSink &sink)
{
    if (format == ExportFormat::Json)
        return exportJson(batch, sink);
    QStringList columns = exportColumns();
    if (format == ExportFormat::Markdown)
        columns = {u"line"_s,   u"name"_s,   u"verdict"_s, u"reason"_s, u"time"_s, u"claims"_s,
                   u"policy"_s, u"client"_s, u"api"_s,     u"key"_s,    u"id"_s};
    if (!sink(line(columns, format)))
        return false;
    if (format == ExportFormat::Markdown && !sink("|---"_ba.repeated(columns.size()) + "|\n"))
        return false;
    const QStringList all = exportColumns();
    for (const BatchRow &row : batch.rows) {
        const QStringList cells = cellsOf(row, batch.sources);
        QStringList chosen;
        for (const QString &column : std::as_const(columns))
            chosen.append(cells[all.indexOf(column)]);
        if (!sink(line(chosen, format)))
            return false;
    }
    return true;
}

} // namespace gatehouse::scan
