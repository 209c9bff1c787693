#pragma once

#include <QObject>

class QComboBox;

namespace gatehouse::ui::theme {

/// Opens the list of a combo box as wide as its longest entry, where the box is narrower: entries are shown whole. The
/// product's style does so for every combo box.
class PopupFit : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    void watch(QComboBox &box);
    /// As wide as its entries need, and never wider than the screen.
    static void fit(QComboBox &box);

    bool eventFilter(QObject *watched, QEvent *event) override;
};

} // namespace gatehouse::ui::theme
