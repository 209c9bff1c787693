#pragma once

#include "ui/pages/TenantAccess.h"
#include "ui/widgets/Card.h"

class QPushButton;

namespace gatehouse::ui::widgets {
class ErrorBanner;
}

namespace gatehouse::ui::pages {

/// Where the tenant's data is, and its backups.
class DataCard : public widgets::Card
{
    Q_OBJECT

public:
    DataCard(TenantAccess access, const QString &storePath, QWidget *parent = nullptr);

    /// Backs up to `path`, replacing what is there: a person has been asked by the file dialog.
    void backUp(const QString &path);
    /// Asks, then restores.
    void restore(const QString &path);

private:
    void chooseTarget();
    void chooseBackup();
    void restoreNow(const QString &path);
    void setBusy(bool busy);
    void report(const base::Result<store::StoreCopy> &copy, QStringList (*sentences)(const store::StoreCopy &));

    TenantAccess m_access;
    QString m_storePath;
    widgets::ErrorBanner *m_banner;
    QPushButton *m_backUp;
    QPushButton *m_restore;
};

} // namespace gatehouse::ui::pages
