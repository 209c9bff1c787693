#include "ui/pages/UserAccessWords.h"

#include <QCoreApplication>
#include <QStringList>

namespace gatehouse::ui::pages {

namespace {

class TallyWords
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::ui::pages::UserAccessWords)
};

} // namespace

QString tallyText(const AccessTally &tally)
{
    QStringList parts;
    if (tally.sessions > 0)
        parts.append(TallyWords::tr("%n sessions", nullptr, tally.sessions));
    if (tally.refreshTokens > 0)
        parts.append(TallyWords::tr("%n refresh tokens", nullptr, tally.refreshTokens));
    if (tally.consents > 0)
        parts.append(TallyWords::tr("%n consents", nullptr, tally.consents));
    if (parts.size() < 2)
        return parts.join(QString());
    const QString last = parts.takeLast();
    return TallyWords::tr("%1 and %2").arg(parts.join(TallyWords::tr(", ")), last);
}

} // namespace gatehouse::ui::pages
