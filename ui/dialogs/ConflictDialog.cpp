#include "ui/dialogs/ConflictDialog.h"

#include "models/base/Text.h"
#include "ui/text/ChangeText.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/Card.h"
#include "ui/widgets/PlainLabel.h"

#include <QButtonGroup>
#include <QGridLayout>
#include <QPushButton>
#include <QRadioButton>

#include <algorithm>

namespace gatehouse::ui::dialogs {

using domain::Side;
using store::Contradiction;
using widgets::PlainLabel;
using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestValue = 400;

QString shownValue(const QString &value)
{
    return value.isEmpty() ? ConflictDialog::tr("(nothing)") : base::visibleText(value, longestValue);
}

/// What the choice is about, as a heading.
QString headingOf(const Contradiction &one)
{
    const QString object = base::visibleText(one.object, 100);
    if (one.kind != Contradiction::Kind::Member)
        return object;
    const QString member = base::visibleText(text::memberLabel(one.member), 80);
    return one.element.isEmpty()
               ? ConflictDialog::tr("%1: %2").arg(object, member)
               : ConflictDialog::tr("%1: %2, %3").arg(object, member, base::visibleText(one.element, 100));
}

struct Words
{
    QString read;
    QString ours;
    QString theirs;
};

Words wordsOf(const Contradiction &one)
{
    switch (one.kind) {
    case Contradiction::Kind::Member:
        break;
    case Contradiction::Kind::GoneThere:
        return {.read = ConflictDialog::tr("It was there."),
                .ours = ConflictDialog::tr("Create it again, with your change."),
                .theirs = ConflictDialog::tr("It was deleted. Your change is dropped.")};
    case Contradiction::Kind::GoneHere:
        return {.read = ConflictDialog::tr("It was there."),
                .ours = ConflictDialog::tr("Delete it, with what was changed."),
                .theirs = ConflictDialog::tr("It was changed. It stays.")};
    }
    return {.read = shownValue(one.read), .ours = shownValue(one.ours), .theirs = shownValue(one.theirs)};
}

} // namespace

ConflictDialog::ConflictDialog(const QList<Contradiction> &contradictions, QWidget *parent)
    : DialogFrame(tr("Changed by you and by someone else"),
                  tr("Since you read it, the same was changed elsewhere. Choose what it becomes; everything else of "
                     "your change is kept."),
                  tr("Apply"), parent)
{
    setObjectName(u"conflictDialog"_s);
    cancelButton()->setText(tr("Decide later"));
    if (contradictions.size() > 1) {
        for (const Side side : {Side::Ours, Side::Theirs}) {
            auto *all = new QPushButton(
                side == Side::Ours ? tr("Yours everywhere") : tr("The present values everywhere"), this);
            all->setObjectName(side == Side::Ours ? u"allOurs"_s : u"allTheirs"_s);
            connect(all, &QPushButton::clicked, this, [this, side] {
                for (const QButtonGroup *group : std::as_const(m_choices))
                    group->button(static_cast<int>(side))->setChecked(true);
            });
            addButton(all);
        }
    }
    for (const Contradiction &one : contradictions)
        add(one);
    connect(acceptButton(), &QPushButton::clicked, this, &ConflictDialog::accept);
    showObstacle();
}

void ConflictDialog::add(const Contradiction &contradiction)
{
    const QString heading = headingOf(contradiction);
    const Words words = wordsOf(contradiction);
    auto *card = new widgets::Card(heading, {}, this);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(theme::spacing::medium);
    grid->setVerticalSpacing(theme::spacing::small);
    grid->setColumnStretch(1, 1);
    const auto value = [card](const QString &text) {
        auto *label = new PlainLabel(text, PlainLabel::Role::Body, card);
        label->setWordWrap(true);
        return label;
    };
    grid->addWidget(new PlainLabel(tr("When you read it"), PlainLabel::Role::Muted, card), 0, 0, Qt::AlignTop);
    grid->addWidget(value(words.read), 0, 1);
    auto *group = new QButtonGroup(card);
    const auto choice = [&](Side side, const QString &name, const QString &text, int row) {
        auto *button = new QRadioButton(name, card);
        button->setObjectName(side == Side::Ours ? u"ours"_s : u"theirs"_s);
        button->setAccessibleName(tr("%1, %2").arg(heading, name));
        button->setAccessibleDescription(text);
        group->addButton(button, static_cast<int>(side));
        grid->addWidget(button, row, 0, Qt::AlignTop);
        grid->addWidget(value(text), row, 1);
    };
    choice(Side::Ours, tr("Yours"), words.ours, 1);
    choice(Side::Theirs, tr("As it is now"), words.theirs, 2);
    connect(group, &QButtonGroup::idToggled, this, &ConflictDialog::showObstacle);
    m_choices.append(group);
    card->body()->addLayout(grid);
    body()->addWidget(card);
}

void ConflictDialog::showObstacle()
{
    const bool isOpen =
        std::ranges::any_of(std::as_const(m_choices), [](const QButtonGroup *group) { return group->checkedId() < 0; });
    setObstacle(isOpen ? tr("Choose one for each.") : QString());
}

QList<Side> ConflictDialog::sides() const
{
    QList<Side> sides;
    for (const QButtonGroup *group : m_choices)
        sides.append(group->checkedId() == static_cast<int>(Side::Ours) ? Side::Ours : Side::Theirs);
    return sides;
}

} // namespace gatehouse::ui::dialogs
