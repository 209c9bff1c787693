#pragma once

#include "models/base/Error.h"
#include "ui/theme/SeverityStyle.h"

#include <QFrame>

class QPushButton;
class QToolButton;

namespace gatehouse::ui::widgets {

class IconLabel;
class PlainLabel;

/// Bad news above the content it concerns: what happened, why, what to do; details to copy; retry where that makes
/// sense. Hidden until told something.
class ErrorBanner : public QFrame
{
    Q_OBJECT

public:
    explicit ErrorBanner(QWidget *parent = nullptr);

    void showError(const base::Error &error);
    /// A sentence of ours, with a line below it and details for "Copy details"; both may be empty.
    void showMessage(theme::Sign sign, const QString &text, const QString &explanation = {},
                     const QString &details = {});
    /// The text of the retry button; empty (the default) shows none.
    void setRetryText(const QString &text);
    void setDismissible(bool dismissible);
    void dismiss();
    /// What is shown now; empty when nothing is.
    QString text() const;

Q_SIGNALS:
    void retryRequested();
    void dismissed();

private:
    IconLabel *m_icon;
    PlainLabel *m_text;
    PlainLabel *m_explanation;
    QPushButton *m_retry;
    QPushButton *m_details;
    QToolButton *m_dismiss;
    QString m_detailText;
};

} // namespace gatehouse::ui::widgets
