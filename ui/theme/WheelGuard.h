#pragma once

#include <QObject>

class QWidget;

namespace gatehouse::ui::theme {

/// Keeps the wheel from changing a value in passing: combo boxes, spin boxes, sliders and dials take it only while they
/// have the keyboard, and otherwise leave it to the page that is being scrolled. The product's style guards every such
/// control, wherever it is made.
class WheelGuard : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Whether the wheel over this control would change a value.
    static bool isConcernedBy(const QWidget &control);
    /// Guards the control. The wheel no longer gives it the keyboard either.
    void guard(QWidget &control);

    bool eventFilter(QObject *watched, QEvent *event) override;
};

} // namespace gatehouse::ui::theme
