#include "ui/inspector/FindingsPane.h"

#include "models/items/FindingListModel.h"
#include "ui/inspector/FittedViews.h"
#include "ui/presenters/FindingPresenter.h"
#include "ui/widgets/PlainLabel.h"

#include <QVBoxLayout>

namespace gatehouse::ui::inspection {

FindingsPane::FindingsPane(QWidget *parent)
    : Card(tr("Findings"), {}, parent)
    , m_model(new items::FindingListModel(this))
    , m_presenter(new presenters::FindingPresenter(*m_model, this))
    , m_list(new FittedList(tr("Findings"), this))
    , m_none(new widgets::PlainLabel(tr("Nothing to remark about this token."), widgets::PlainLabel::Role::Muted, this))
{
    setObjectName(QStringLiteral("findingsPane"));
    m_list->setObjectName(QStringLiteral("findingsList"));
    m_none->setObjectName(QStringLiteral("findingsNone"));
    m_none->setWordWrap(true);
    m_list->setModel(m_presenter);
    m_list->hide();
    body()->addWidget(m_none);
    body()->addWidget(m_list);
}

void FindingsPane::setFindings(const QList<inspector::Finding> &findings)
{
    m_model->setFindings(findings);
    const bool any = m_model->rowCount() > 0;
    m_list->setVisible(any);
    m_none->setVisible(!any);
    setTitle(any ? tr("Findings (%1)").arg(m_model->rowCount()) : tr("Findings"));
}

} // namespace gatehouse::ui::inspection
