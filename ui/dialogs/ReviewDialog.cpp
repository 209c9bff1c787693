#include "ui/dialogs/ReviewDialog.h"

#include "models/base/Text.h"
#include "ui/text/ChangeText.h"
#include "ui/theme/ButtonKind.h"
#include "ui/widgets/PlainLabel.h"

#include <QHeaderView>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace gatehouse::ui::dialogs {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestReviewed = 300;
constexpr int mostReviewLines = 12;

QString reviewedValue(const QString &value)
{
    return value.isEmpty() ? ReviewDialog::tr("(nothing)") : base::visibleText(value, longestReviewed);
}

} // namespace

ReviewDialog::ReviewDialog(const QString &connection, const domain::ChangeSet &changes, const domain::NameLookup &names,
                           QWidget *parent)
    : DialogFrame(tr("Send this to %1?").arg(base::visibleText(connection, 60)),
                  tr("It is a production tenant: everybody who uses it sees the change at once."), tr("Send"), parent)
{
    setObjectName(u"reviewDialog"_s);
    theme::setButtonKind(*acceptButton(), theme::ButtonKind::Danger);
    cancelButton()->setText(tr("Do not send"));
    auto *list = new QTreeWidget(this);
    list->setObjectName(u"reviewList"_s);
    list->setAccessibleName(tr("What will be changed"));
    list->setHeaderLabels({tr("Change"), tr("Now"), tr("Then")});
    list->setSelectionMode(QAbstractItemView::SingleSelection);
    list->setTextElideMode(Qt::ElideMiddle);
    list->setWordWrap(true);
    int lines = 0;
    const QList<domain::AuditItem> items = domain::describe(changes, names);
    for (const domain::AuditItem &item : items) {
        auto *row = new QTreeWidgetItem(list, {base::visibleText(text::itemText(item), longestReviewed)});
        row->setFirstColumnSpanned(true);
        row->setToolTip(0, row->text(0));
        ++lines;
        for (const domain::FieldChange &field : item.fields) {
            auto *line = new QTreeWidgetItem(row, {base::visibleText(text::memberLabel(field.field), 80),
                                                   reviewedValue(field.before), reviewedValue(field.after)});
            for (int column = 0; column < line->columnCount(); ++column)
                line->setToolTip(column, line->text(column));
            ++lines;
        }
        row->setExpanded(true);
    }
    const int character = fontMetrics().averageCharWidth();
    list->setMinimumWidth(character * 96);
    list->header()->setSectionResizeMode(QHeaderView::Stretch);
    list->setMinimumHeight(fontMetrics().height() * 2 * (std::min(lines, mostReviewLines) + 2));
    body()->addWidget(list);
    connect(acceptButton(), &QPushButton::clicked, this, &ReviewDialog::accept);
    // What is pressed without reading sends nothing.
    cancelButton()->setDefault(true);
    cancelButton()->setFocus();
}

} // namespace gatehouse::ui::dialogs
