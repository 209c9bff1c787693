#pragma once

#include <QDialog>
#include <QHash>
#include <QVBoxLayout>

class QHBoxLayout;
class QPushButton;
class QScrollArea;

namespace gatehouse::ui::widgets {
class ErrorBanner;
class FieldMessage;
} // namespace gatehouse::ui::widgets

namespace gatehouse::ui::dialogs {

/// The frame of every dialog: a title, a sentence, room for fields, and at the bottom Cancel and the one thing the
/// dialog is for, which says why when it cannot be pressed. It opens with the keyboard in the first field. Esc, and
/// closing the window, ask before they discard what was typed. Opened with open(); deletes itself when it is closed.
class DialogFrame : public QDialog
{
    Q_OBJECT

public:
    DialogFrame(const QString &title, const QString &explanation, const QString &acceptText, QWidget *parent);

    QVBoxLayout *body() const { return m_body; }
    QPushButton *acceptButton() const { return m_accept; }
    QPushButton *cancelButton() const { return m_cancel; }
    widgets::ErrorBanner *banner() const { return m_banner; }
    /// Puts another button between Cancel and the accepting one.
    void addButton(QPushButton *button);
    /// Why accepting is not possible now; empty enables it.
    void setObstacle(const QString &reason);
    /// For a field whose text is worth nothing once the dialog is closed, such as a name typed to confirm.
    void setKeepsTyped(bool keeps) { m_keepsTyped = keeps; }
    /// Closes without the accepting, after asking whether what was typed is to be discarded.
    void reject() override;

protected:
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void growToFit();
    QWidgetList fields() const;
    void startTyping();
    bool isTyped() const;
    void askToDiscard();

    QScrollArea *m_scroll;
    QVBoxLayout *m_body;
    QPushButton *m_accept;
    QPushButton *m_cancel;
    QHBoxLayout *m_buttons;
    widgets::ErrorBanner *m_banner;
    widgets::FieldMessage *m_obstacle;
    QHash<const QWidget *, QString> m_given; ///< what the fields held when the dialog opened
    bool m_isOpened = false;
    bool m_keepsTyped = true;
    bool m_mayDiscard = false;
};

} // namespace gatehouse::ui::dialogs
