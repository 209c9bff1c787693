#pragma once

#include "models/items/ConsentTableModel.h"
#include "ui/presenters/ConsentPresenter.h"
#include "ui/widgets/Card.h"

namespace gatehouse::ui::widgets {
class EditableTableView;
class EmptyState;
} // namespace gatehouse::ui::widgets

namespace gatehouse::ui::pages {

/// For each client that can ask for an API in a person's name, and each of its callbacks: whether that person sees the
/// consent page, and why.
class ConsentCard : public widgets::Card
{
    Q_OBJECT

public:
    /// `store` outlives the card.
    explicit ConsentCard(const store::ResourceServerStore &store, QWidget *parent = nullptr);

    /// The API as it is to be: with what is typed and not saved.
    void setApi(const domain::ResourceServer &api);

Q_SIGNALS:
    /// The person wants to see what clients are granted in people's names.
    void openUserGrantsRequested();

private:
    void show();

    domain::UserPolicy m_policy = domain::UserPolicy::AllowAll;
    items::ConsentTableModel m_consents;
    presenters::ConsentPresenter m_presenter;
    widgets::EditableTableView *m_table;
    widgets::EmptyState *m_empty;
};

} // namespace gatehouse::ui::pages
