#pragma once

#include <QFrame>

class QPushButton;

namespace gatehouse::ui::widgets {

class PlainLabel;

/// The bar under a form with unsaved edits: "3 changes · Discard · Save". Hidden while there are none.
class ChangeBar : public QFrame
{
    Q_OBJECT

public:
    explicit ChangeBar(QWidget *parent = nullptr);

    /// The fields that differ, by their labels.
    void setChanges(const QStringList &fields);
    int changeCount() const { return m_count; }
    /// Why Save is not possible now; empty enables it.
    void setObstacle(const QString &reason);
    QPushButton *saveButton() const { return m_save; }
    QPushButton *discardButton() const { return m_discard; }

Q_SIGNALS:
    void saveRequested();
    void discardRequested();

private:
    void refresh();

    QStringList m_fields;
    QString m_obstacle;
    PlainLabel *m_text;
    QPushButton *m_discard;
    QPushButton *m_save;
    int m_count = 0;
};

} // namespace gatehouse::ui::widgets
