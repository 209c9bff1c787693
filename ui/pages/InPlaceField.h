#pragma once

#include "ui/widgets/ValidatedLineEdit.h"

namespace gatehouse::ui::pages {

/// A field that is saved when it is left or Enter is pressed. Esc pressed twice discards what was typed.
class InPlaceField : public widgets::ValidatedLineEdit
{
    Q_OBJECT

public:
    /// Saves `text`, which breaks no rule; false where it was refused, and stays as it was typed.
    using Save = std::function<bool(const QString &text)>;

    InPlaceField(Check check, Save save, QWidget *parent = nullptr);

    /// Shows what is stored. `again`: of the same object as before, so that what is being typed stays.
    void setStored(const QString &value, bool again);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void save();

    Save m_save;
    QString m_stored;
    bool m_isWarned = false; ///< Esc was pressed once: the next one discards
};

} // namespace gatehouse::ui::pages
