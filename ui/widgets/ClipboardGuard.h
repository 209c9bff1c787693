#pragma once

#include "models/base/Secret.h"

#include <QObject>

#include <chrono>

class QTimer;

namespace gatehouse::ui::widgets {

/// How long a copied secret stays on the clipboard.
inline constexpr std::chrono::milliseconds clipboardSecretTime{20000};

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

} // namespace gatehouse::ui::widgets
