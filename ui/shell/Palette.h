#pragma once

#include "models/settings/SettingsStore.h"
#include "ui/shell/ActionSet.h"

#include <QDialog>

class QLineEdit;
class QListView;

namespace gatehouse::store {
struct StoreSnapshot;
}

namespace gatehouse::ui::shell {

class PaletteModel;

/// The command palette: type a part of any name, and go to that API, client, user or scope, or do that command. A
/// command that is not possible now says why. Remembers what was chosen lately. Deletes itself when closed.
class Palette : public QDialog
{
    Q_OBJECT

public:
    Palette(const ActionSet &actions, const store::StoreSnapshot &tenant, settings::SettingsStore &settings,
            QWidget *parent);

Q_SIGNALS:
    void openRequested(const QString &address);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void search(const QString &text);
    void choose();

    settings::SettingsStore &m_settings;
    PaletteModel *m_model;
    QLineEdit *m_edit;
    QListView *m_list;
    QWidget *m_none;
};

} // namespace gatehouse::ui::shell
