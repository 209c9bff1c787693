#pragma once

#include <QTimer>
#include <QToolButton>

#include <functional>

namespace gatehouse::ui::widgets {

/// Copies one value and says so for a moment, also to a screen reader.
class CopyButton : public QToolButton
{
    Q_OBJECT

public:
    /// `what` names the value: "Identifier" gives the accessible name "Copy Identifier". `value` is asked at each
    /// press.
    CopyButton(const QString &what, std::function<QString()> value, QWidget *parent = nullptr);

    /// Shows "Copy" beside the icon.
    void setWordShown(bool shown);
    /// Another word than "Copy", for several of them in a row; shown.
    void setWord(const QString &word);
    /// Says "Copied" without copying; for owners that copied by themselves (a secret under a ClipboardGuard).
    void acknowledge();
    /// Replaces what a press does; the owner calls acknowledge() when it has copied.
    void setHandler(std::function<void()> handler);

private:
    void showIdle();

    QString m_what;
    QString m_word;
    std::function<QString()> m_value;
    std::function<void()> m_handler;
    QTimer m_back;
};

} // namespace gatehouse::ui::widgets
