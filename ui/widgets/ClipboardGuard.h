#pragma once

#include "models/base/Secret.h"

#include <QClipboard>
#include <QLatin1StringView>
#include <QObject>

#include <chrono>

class QLineEdit;
class QMimeData;
class QTimer;

namespace gatehouse::ui::widgets {

/// How long a copied secret stays on the clipboard.
inline constexpr std::chrono::milliseconds clipboardSecretTime{20000};
/// What KDE's and other clipboard histories look for before they remember something.
inline constexpr QLatin1StringView clipboardSecretMark{"x-kde-passwordManagerHint"};

/// Puts a secret on the clipboard, marked for clipboard histories as one not to be kept, and takes it away after a
/// while or at the end of the program, unless something else has been copied meanwhile.
class ClipboardGuard : public QObject
{
    Q_OBJECT

public:
    /// `parent` decides how long the guard lives; with none, as long as the program.
    /// `mode`: the clipboard, or what X11 and Wayland keep of the last selection (PRIMARY).
    explicit ClipboardGuard(std::chrono::milliseconds keep = clipboardSecretTime, QObject *parent = nullptr,
                            QClipboard::Mode mode = QClipboard::Clipboard);
    ~ClipboardGuard() override;

    void copy(const base::Secret &secret);
    /// Removes the secret now if it is still there.
    void clear();

Q_SIGNALS:
    void cleared();

private:
    bool isOurs() const;

    std::chrono::milliseconds m_keep;
    QClipboard::Mode m_mode;
    base::Secret m_copied;
    QTimer *m_timer;
};

/// Copies a secret under a guard that lives as long as the program.
void copySecret(const base::Secret &secret, QClipboard::Mode mode = QClipboard::Clipboard);

/// For fields whose own Copy (by key or by menu) a person may use: if `data` is what lies on the clipboard in the next
/// turn of the event loop, or in PRIMARY, where what is selected goes by itself, it is put under such a guard. What is
/// dragged is left alone.
void guardCopied(const QMimeData &data);
/// The same for a line edit that shows a secret: what is selected in it leaves PRIMARY in time. While it hides what it
/// holds nothing gets there.
void guardSelection(QLineEdit &edit);

} // namespace gatehouse::ui::widgets
