#include "ui/pages/TenantEdits.h"

#include "ui/text/ChangeText.h"
#include "ui/text/RefusalText.h"

namespace gatehouse::ui::pages {

std::expected<QString, QString> applyEdit(const TenantAccess &access, const store::Edit<domain::ChangeSet> &edit)
{
    if (!edit)
        return std::unexpected(text::refusalText(edit.error()));
    // Named by what the tenant is called now: after a deletion the names are gone.
    QString what = text::changeText(*edit, access.store.snapshot());
    access.session.apply(*edit, what);
    return what;
}

} // namespace gatehouse::ui::pages
