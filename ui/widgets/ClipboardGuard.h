#pragma once

#include "models/base/Secret.h"

#include <QLatin1StringView>
#include <QObject>

#include <chrono>

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
    explicit ClipboardGuard(std::chrono::milliseconds keep = clipboardSecretTime, QObject *parent = nullptr);
    ~ClipboardGuard() override;

    void copy(const base::Secret &secret);
    /// Removes the secret now if it is still there.
    void clear();

Q_SIGNALS:
    void cleared();

private:
    bool isOurs() const;

    std::chrono::milliseconds m_keep;
    base::Secret m_copied;
    QTimer *m_timer;
};

/// Copies a secret under a guard that lives as long as the program.
void copySecret(const base::Secret &secret);

/// For fields whose own Copy (by key or by menu) a person may use: if `data` is what lies on the clipboard in the next
/// turn of the event loop, it is put under such a guard. What is only selected or dragged is left alone.
void guardCopied(const QMimeData &data);

} // namespace gatehouse::ui::widgets
