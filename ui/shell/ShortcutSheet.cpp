#include "ui/shell/ShortcutSheet.h"

#include "ui/theme/Spacing.h"
#include "ui/widgets/Badge.h"
#include "ui/widgets/PlainLabel.h"

#include <QGridLayout>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

namespace gatehouse::ui::shell {

namespace spacing = theme::spacing;
using widgets::PlainLabel;
using namespace Qt::StringLiterals;

namespace {

void addRow(QGridLayout &grid, const QString &what, const QStringList &keys)
{
    const int row = grid.rowCount();
    grid.addWidget(new PlainLabel(what), row, 0);
    auto *pills = new QWidget;
    auto *layout = new QHBoxLayout(pills);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::tight);
    layout->addStretch(1);
    for (const QString &key : keys)
        layout->addWidget(new widgets::Badge(key));
    pills->setAccessibleName(keys.join(u", "_s));
    grid.addWidget(pills, row, 1);
}

} // namespace

ShortcutSheet::ShortcutSheet(const ActionSet &actions, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"shortcutSheet"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Keyboard shortcuts"));
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(spacing::wide * 2);
    grid->setVerticalSpacing(spacing::tight);
    for (const ActionSet::Group &group : actions.groups()) {
        auto *title = new PlainLabel(group.title, PlainLabel::Role::Strong);
        title->setTone(theme::Tone::TextMuted);
        title->setContentsMargins(0, spacing::small, 0, 0);
        grid->addWidget(title, grid->rowCount(), 0, 1, 2);
        for (const QAction *action : group.actions) {
            QStringList keys;
            const QList<QKeySequence> shortcuts = action->shortcuts();
            for (const QKeySequence &key : shortcuts)
                keys.append(key.toString(QKeySequence::NativeText));
            if (action->isVisible() && !keys.isEmpty())
                addRow(*grid, ActionSet::title(*action), keys);
        }
    }
    auto *title = new PlainLabel(tr("In tables"), PlainLabel::Role::Strong);
    title->setTone(theme::Tone::TextMuted);
    title->setContentsMargins(0, spacing::small, 0, 0);
    grid->addWidget(title, grid->rowCount(), 0, 1, 2);
    addRow(*grid, tr("Edit the cell"), {QKeySequence(Qt::Key_F2).toString(QKeySequence::NativeText)});
    addRow(*grid, tr("Remove the selected rows"), {QKeySequence(Qt::Key_Delete).toString(QKeySequence::NativeText)});
    addRow(*grid, tr("Copy the selected rows"), {QKeySequence(QKeySequence::Copy).toString(QKeySequence::NativeText)});
    addRow(*grid, tr("Menu of the row"),
           {QKeySequence(Qt::SHIFT | Qt::Key_F10).toString(QKeySequence::NativeText), tr("Menu")});
    addRow(*grid, tr("Open the row"), {QKeySequence(Qt::Key_Return).toString(QKeySequence::NativeText)});
    addRow(*grid, tr("From a filter into its result"), {QKeySequence(Qt::Key_Down).toString(QKeySequence::NativeText)});
    addRow(*grid, tr("Clear a filter"), {QKeySequence(Qt::Key_Escape).toString(QKeySequence::NativeText)});

    // Scrolls where the screen is lower than the list is long.
    auto *content = new QWidget;
    content->setProperty("surface", u"scroll"_s);
    auto *contentLayout = new QVBoxLayout(content);
    contentLayout->setContentsMargins(0, 0, spacing::medium, 0);
    contentLayout->addLayout(grid);
    contentLayout->addStretch(1);
    auto *scroll = new QScrollArea(this);
    scroll->setObjectName(u"shortcutScroll"_s);
    scroll->setAccessibleName(tr("Keyboard shortcuts"));
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);

    auto *close = new QPushButton(tr("Close"), this);
    close->setObjectName(u"closeButton"_s);
    close->setDefault(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing::wide, spacing::wide, spacing::wide, spacing::wide);
    layout->setSpacing(spacing::medium);
    layout->addWidget(new PlainLabel(tr("Keyboard shortcuts"), PlainLabel::Role::Title));
    layout->addWidget(scroll, 1);
    layout->addWidget(close, 0, Qt::AlignRight);
    scroll->setMinimumWidth(std::min(content->sizeHint().width() + scroll->verticalScrollBar()->sizeHint().width(),
                                     screen()->availableSize().width() * 8 / 10));
    resize(sizeHint().width(), std::min(content->sizeHint().height() + fontMetrics().height() * 8,
                                        screen()->availableSize().height() * 9 / 10));
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
}

} // namespace gatehouse::ui::shell
