#include "ui/text/ShelfText.h"

#include "models/base/Text.h"
#include "ui/text/ErrorText.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace gatehouse::ui::text {

namespace {

class ShelfWords
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::ui::text::ShelfText)
};

} // namespace

QString shelfPromise(const QString &folder)
{
    return ShelfWords::tr("On, the last 50 tokens you inspect are kept in the folder %1 beside the store, each sealed "
                          "with the store's key; the keys and secrets you check them with are never kept.")
        .arg(base::visibleText(QFileInfo(folder).fileName(), 120));
}

QString shelfErrorText(const base::Error &error)
{
    using enum base::ErrorCode;
    const QString place = base::visibleText(error.subject, 300);
    switch (error.code) {
    case NotFound:
        return ShelfWords::tr("This token is no longer kept: another window may have removed it.");
    case SealBroken:
        return ShelfWords::tr("This token does not open: its record was altered, moved or belongs to another store.");
    case KeyMissing:
        return ShelfWords::tr("Recent tokens cannot be opened without the store's key.");
    case StoreFull:
        return ShelfWords::tr("The token was not kept: there is no space left for %1.").arg(place);
    case StoreUnreadable:
        return ShelfWords::tr("Recent tokens cannot be kept or removed at %1. Check that the folder belongs to you and "
                              "that nobody else may write to it.")
            .arg(place);
    default:
        return errorText(error).oneLine();
    }
}

QString shelfRefusedText(int count)
{
    if (count == 1)
        return ShelfWords::tr("One kept token does not open: its record was altered, moved or belongs to another "
                              "store.");
    return ShelfWords::tr("%n kept tokens do not open: their records were altered, moved or belong to another store.",
                          nullptr, count);
}

} // namespace gatehouse::ui::text
