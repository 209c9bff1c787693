#include "models/management/Listing.h"

#include <QRegularExpression>

namespace gatehouse::management {

using jose::JsonValue;
namespace json = jose::json;

namespace {

constexpr qint64 maxPerPage = 100;
constexpr qint64 maxPage = 1000000;
constexpr qsizetype maxFieldList = 5000;

Checked<std::optional<qint64>> numberOf(const Query &query, QStringView name, qint64 least, qint64 most)
{
    const QStringList values = valuesOf(query, name);
    if (values.isEmpty())
        return std::optional<qint64>();
    static const QRegularExpression digits(u"\\A-?[0-9]+\\z"_s);
    bool isNumber = false;
    const qint64 value = values.first().toLongLong(&isNumber);
    // Qt takes a plus sign and blanks, too.
    if (values.size() > 1 || !isNumber || !digits.match(values.first()).hasMatch())
        return std::unexpected(queryProblem(u"Expected type integer but found type string"_s, name.toString()));
    if (value < least)
        return std::unexpected(
            queryProblem(u"Value %1 is less than minimum %2"_s.arg(value).arg(least), name.toString()));
    if (value > most)
        return std::unexpected(
            queryProblem(u"Value %1 is greater than maximum %2"_s.arg(value).arg(most), name.toString()));
    return std::optional(value);
}

QByteArray encoded(const QString &key)
{
    return key.toUtf8().toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

std::optional<QString> decoded(const QString &from)
{
    const auto bytes = QByteArray::fromBase64Encoding(from.toLatin1(), QByteArray::Base64UrlEncoding |
                                                                           QByteArray::AbortOnBase64DecodingErrors);
    return bytes ? std::optional(QString::fromUtf8(*bytes)) : std::nullopt;
}

/// What a `next` of ours can say: the place of an object in its list, which begins with what lists are ordered by.
bool isPlace(const QString &key)
{
    static const QRegularExpression form(u"\\A[^ ]+ [^ ]"_s);
    return form.match(key).hasMatch();
}

/// Whoever follows a link sees the next part of the same list, object by object alike.
QByteArray filtersOf(const Query &query)
{
    QByteArray filters;
    for (const auto &[name, value] : query) {
        if (name != "page"_L1 && name != "per_page"_L1)
            filters += '&' + name.toUtf8().toPercentEncoding() + '=' + value.toUtf8().toPercentEncoding();
    }
    return filters;
}

QByteArray linkHeader(const QByteArray &base, const Listing &wanted, qint64 total)
{
    const qint64 last = total == 0 || wanted.perPage == 0 ? 0 : (total - 1) / wanted.perPage;
    QByteArrayList links;
    const auto add = [&](qint64 page, const char *relation) {
        links.append('<' + base + "?page=" + QByteArray::number(page) +
                     "&per_page=" + QByteArray::number(wanted.perPage) + wanted.filters + ">; rel=\"" + relation + '"');
    };
    add(0, "first");
    if (wanted.page > 0)
        add(std::min(wanted.page - 1, last), "prev"); // past the end: back to where there is something
    if (wanted.page < last)
        add(wanted.page + 1, "next");
    add(last, "last");
    return links.join(", ");
}

} // namespace

QStringList valuesOf(const Query &query, QStringView name)
{
    QStringList values;
    for (const auto &[parameter, value] : query) {
        if (parameter == name)
            values.append(value);
    }
    return values;
}

QString valueOf(const Query &query, QStringView name)
{
    const QStringList values = valuesOf(query, name);
    return values.isEmpty() ? QString() : values.first();
}

Checked<std::optional<bool>> flagOf(const Query &query, QStringView name)
{
    const QStringList values = valuesOf(query, name);
    if (values.isEmpty())
        return std::optional<bool>();
    if (values.first() != "true"_L1 && values.first() != "false"_L1)
        return std::unexpected(queryProblem(u"Expected type boolean but found type string"_s, name.toString()));
    return std::optional(values.first() == "true"_L1);
}

Checked<FieldSelection> readFields(const Query &query)
{
    FieldSelection fields;
    const QString names = valuesOf(query, u"fields").join(u',');
    if (names.size() > maxFieldList)
        return std::unexpected(queryProblem(
            u"String is too long (%1 chars), maximum %2"_s.arg(names.size()).arg(maxFieldList), u"fields"_s));
    const QStringList list = names.split(u',', Qt::SkipEmptyParts);
    fields.names = QSet<QString>(list.cbegin(), list.cend());
    const auto inclusive = flagOf(query, u"include_fields");
    if (!inclusive)
        return std::unexpected(inclusive.error());
    fields.isInclusive = inclusive->value_or(true);
    return fields;
}

Checked<Listing> readListing(const Query &query, bool canCheckpoint, qint64 leastPerPage)
{
    Listing listing;
    auto fields = readFields(query);
    if (!fields)
        return std::unexpected(fields.error());
    listing.fields = *std::move(fields);
    listing.filters = filtersOf(query);
    const auto page = numberOf(query, u"page", 0, maxPage);
    const auto perPage = numberOf(query, u"per_page", leastPerPage, maxPerPage);
    const auto totals = flagOf(query, u"include_totals");
    const auto take = numberOf(query, u"take", 1, maxPerPage);
    for (const auto *number : {&page, &perPage, &take}) {
        if (!*number)
            return std::unexpected(number->error());
    }
    if (!totals)
        return std::unexpected(totals.error());
    listing.page = page->value_or(listing.page);
    listing.perPage = perPage->value_or(listing.perPage);
    listing.hasTotals = totals->value_or(false);
    const QStringList from = valuesOf(query, u"from");
    if (!canCheckpoint || (!*take && from.isEmpty()))
        return listing;
    if (*page && !from.isEmpty())
        return std::unexpected(queryProblem(u"Cannot be used together with page"_s, u"from"_s));
    listing.isCheckpoint = true;
    listing.take = take->value_or(listing.take);
    if (!from.isEmpty() && !from.first().isEmpty()) {
        const auto key = decoded(from.first());
        if (!key || !isPlace(*key))
            return std::unexpected(queryProblem(u"Object didn't pass validation for format checkpoint"_s, u"from"_s));
        listing.from = *key;
    }
    return listing;
}

ListAnswer listed(const QList<ListEntry> &entries, const Listing &wanted, const QString &envelope,
                  const QByteArray &base)
{
    const qint64 total = entries.size();
    qint64 first = wanted.page * wanted.perPage;
    qint64 count = wanted.perPage;
    if (wanted.isCheckpoint) {
        first = std::ranges::count_if(
            entries, [&](const ListEntry &entry) { return !wanted.from.isEmpty() && entry.key <= wanted.from; });
        count = wanted.take;
    }
    JsonValue part = json::array();
    for (qint64 i = first; i < std::min(total, first + count); ++i)
        part.elements.append(entries[i].json());
    JsonValue body = json::object();
    if (wanted.isCheckpoint) {
        if (first + count < total)
            json::add(body, "next"_L1, json::string(QString::fromLatin1(encoded(entries[first + count - 1].key))));
        json::add(body, envelope, part);
        return {.body = body};
    }
    if (!wanted.hasTotals)
        return {.body = part, .link = linkHeader(base, wanted, total)};
    json::add(body, "total"_L1, json::number(total));
    json::add(body, "start"_L1, json::number(wanted.page * wanted.perPage));
    json::add(body, "limit"_L1, json::number(wanted.perPage));
    json::add(body, envelope, part);
    return {.body = body};
}

} // namespace gatehouse::management
