#pragma once

#include "models/scan/BatchInspection.h"
#include "ui/widgets/Card.h"

#include <memory>

class QComboBox;
class QDateEdit;
class QStandardItemModel;

namespace gatehouse::ui::widgets {
class PlainLabel;
}

namespace gatehouse::ui::inspection {

class FittedTable;

/// Which tokens of a batch stop verifying when a key goes on a day, and whose they are.
class RotationPane : public widgets::Card
{
    Q_OBJECT

public:
    explicit RotationPane(QWidget *parent = nullptr);

    /// `today` is what the day starts from.
    void setResult(std::shared_ptr<const scan::BatchResult> result, base::Instant today);
    /// Whether a token was verified with a key that could go.
    bool hasKeys() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void rehearse();

    std::shared_ptr<const scan::BatchResult> m_result;
    QComboBox *m_key;
    QDateEdit *m_day;
    widgets::PlainLabel *m_summary;
    QStandardItemModel *m_model;
    FittedTable *m_table;
};

} // namespace gatehouse::ui::inspection
