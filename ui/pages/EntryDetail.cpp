#include "ui/pages/EntryDetail.h"

#include "models/base/Text.h"
#include "models/store/Restoration.h"
#include "ui/text/ChangeText.h"
#include "ui/text/TimeText.h"
#include "ui/theme/IconSet.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/RowMenu.h"
#include "ui/widgets/ToolTip.h"

#include <QHeaderView>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <QVariant>

namespace gatehouse::ui::pages {

namespace spacing = theme::spacing;
using widgets::PlainLabel;
using namespace Qt::StringLiterals;

EntryDetail::EntryDetail(QWidget *parent)
    : QFrame(parent)
    , m_restore(new QPushButton(theme::icon(u"undo"_s), tr("Restore this version…"), this))
    , m_title(new PlainLabel({}, PlainLabel::Role::Heading, this))
    , m_origin(new PlainLabel({}, PlainLabel::Role::Muted, this))
    , m_fields(new QTreeWidget(this))
{
    setProperty("surface", u"card"_s);
    m_title->setElideMode(Qt::ElideRight);
    m_origin->setElideMode(Qt::ElideRight);
    m_fields->setObjectName(u"entryFields"_s);
    m_fields->setAccessibleName(tr("Changed fields"));
    m_fields->setProperty("surface", u"plain"_s);
    new widgets::RowMenu(*m_fields);
    m_fields->setHeaderLabels({tr("Field"), tr("Before"), tr("After")});
    m_fields->setRootIsDecorated(false);
    m_fields->setItemsExpandable(false);
    m_fields->setIndentation(0);
    m_fields->setUniformRowHeights(true);
    m_fields->header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    m_fields->header()->setSectionResizeMode(1, QHeaderView::Stretch);
    m_fields->header()->setSectionResizeMode(2, QHeaderView::Stretch);
    m_fields->header()->setStretchLastSection(false);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing::large, spacing::large, spacing::large, spacing::small);
    layout->setSpacing(spacing::tight);
    m_restore->setObjectName(u"restoreVersion"_s);
    connect(m_restore, &QPushButton::clicked, this, &EntryDetail::restoreRequested);
    auto *words = new QVBoxLayout;
    words->setSpacing(spacing::tight);
    words->addWidget(m_title);
    words->addWidget(m_origin);
    auto *head = new QHBoxLayout;
    head->setSpacing(spacing::medium);
    head->addLayout(words, 1);
    head->addWidget(m_restore, 0, Qt::AlignTop);
    layout->addLayout(head);
    layout->addSpacing(spacing::small);
    layout->addWidget(m_fields, 1);
    clear();
}

void EntryDetail::setEntry(const domain::AuditEntry &entry)
{
    showItems(entry.items);
    m_restore->setVisible(store::hasVersions(entry));
    const QString source = text::sourceWord(entry.source);
    const bool isName = entry.source == "Management API"_L1;
    m_origin->setText(
        tr("%1 by %2, from the %3")
            .arg(text::localTime(entry.at), base::visibleText(entry.user, 100), isName ? source : source.toLower()));
}

void EntryDetail::setPlan(const QList<domain::AuditItem> &items)
{
    showItems(items);
    m_origin->hide();
    m_restore->hide();
}

void EntryDetail::showItems(const QList<domain::AuditItem> &items)
{
    m_title->setText(base::visibleText(text::changeText(items), 400));
    m_fields->clear();
    m_fields->show();
    for (const domain::AuditItem &item : items) {
        if (items.size() > 1) {
            auto *head = new QTreeWidgetItem(m_fields, {base::visibleText(text::itemText(item), 400)});
            head->setFirstColumnSpanned(true);
            QFont strong = m_fields->font();
            strong.setWeight(QFont::DemiBold);
            head->setFont(0, strong);
        }
        for (const domain::FieldChange &field : item.fields) {
            const QString before = field.before.isEmpty() ? u"–"_s : base::visibleText(field.before, 1000);
            const QString after = field.after.isEmpty() ? u"–"_s : base::visibleText(field.after, 1000);
            auto *row = new QTreeWidgetItem(m_fields, {text::memberLabel(field.field), before, after});
            row->setToolTip(1, widgets::plainToolTip(field.before));
            row->setToolTip(2, widgets::plainToolTip(field.after));
        }
    }
    m_fields->doItemsLayout(); // see FittedTree::fit(): a screen reader must not find it to be done
}

void EntryDetail::clear()
{
    m_title->setText(tr("Choose an entry to see what changed"));
    m_origin->clear();
    m_restore->hide();
    m_fields->clear();
    m_fields->hide();
}

} // namespace gatehouse::ui::pages
