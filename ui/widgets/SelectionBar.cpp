#include "ui/widgets/SelectionBar.h"

#include "ui/theme/Spacing.h"
#include "ui/widgets/FlowLayout.h"
#include "ui/widgets/PlainLabel.h"

#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QPushButton>
#include <QSet>
#include <QVariant>

namespace gatehouse::ui::widgets {

namespace spacing = theme::spacing;
using namespace Qt::StringLiterals;

SelectionBar::SelectionBar(QAbstractItemView &view, QWidget *parent)
    : QFrame(parent)
    , m_view(view)
    , m_count(new PlainLabel({}, PlainLabel::Role::Strong, this))
    , m_layout(new FlowLayout(this))
{
    setProperty("surface", u"sunken"_s);
    setObjectName(u"selectionBar"_s);
    m_count->setObjectName(u"selectionCount"_s);
    m_layout->setContentsMargins(spacing::medium, spacing::tight, spacing::small, spacing::tight);
    m_layout->setSpacing(spacing::small);
    m_layout->addWidget(m_count);
    connect(view.selectionModel(), &QItemSelectionModel::selectionChanged, this, &SelectionBar::showSelection);
    showSelection();
}

void SelectionBar::addBulkAction(QAction *action)
{
    auto *button = new QPushButton(action->icon(), action->text(), this);
    button->setObjectName(action->objectName() + u"Button"_s);
    button->setEnabled(action->isEnabled());
    connect(button, &QPushButton::clicked, action, &QAction::trigger);
    connect(action, &QAction::enabledChanged, button, &QPushButton::setEnabled);
    m_layout->addWidget(button);
    m_view.addAction(action);
}

void SelectionBar::showSelection()
{
    QSet<int> rows;
    const QModelIndexList selected = m_view.selectionModel()->selectedIndexes();
    for (const QModelIndex &index : selected)
        rows.insert(index.row());
    m_count->setText(tr("%n selected", nullptr, static_cast<int>(rows.size())));
    // Where the keyboard was in here, it goes back to the rows.
    if (rows.size() < 2 && isAncestorOf(QApplication::focusWidget()))
        m_view.setFocus();
    setVisible(rows.size() > 1);
}

} // namespace gatehouse::ui::widgets
