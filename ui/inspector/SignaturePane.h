#pragma once

#include "models/inspector/TokenInspection.h"
#include "ui/widgets/Card.h"

class QFormLayout;

namespace gatehouse::ui::widgets {
class CopyButton;
class PlainLabel;
} // namespace gatehouse::ui::widgets

namespace gatehouse::ui::inspection {

/// With which key a token was checked, where that key came from, and how it was found, step by step. The signature's
/// bytes are not shown: they alone make a token worth stealing, and no one reads them.
class SignaturePane : public widgets::Card
{
    Q_OBJECT

public:
    explicit SignaturePane(QWidget *parent = nullptr);

    void setInspection(const inspector::TokenInspection &inspection);

private:
    widgets::PlainLabel *addRow(const QString &label, const char *name);
    void showSteps(const QList<inspector::ResolutionStep> &steps);

    QFormLayout *m_rows;
    widgets::PlainLabel *m_outcome;
    widgets::PlainLabel *m_key;
    widgets::PlainLabel *m_kid;
    widgets::PlainLabel *m_thumbprint;
    widgets::PlainLabel *m_bytes;
    widgets::PlainLabel *m_stepsTitle;
    QWidget *m_steps;
    QList<inspector::ResolutionStep> m_shown;
};

} // namespace gatehouse::ui::inspection
