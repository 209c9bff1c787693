#pragma once

#include "models/base/Secret.h"
#include "ui/widgets/LabelledField.h"
#include "ui/widgets/PassphraseField.h"

namespace gatehouse::ui::pages {

/// Asks for the secret of a client that a tenant elsewhere keeps to itself; hidden where nobody needs to ask.
class ClientSecretField : public widgets::LabelledField
{
    Q_OBJECT

public:
    /// `name` is that of the line, for tests and screen readers.
    explicit ClientSecretField(const QString &name, QWidget *parent = nullptr);

    /// `isKnown` where it was typed before.
    void setAsks(bool asks, bool isKnown);
    /// Whether there is one, known or typed, or none is needed.
    bool isGiven() const;
    /// What was typed, once.
    base::Secret take();

Q_SIGNALS:
    void edited();
    void returnPressed();

private:
    bool m_isKnown = true;
    widgets::PassphraseField *m_line;
};

} // namespace gatehouse::ui::pages
