#pragma once

#include "models/management/Description.h"

#include <QMultiMap>

#include <algorithm>

namespace gatehouse::management {

/// The query of a request: names and values, decoded, in order.
using Query = QList<std::pair<QString, QString>>;

/// What a list is asked for (contract section 1.4): a page with its number, or what follows a checkpoint.
struct Listing
{
    qint64 page = 0;
    qint64 perPage = 50;
    bool hasTotals = false;
    bool isCheckpoint = false;
    qint64 take = 50;
    QString from = {}; ///< the key of the last object of the answer before; empty for the first
    FieldSelection fields = {};
    QByteArray filters = {}; ///< the rest of the query, encoded, each with an ampersand before it: for links
};

/// `canCheckpoint` is false for lists that know `page` alone; `leastPerPage` is 0 where a client may ask for the total
/// and no object.
Checked<Listing> readListing(const Query &query, bool canCheckpoint, qint64 leastPerPage = 1);
/// Of `fields` and `include_fields` alone.
Checked<FieldSelection> readFields(const Query &query);

/// The values of a parameter.
QStringList valuesOf(const Query &query, QStringView name);
/// The one value of a parameter that is there once or not at all.
QString valueOf(const Query &query, QStringView name);
/// Nothing where the parameter is absent; a problem for what is neither true nor false.
Checked<std::optional<bool>> flagOf(const Query &query, QStringView name);

/// One object of a list: its place in it, and itself when it is wanted.
struct ListEntry
{
    QString key; ///< lists are in the order of these
    std::function<jose::JsonValue()> json;
};

/// An answer: its body, and the Link header of a plain array.
struct ListAnswer
{
    jose::JsonValue body;
    QByteArray link = {};
};

/// Picks the wanted part out of `entries`, which are sorted by key. `envelope` is the member that holds it; `base` the
/// URL that links lead to, without a query.
ListAnswer listed(const QList<ListEntry> &entries, const Listing &wanted, const QString &envelope,
                  const QByteArray &base);

} // namespace gatehouse::management
