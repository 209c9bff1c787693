#include "models/shelf/ShelfEntry.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>

namespace gatehouse::shelf {

using namespace Qt::StringLiterals;

namespace {

/// A line shows fewer; a token may hold megabytes.
constexpr qsizetype longestLabel = 200;
constexpr int recordVersion = 1;

QString shortLabel(const QString &text)
{
    return text.size() > longestLabel ? text.first(longestLabel) + u'\u2026' : text;
}

QString textOf(const inspector::TokenInspection &inspection, QStringView name)
{
    const jose::JsonValue *value = inspection.claims ? inspection.claims->member(name) : nullptr;
    return value && value->isString() ? shortLabel(value->string) : QString();
}

QByteArray digestOf(const base::Secret &token)
{
    return QCryptographicHash::hash(token.bytes(), QCryptographicHash::Sha256);
}

template <typename Value, std::size_t count>
Value byName(const std::array<Value, count> &values, QString (*nameOf)(Value), const QJsonValue &name, Value otherwise)
{
    const auto found = std::ranges::find(values, name.toString(), nameOf);
    return found == values.end() ? otherwise : *found;
}

} // namespace

ShelfEntry entryOf(const inspector::TokenInspection &inspection, base::Instant keptAt)
{
    ShelfEntry entry;
    entry.keptAt = keptAt;
    entry.api = shortLabel(inspection.key.apiName);
    if (entry.api.isEmpty() && !inspection.audience.isEmpty())
        entry.api = shortLabel(inspection.audience.first());
    entry.issuer = shortLabel(inspection.issuer);
    for (const QStringView name :
         {QStringView(u"azp"), QStringView(u"client_id"), QStringView(u"cid"), QStringView(u"sub")}) {
        if (entry.client.isEmpty())
            entry.client = textOf(inspection, name);
    }
    entry.algorithm = shortLabel(inspection.algorithm);
    if (entry.algorithm.isEmpty() && inspection.encrypted)
        entry.algorithm = shortLabel(inspection.encrypted->algorithm);
    entry.ends = tokenEnds(inspection.token);
    entry.verdict = inspection.verdict();
    entry.time = inspection.time;
    entry.digest = QCryptographicHash::hash(inspection.token, QCryptographicHash::Sha256);
    return entry;
}

QString tokenEnds(QByteArrayView token)
{
    const qsizetype head = std::min<qsizetype>(8, token.size() / 20);
    const qsizetype tail = std::min<qsizetype>(4, token.size() / 20);
    return QString::fromUtf8(token.first(head)) + u'\u2026' + QString::fromUtf8(token.last(tail));
}

base::Secret encodeRecord(const ShelfEntry &entry, const base::Secret &token)
{
    const QByteArray told = QJsonDocument(QJsonObject{{u"v"_s, recordVersion},
                                                      {u"at"_s, qint64(entry.keptAt.time_since_epoch().count())},
                                                      {u"api"_s, entry.api},
                                                      {u"iss"_s, entry.issuer},
                                                      {u"client"_s, entry.client},
                                                      {u"alg"_s, entry.algorithm},
                                                      {u"verdict"_s, inspector::verdictName(entry.verdict)},
                                                      {u"time"_s, inspector::timeName(entry.time)}})
                                .toJson(QJsonDocument::Compact);
    std::vector<unsigned char> bytes;
    bytes.reserve(static_cast<std::size_t>(told.size() + 1 + token.size())); // never moved, so no copy is left behind
    bytes.insert(bytes.end(), told.begin(), told.end());
    bytes.push_back('\n');
    bytes.insert(bytes.end(), token.bytes().begin(), token.bytes().end());
    return base::Secret(std::move(bytes));
}

base::Result<ShelfRecord> decodeRecord(const base::Secret &record)
{
    const QByteArrayView bytes = record.bytes();
    const qsizetype end = bytes.indexOf('\n');
    const QJsonObject told = end < 0 ? QJsonObject() : QJsonDocument::fromJson(bytes.first(end).toByteArray()).object();
    if (told.value(u"v"_s).toInt() != recordVersion || end + 1 == bytes.size())
        return base::failure(base::ErrorCode::SealBroken, base::ErrorStep::ReadKeptToken, {}, u"not a record"_s);
    using inspector::Time;
    using inspector::Verdict;
    ShelfRecord read{.entry = {}, .token = base::Secret(bytes.sliced(end + 1))};
    read.entry.keptAt = base::Instant(std::chrono::milliseconds(told.value(u"at"_s).toInteger()));
    read.entry.api = shortLabel(told.value(u"api"_s).toString());
    read.entry.issuer = shortLabel(told.value(u"iss"_s).toString());
    read.entry.client = shortLabel(told.value(u"client"_s).toString());
    read.entry.algorithm = shortLabel(told.value(u"alg"_s).toString());
    // A name that a later version made up says nothing we could repeat.
    read.entry.verdict = byName(std::array{Verdict::Verified, Verdict::NotVerified, Verdict::CouldNotBeChecked},
                                &inspector::verdictName, told.value(u"verdict"_s), Verdict::CouldNotBeChecked);
    read.entry.time =
        byName(std::array{Time::Valid, Time::Expired, Time::NotYet, Time::NoExpiry, Time::Malformed, Time::NotJudged},
               &inspector::timeName, told.value(u"time"_s), Time::NotJudged);
    read.entry.ends = tokenEnds(read.token.bytes());
    read.entry.digest = digestOf(read.token);
    return read;
}

} // namespace gatehouse::shelf
