#include "ui/theme/PastedEnds.h"

#include "models/base/PastedText.h"

#include <QLineEdit>

#include <algorithm>

namespace gatehouse::ui::theme {

PastedEnds::PastedEnds(QLineEdit &edit)
    : QValidator(&edit)
    , m_edit(edit)
{
}

void PastedEnds::install(QLineEdit &edit)
{
    if (!edit.validator() && !edit.isReadOnly())
        edit.setValidator(new PastedEnds(edit));
}

QValidator::State PastedEnds::validate(QString &input, int &position) const
{
    // A passphrase is what it is, but for the line end that no keyboard types.
    const bool isPassphrase = m_edit.echoMode() != QLineEdit::Normal;
    QString line = input;
    if (isPassphrase) {
        while (line.endsWith(u'\n') || line.endsWith(u'\r'))
            line.chop(1);
    } else {
        line = base::singleLine(input);
    }
    if (line != input) {
        // What was cut off in front moves the cursor; it stays behind what came in.
        const qsizetype behind = input.size() - position;
        input = line;
        position = static_cast<int>(std::clamp<qsizetype>(line.size() - behind, 0, line.size()));
    }
    return Acceptable;
}

} // namespace gatehouse::ui::theme
