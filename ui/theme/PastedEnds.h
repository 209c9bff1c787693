#pragma once

#include <QValidator>

class QLineEdit;

namespace gatehouse::ui::theme {

/// Makes one line of what comes into a field of one line, by whatever way: a cell copied from a spreadsheet ends in a
/// line end, a word from a web page in a no-break space (base::singleLine). Everything is accepted. The product's style
/// puts it into every line edit.
class PastedEnds : public QValidator
{
    Q_OBJECT

public:
    /// Does nothing for a field that checks itself, or that nobody types into.
    static void install(QLineEdit &edit);

    State validate(QString &input, int &position) const override;

private:
    explicit PastedEnds(QLineEdit &edit);

    const QLineEdit &m_edit;
};

} // namespace gatehouse::ui::theme
