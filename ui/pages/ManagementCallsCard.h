#pragma once

#include "models/items/ManagementCallModel.h"
#include "models/items/TextFilterProxy.h"
#include "ui/presenters/ManagementCallPresenter.h"
#include "ui/widgets/Card.h"

#include <QTimer>

namespace gatehouse::ui::widgets {
class EditableTableView;
class EmptyState;
class FilterBar;
class PlainLabel;
} // namespace gatehouse::ui::widgets

namespace gatehouse::ui::pages {

/// Which client called what of the Management API in the last hour.
class ManagementCallsCard : public widgets::Card
{
    Q_OBJECT

public:
    /// `calls` outlives the card.
    explicit ManagementCallsCard(items::ManagementCallModel &calls, QWidget *parent = nullptr);

    /// Why there may be calls that are not here; empty hides it.
    void setNote(const QString &note);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void show();

    items::ManagementCallModel &m_calls;
    presenters::ManagementCallPresenter m_presenter;
    items::TextFilterProxy m_filtered;
    widgets::FilterBar *m_filter;
    widgets::EditableTableView *m_table;
    widgets::EmptyState *m_empty;
    widgets::PlainLabel *m_note;
    QString m_given;
    QTimer m_age; ///< calls grow old while nobody calls
};

} // namespace gatehouse::ui::pages
