#pragma once

#include "models/items/ScopeLineModel.h"
#include "ui/dialogs/DialogFrame.h"
#include "ui/presenters/ScopeLinePresenter.h"

class QPlainTextEdit;

namespace gatehouse::ui::widgets {
class EditableTableView;
class PlainLabel;
} // namespace gatehouse::ui::widgets

namespace gatehouse::ui::pages {

/// Many scopes at once: lines to paste at the left, what becomes of each at the right, one button that adds those that
/// are new.
class PasteScopesDialog : public dialogs::DialogFrame
{
    Q_OBJECT

public:
    /// A paste beyond this many characters is cut: a thousand scopes of the longest kind fit.
    static constexpr qsizetype maxText = 1'000'000;

    /// `apiName` as it is shown.
    PasteScopesDialog(const QString &apiName, QWidget *parent);

    /// What the API has; the preview follows.
    void setExisting(const QList<domain::Scope> &scopes);
    void setText(const QString &text);

Q_SIGNALS:
    /// Never empty.
    void addRequested(const QList<gatehouse::domain::Scope> &scopes);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void judge();
    void fitRows();
    int sentenceHeight(int row) const;

    QList<domain::Scope> m_existing;
    items::ScopeLineModel m_lines;
    presenters::ScopeLinePresenter m_presenter;
    QPlainTextEdit *m_text;
    widgets::EditableTableView *m_preview;
    widgets::PlainLabel *m_summary;
};

} // namespace gatehouse::ui::pages
