#pragma once

#include <QDialog>

namespace gatehouse::ui::dialogs {

/// A library that Gatehouse is built with.
struct ThirdParty
{
    QString name;
    QString license; ///< SPDX expression
    QString address; ///< home page
};

/// What resources/licenses/third-party.tsv lists, in its order.
QList<ThirdParty> thirdParties();

/// The name of the program, its version and license, and the libraries it is built with. Deletes itself when closed.
class AboutDialog : public QDialog
{
    Q_OBJECT

public:
    explicit AboutDialog(QWidget *parent);
};

} // namespace gatehouse::ui::dialogs
