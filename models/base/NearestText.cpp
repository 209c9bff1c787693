#include "models/base/NearestText.h"

#include <QList>

#include <algorithm>
#include <limits>

namespace gatehouse::base {

namespace {

/// Names are at most this long; longer ones are not worth the square of their length.
constexpr qsizetype longest = 600;
/// What people type of a long name before they give up.
constexpr qsizetype shortestBeginning = 3;

/// Without what is easily overlooked.
QString bare(const QString &text)
{
    QString folded = text.simplified().toCaseFolded();
    while (folded.size() > 1 && folded.endsWith(u'/'))
        folded.chop(1);
    return folded;
}

/// How many letters have to be put in, taken out, replaced or swapped with the next one (optimal string alignment).
qsizetype distance(const QString &a, const QString &b)
{
    QList<qsizetype> beforeLast;
    QList<qsizetype> last(b.size() + 1);
    for (qsizetype j = 0; j <= b.size(); ++j)
        last[j] = j;
    for (qsizetype i = 1; i <= a.size(); ++i) {
        QList<qsizetype> row(b.size() + 1);
        row[0] = i;
        for (qsizetype j = 1; j <= b.size(); ++j) {
            const qsizetype change = a[i - 1] == b[j - 1] ? 0 : 1;
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + change});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], beforeLast[j - 2] + 1);
        }
        beforeLast = std::move(last);
        last = std::move(row);
    }
    return last[b.size()];
}

} // namespace

QString nearestText(const QString &wanted, const QStringList &candidates)
{
    const QString typed = bare(wanted);
    if (typed.isEmpty() || typed.size() > longest)
        return {};
    // A third of the letters wrong is another word.
    const qsizetype most = std::max<qsizetype>(1, typed.size() / 3);
    qsizetype best = std::numeric_limits<qsizetype>::max();
    QString nearest;
    for (const QString &candidate : candidates) {
        const QString other = bare(candidate);
        if (candidate == wanted || other.size() > longest)
            continue;
        const bool isBeginning = typed.size() >= shortestBeginning && other.startsWith(typed);
        const qsizetype apart = isBeginning ? std::min(most, other.size() - typed.size()) : distance(typed, other);
        if (apart <= most && apart < best) {
            best = apart;
            nearest = candidate;
        }
    }
    return nearest;
}

} // namespace gatehouse::base
