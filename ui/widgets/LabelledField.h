#pragma once

#include <QWidget>

class QVBoxLayout;

namespace gatehouse::ui::widgets {

class PlainLabel;

/// A label above a field and help below it; the label names the field for a screen reader and takes its shortcut.
class LabelledField : public QWidget
{
    Q_OBJECT

public:
    LabelledField(const QString &label, QWidget *field, const QString &help = {}, QWidget *parent = nullptr);

    /// For switches: the field at the right of label and help, on one line.
    static LabelledField *beside(const QString &label, QWidget *field, const QString &help = {},
                                 QWidget *parent = nullptr);

    void setHelp(const QString &help);
    QString label() const;
    QWidget *field() const { return m_field; }

private:
    LabelledField(QWidget *field, QWidget *parent);
    void introduce(const QString &label, const QString &help);

    QWidget *m_field;
    PlainLabel *m_label = nullptr;
    PlainLabel *m_help = nullptr;
};

} // namespace gatehouse::ui::widgets
