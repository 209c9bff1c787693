#include "ui/pages/ConsentCard.h"

#include "ui/widgets/EditableTableView.h"
#include "ui/widgets/EmptyState.h"
#include "ui/widgets/TableHeight.h"

#include <QVBoxLayout>

namespace gatehouse::ui::pages {

using namespace Qt::StringLiterals;
using ConsentColumn = items::ConsentTableModel::Column;

namespace {

constexpr int mostConsentRows = 8;

} // namespace

ConsentCard::ConsentCard(const store::ResourceServerStore &store, QWidget *parent)
    : Card(tr("Who is asked for consent"),
           tr("What a person sees when they sign in for this API, for each client and callback. Once: until their "
              "consent "
              "is remembered. With prompt=consent the page is always shown."),
           parent)
    , m_consents(store)
    , m_presenter(m_consents)
    , m_table(new widgets::EditableTableView(tr("Consent by client and callback"), this))
    , m_empty(new widgets::EmptyState(u"client"_s, {}))
{
    setObjectName(u"consentCard"_s);
    m_table->setObjectName(u"consentTable"_s);
    m_table->setModel(&m_presenter);
    m_table->setSortingEnabled(false);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setEmptyState(m_empty);
    const int character = fontMetrics().averageCharWidth();
    m_table->setColumnWidth(static_cast<int>(ConsentColumn::Client), character * 20);
    m_table->setColumnWidth(static_cast<int>(ConsentColumn::Callback), character * 34);
    m_table->setStretchColumn(static_cast<int>(ConsentColumn::Shown));
    body()->addWidget(m_table);
    connect(m_empty, &widgets::EmptyState::linkClicked, this, &ConsentCard::openUserGrantsRequested);
    connect(&m_consents, &items::ConsentTableModel::updated, this, &ConsentCard::show);
    show();
}

void ConsentCard::setApi(const domain::ResourceServer &api)
{
    m_policy = api.userPolicy;
    m_consents.setApi(api);
}

void ConsentCard::show()
{
    m_empty->setLine(tr("No client can ask for this API in a person's name"));
    switch (m_policy) {
    case domain::UserPolicy::AllowAll:
        m_empty->setDetail(tr("Give a client the authorization code grant and a callback on its page."));
        break;
    case domain::UserPolicy::RequireClientGrant:
        m_empty->setDetail(tr("The access policy for users requires a user grant: authorize a client in a person's "
                              "name."));
        break;
    case domain::UserPolicy::DenyAll:
        m_empty->setDetail(tr("The access policy for users allows no client."));
        break;
    }
    m_empty->setLink(m_policy == domain::UserPolicy::RequireClientGrant ? tr("Authorize a client") : QString());
    widgets::fitHeight(*m_table, mostConsentRows);
}

} // namespace gatehouse::ui::pages
