#pragma once

#include "ui/shell/ActionSet.h"

#include <QDialog>

namespace gatehouse::ui::shell {

/// The keys of the program, made from its actions. Deletes itself when closed.
class ShortcutSheet : public QDialog
{
    Q_OBJECT

public:
    ShortcutSheet(const ActionSet &actions, QWidget *parent);
};

} // namespace gatehouse::ui::shell
