#pragma once

#include "models/flow/TokenComparison.h"

#include <QWidget>

#include <functional>

class QBoxLayout;
class QStandardItemModel;

namespace gatehouse::ui::inspection {
class FittedTable;
class TokenEdit;
} // namespace gatehouse::ui::inspection
namespace gatehouse::ui::widgets {
class Card;
class PlainLabel;
} // namespace gatehouse::ui::widgets

namespace gatehouse::ui::pages {

/// Two tokens against each other: what they mean first, their bytes last.
class ComparePane : public QWidget
{
    Q_OBJECT

public:
    using Judge = std::function<inspector::TokenInspection(const QByteArray &text)>;

    explicit ComparePane(Judge judge, QWidget *parent = nullptr);

    /// The left one, as if it had been pasted; the right one stays.
    void setFirst(const QByteArray &token);
    /// Judges anew: keys, clock or tenant are others.
    void compare();
    const QList<flow::TokenDifference> &differences() const { return m_differences; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void showDifferences(const inspector::TokenInspection &left, const inspector::TokenInspection &right);

    Judge m_judge;
    QList<flow::TokenDifference> m_differences;
    inspection::TokenEdit *m_left;
    inspection::TokenEdit *m_right;
    QBoxLayout *m_fields;
    widgets::Card *m_card;
    widgets::PlainLabel *m_summary;
    QStandardItemModel *m_model;
    inspection::FittedTable *m_table;
};

} // namespace gatehouse::ui::pages
