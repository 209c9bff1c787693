#pragma once

#include "models/base/Secret.h"
#include "ui/widgets/ValidatedLineEdit.h"

namespace gatehouse::ui::widgets {

/// A field for a passphrase: what is typed is not shown, not completed, not predicted, not copied, and told to nobody
/// but by passphrase().
class PassphraseField : public ValidatedLineEdit
{
    Q_OBJECT

public:
    explicit PassphraseField(QWidget *parent = nullptr);

    /// What is typed, as UTF-8.
    base::Secret passphrase() const;
    /// Empties the field, as if it had not been touched.
    void clear();
};

} // namespace gatehouse::ui::widgets
