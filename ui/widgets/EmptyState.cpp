#include "ui/widgets/EmptyState.h"

#include "ui/theme/ButtonKind.h"
#include "ui/theme/IconSet.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/IconLabel.h"
#include "ui/widgets/PlainLabel.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace gatehouse::ui::widgets {

using namespace Qt::StringLiterals;

EmptyState::EmptyState(const QString &iconName, const QString &line, QWidget *parent)
    : QWidget(parent)
    , m_icon(new IconLabel(iconName, theme::Tone::AccentSoftText, this))
    , m_line(new PlainLabel(line, PlainLabel::Role::Heading, this))
    , m_detail(new PlainLabel({}, PlainLabel::Role::Muted, this))
    , m_primary(new QPushButton(this))
    , m_link(new QPushButton(this))
{
    setObjectName(u"emptyState"_s);
    m_primary->setObjectName(u"emptyStateButton"_s);
    m_link->setObjectName(u"emptyStateLink"_s);
    theme::setButtonKind(*m_primary, theme::ButtonKind::Primary);
    theme::setButtonKind(*m_link, theme::ButtonKind::Link);
    m_icon->setExtent(theme::spacing::largeIconSize * 3 / 2);
    m_icon->setDisc(theme::Tone::AccentSoft);
    m_line->setAlignment(Qt::AlignHCenter);
    m_line->setWordWrap(true);
    m_detail->setAlignment(Qt::AlignHCenter);
    m_detail->setWordWrap(true);

    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(theme::spacing::medium);
    layout->addStretch();
    layout->addWidget(m_icon, 0, Qt::AlignHCenter);
    layout->addWidget(m_line);
    layout->addWidget(m_detail);
    layout->addWidget(m_primary, 0, Qt::AlignHCenter);
    layout->addWidget(m_link, 0, Qt::AlignHCenter);
    layout->addStretch();
    m_detail->hide();
    m_primary->hide();
    m_link->hide();
    connect(m_primary, &QPushButton::clicked, this, &EmptyState::primaryClicked);
    connect(m_link, &QPushButton::clicked, this, &EmptyState::linkClicked);
}

void EmptyState::setLine(const QString &line)
{
    m_line->setText(line);
}

void EmptyState::setIconName(const QString &name)
{
    m_icon->setIcon(name, theme::Tone::AccentSoftText);
}

void EmptyState::setDetail(const QString &detail)
{
    m_detail->setText(detail);
    m_detail->setVisible(!detail.isEmpty());
}

void EmptyState::setPrimary(const QString &text, const QString &iconName)
{
    m_primary->setText(text);
    m_primary->setIcon(iconName.isEmpty() ? QIcon() : theme::icon(iconName, theme::Tone::AccentText));
    m_primary->setVisible(!text.isEmpty());
}

void EmptyState::setLink(const QString &text)
{
    m_link->setText(text);
    m_link->setVisible(!text.isEmpty());
}

} // namespace gatehouse::ui::widgets
