#pragma once

#include "models/base/Result.h"
#include "models/base/Secret.h"

#include <QTimer>
#include <QWidget>

#include <chrono>
#include <functional>

class QLineEdit;
class QPushButton;
class QToolButton;

namespace gatehouse::ui::widgets {

class CopyButton;

/// A secret that stays hidden until asked for: Reveal shows it for a while or until the keyboard leaves, Copy puts it
/// on the clipboard under a guard, Replace asks the owner for a new one. While it is hidden neither the field, the
/// selection nor a screen reader holds it; a revealed one is read out like any text, for whoever revealed it cannot see
/// it otherwise.
class SecretField : public QWidget
{
    Q_OBJECT

public:
    using Reader = std::function<base::Result<base::Secret>()>;

    /// `what` names the secret ("Client Secret"). `hideAfter` ends a reveal.
    explicit SecretField(const QString &what, std::chrono::milliseconds hideAfter = std::chrono::seconds(10),
                         QWidget *parent = nullptr);

    /// Opens the secret at each Reveal or Copy. Hides what is shown.
    void setReader(Reader reader);
    /// Where there is nothing to open: an empty field that says why.
    void setAbsent(const QString &why);
    /// "Rotate", "Replace"; empty hides the button.
    void setReplaceText(const QString &text);
    bool isAbsent() const;
    bool isRevealed() const { return m_revealed; }
    void hideSecret();
    QLineEdit *edit() const { return m_edit; }
    QToolButton *revealButton() const { return m_reveal; }
    CopyButton *copyButton() const { return m_copy; }
    QPushButton *replaceButton() const { return m_replace; }

Q_SIGNALS:
    void replaceRequested();
    /// The secret could not be opened.
    void failed(const gatehouse::base::Error &error);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void reveal();
    void copy();

    QString m_what;
    Reader m_reader;
    QTimer m_hide;
    QLineEdit *m_edit;
    QToolButton *m_reveal;
    CopyButton *m_copy;
    QPushButton *m_replace;
    bool m_revealed = false;
};

} // namespace gatehouse::ui::widgets
