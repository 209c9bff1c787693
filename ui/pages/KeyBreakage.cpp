// What revoking a signing key breaks, in words.
#include "ui/pages/SigningKeysCard.h"

#include "models/base/Text.h"
#include "ui/text/TimeText.h"

#include <QLocale>
#include <QMap>

#include <algorithm>
#include <utility>

namespace gatehouse::ui::pages {

using namespace Qt::StringLiterals;

namespace {

/// Named one by one; what is beyond is counted together.
constexpr qsizetype mostNamed = 5;

} // namespace

QString breakageText(const store::StoreSnapshot &tenant, const domain::KeyId &key,
                     const QList<store::IssuedTokens> &issued, base::Instant now)
{
    QMap<std::pair<domain::ResourceServerId, domain::ClientId>, qint64> counts;
    base::Instant last = now;
    qint64 all = 0;
    for (const store::IssuedTokens &tokens : issued) {
        if (tokens.key != key || tokens.expires <= now)
            continue;
        counts[{tokens.api, tokens.client}] += tokens.count;
        all += tokens.count;
        last = std::max(last, tokens.expires);
    }
    if (all == 0)
        return SigningKeysCard::tr("No token that this server issued under it is alive: nothing breaks.");
    QList<std::pair<qint64, std::pair<domain::ResourceServerId, domain::ClientId>>> order;
    for (auto count = counts.cbegin(); count != counts.cend(); ++count)
        order.append({count.value(), count.key()});
    std::ranges::stable_sort(order, std::greater(), [](const auto &one) { return one.first; });
    const auto number = [](qint64 count) { return QLocale().toString(count); };
    QStringList parts;
    qint64 rest = all;
    for (const auto &[count, whose] : std::as_const(order)) {
        if (parts.size() == mostNamed)
            break;
        rest -= count;
        const QString client = base::visibleText(tenant.clientName(whose.second), 80);
        parts.append(whose.first.isEmpty()
                         ? SigningKeysCard::tr("%1 of %2 for sign-in").arg(number(count), client)
                         : SigningKeysCard::tr("%1 of %2 for %3")
                               .arg(number(count), client, base::visibleText(tenant.apiName(whose.first), 80)));
    }
    if (rest > 0)
        parts.append(SigningKeysCard::tr("%1 others").arg(number(rest)));
    return SigningKeysCard::tr("%n tokens that are alive stop verifying: %1. The last one expires at %2; from then on, "
                               "revoking breaks nothing.",
                               nullptr, static_cast<int>(std::min<qint64>(all, INT_MAX)))
        .arg(parts.join(u"; "_s), text::localTime(last));
}

} // namespace gatehouse::ui::pages
