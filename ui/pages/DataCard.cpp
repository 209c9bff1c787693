#include "ui/pages/DataCard.h"

#include "models/base/Text.h"
#include "ui/dialogs/ConfirmDestructiveDialog.h"
#include "ui/text/CopyText.h"
#include "ui/widgets/ErrorBanner.h"
#include "ui/widgets/LabelledField.h"
#include "ui/widgets/LockedField.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace gatehouse::ui::pages {

using namespace Qt::StringLiterals;

DataCard::DataCard(TenantAccess access, const QString &storePath, QWidget *parent)
    : Card(tr("Data"), tr("Everything is stored on this computer, in one file that only your account can read."),
           parent)
    , m_access(access)
    , m_storePath(storePath)
    , m_banner(new widgets::ErrorBanner(this))
    , m_backUp(new QPushButton(tr("Back up…"), this))
    , m_restore(new QPushButton(tr("Restore backup…"), this))
{
    setObjectName(u"dataCard"_s);
    m_backUp->setObjectName(u"backUpButton"_s);
    m_restore->setObjectName(u"restoreButton"_s);
    m_backUp->setAccessibleName(tr("Back up the store to a file"));
    m_restore->setAccessibleName(tr("Restore the store from a backup"));
    auto *path = new widgets::LockedField(tr("Store file"), {}, this);
    path->edit()->setObjectName(u"storePathEdit"_s);
    path->setValue(storePath);
    body()->addWidget(m_banner);
    body()->addWidget(new widgets::LabelledField(tr("Store file"), path));
    addAction(m_backUp);
    addAction(m_restore);
    m_backUp->setVisible(access.copies);
    m_restore->setVisible(access.copies);
    connect(m_backUp, &QPushButton::clicked, this, &DataCard::chooseTarget);
    connect(m_restore, &QPushButton::clicked, this, &DataCard::chooseBackup);
}

void DataCard::chooseTarget()
{
    auto *dialog = new QFileDialog(this, tr("Back up the store"), QDir::homePath());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"gatehouse"_s);
    dialog->selectFile(QFileInfo(m_storePath).completeBaseName() + tr("-backup.gatehouse"));
    connect(dialog, &QFileDialog::fileSelected, this, &DataCard::backUp);
    dialog->open();
}

void DataCard::chooseBackup()
{
    auto *dialog = new QFileDialog(this, tr("Restore a backup"), QDir::homePath());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &DataCard::restore);
    dialog->open();
}

void DataCard::backUp(const QString &path)
{
    setBusy(true);
    m_access.copies->backUp(path, true).then(this, [this](const base::Result<store::StoreCopy> &copy) {
        report(copy, text::backedUp);
    });
}

void DataCard::restore(const QString &path)
{
    auto *dialog = new dialogs::ConfirmDestructiveDialog(
        tr("Restore this backup?"),
        tr("%1 replaces the current store. The current store is kept next to it under another name.")
            .arg(base::visibleText(path, 300)),
        tr("Restore"), {}, this);
    connect(dialog, &QDialog::accepted, this, [this, path] { restoreNow(path); });
    dialog->open();
}

void DataCard::restoreNow(const QString &path)
{
    setBusy(true);
    m_access.copies->restore(path).then(
        this, [this](const base::Result<store::StoreCopy> &copy) { report(copy, text::restored); });
}

void DataCard::setBusy(bool busy)
{
    m_backUp->setEnabled(!busy);
    m_restore->setEnabled(!busy);
    if (busy)
        m_banner->dismiss();
}

void DataCard::report(const base::Result<store::StoreCopy> &copy, QStringList (*sentences)(const store::StoreCopy &))
{
    setBusy(false);
    if (!copy) {
        m_banner->showError(copy.error());
        return;
    }
    QStringList lines = sentences(*copy);
    const QString first = lines.takeFirst();
    m_banner->showMessage(theme::Sign::Done, first, lines.join(u' '));
}

} // namespace gatehouse::ui::pages
