#include "ui/shell/StoreNews.h"

#include "ui/shell/RefusedChanges.h"
#include "ui/text/CopyText.h"

namespace gatehouse::ui::shell {

StoreNews::StoreNews(store::ResourceServerStore &store, const QString &storePath, RefusedChanges &banner)
    : QObject(&banner)
{
    using Store = store::ResourceServerStore;
    connect(&store, &Store::lost, &banner, &RefusedChanges::showOther);
    connect(&store, &Store::replaced, this, [&banner, storePath] { banner.showNote(text::storeReplaced(storePath)); });
    connect(&store, &Store::rolledBack, this, [&store, &banner, storePath](const store::Rollback &rollback) {
        banner.showQuestion(text::storeRolledBack(storePath, rollback), text::rollbackConsequence(), tr("Accept"),
                            [&store] { store.acceptRollback(); });
    });
    connect(&store, &Store::rollbackAccepted, this,
            [&banner, storePath] { banner.showNote(text::rollbackAccepted(storePath)); });
    connect(&store, &Store::regained, this, [&banner, storePath] { banner.showNote(text::storeRegained(storePath)); });
}

} // namespace gatehouse::ui::shell
