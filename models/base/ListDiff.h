#pragma once

#include <QList>

#include <algorithm>
#include <functional>

namespace gatehouse::base {

/// Brings a model's `rows` to `target` with the smallest steps a view understands, so that selection, scroll position
/// and open editors survive. Rows are the same when `key(row)` is equal; rows whose key stays and whose value differs
/// are changed in place. Rows that change their order are removed and inserted. The callbacks run at the moment the
/// model must announce the step: `insert(first, last, doIt)`, `remove(first, last, doIt)`, `changed(row)`.
template <typename Row, typename Key, typename Insert, typename Remove, typename Changed>
void applyListDiff(QList<Row> &rows, const QList<Row> &target, Key key, Insert insert, Remove remove, Changed changed)
{
    // Remove runs that the target no longer has, from the end so that earlier indexes stay right.
    auto inTarget = [&](const Row &row) {
        return std::ranges::any_of(target, [&](const Row &other) { return key(other) == key(row); });
    };
    QList<bool> keep(rows.size());
    if (rows.size() + target.size() > 64) {
        // A sorted list of keys keeps a thousand scopes from costing a million comparisons.
        QList<decltype(key(rows.front()))> keys;
        keys.reserve(target.size());
        for (const Row &row : target)
            keys.append(key(row));
        std::ranges::sort(keys);
        for (qsizetype i = 0; i < rows.size(); ++i)
            keep[i] = std::ranges::binary_search(keys, key(rows[i]));
    } else {
        for (qsizetype i = 0; i < rows.size(); ++i)
            keep[i] = inTarget(rows[i]);
    }
    for (qsizetype last = rows.size() - 1; last >= 0; --last) {
        if (keep[last])
            continue;
        qsizetype first = last;
        while (first > 0 && !keep[first - 1])
            --first;
        remove(first, last, [&] { rows.remove(first, last - first + 1); });
        last = first;
    }
    // Walk the target; a row that is not where it belongs is taken out of its old place, if it has one, and inserted.
    for (qsizetype at = 0; at < target.size(); ++at) {
        if (at < rows.size() && key(rows[at]) == key(target[at])) {
            if (!(rows[at] == target[at])) {
                rows[at] = target[at];
                changed(at);
            }
            continue;
        }
        for (qsizetype old = at + 1; old < rows.size(); ++old) {
            if (key(rows[old]) == key(target[at])) {
                remove(old, old, [&] { rows.removeAt(old); });
                break;
            }
        }
        qsizetype last = at;
        auto alreadyShown = [&](const Row &row) {
            for (qsizetype i = at; i < rows.size(); ++i) {
                if (key(rows[i]) == key(row))
                    return true;
            }
            return false;
        };
        while (last + 1 < target.size() && !alreadyShown(target[last + 1]))
            ++last;
        insert(at, last, [&] {
            for (qsizetype i = at; i <= last; ++i)
                rows.insert(i, target[i]);
        });
        at = last;
    }
}

} // namespace gatehouse::base
