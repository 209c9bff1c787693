#pragma once

#include "models/shelf/RecentTokens.h"
#include "models/store/StoreSnapshot.h"
#include "ui/widgets/Card.h"

class QPushButton;

namespace gatehouse::items {
class ShelfModel;
}
namespace gatehouse::ui::presenters {
class ShelfPresenter;
}
namespace gatehouse::ui::widgets {
class FieldMessage;
class PlainLabel;
} // namespace gatehouse::ui::widgets

namespace gatehouse::ui::inspection {

class FittedList;

/// The tokens inspected last, where a person has them kept: what each was and what was judged of it then, its ends
/// only. One that is opened is judged afresh.
class ShelfPane : public widgets::Card
{
    Q_OBJECT

public:
    /// `tokens` outlives the pane.
    explicit ShelfPane(shelf::RecentTokens &tokens, QWidget *parent = nullptr);

    void setNow(base::Instant now);
    void setTenant(const store::StoreSnapshot &tenant);

Q_SIGNALS:
    /// A person wants to look at this one again.
    void tokenChosen(const QByteArray &token);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void openChosen();
    void removeChosen();
    void askToForgetAll();
    void showState();
    void showButtons();
    QString chosen() const;

    shelf::RecentTokens &m_tokens;
    items::ShelfModel *m_model;
    presenters::ShelfPresenter *m_presenter;
    FittedList *m_list;
    QWidget *m_kept;
    widgets::PlainLabel *m_empty;
    widgets::FieldMessage *m_refused;
    widgets::FieldMessage *m_failure;
    QPushButton *m_removeRefused;
    QPushButton *m_open;
    QPushButton *m_remove;
    QPushButton *m_forgetAll;
    base::Instant m_now;
};

} // namespace gatehouse::ui::inspection
