#pragma once

#include "models/store/ProductionLock.h"

#include <QTimer>
#include <QWidget>

class QPushButton;

namespace gatehouse::ui::widgets {
class PlainLabel;
}

namespace gatehouse::ui::shell {

/// Says above everything that this is a production tenant, whether it may be changed and for how long, and lets a
/// person unlock it.
class ProductionBar : public QWidget
{
    Q_OBJECT

public:
    /// `name` is the connection's; untrusted. `lock` outlives the bar.
    ProductionBar(QString name, store::ProductionLock &lock, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void show();
    void press();

    QString m_name;
    store::ProductionLock &m_lock;
    widgets::PlainLabel *m_text;
    QPushButton *m_button;
    QTimer m_second;
};

/// The red edge around the window of a production tenant.
class ProductionFrame : public QWidget
{
    Q_OBJECT

public:
    explicit ProductionFrame(QWidget *parent = nullptr);

    void setMarked(bool isMarked);

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace gatehouse::ui::shell
