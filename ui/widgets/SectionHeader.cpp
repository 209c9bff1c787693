#include "ui/widgets/SectionHeader.h"

#include "ui/theme/Spacing.h"
#include "ui/widgets/ContentColumn.h"
#include "ui/widgets/PlainLabel.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace gatehouse::ui::widgets {

namespace spacing = theme::spacing;

SectionHeader::SectionHeader(const QString &title, const QString &subtitle, Level level, QWidget *parent)
    : QWidget(parent)
    , m_title(new PlainLabel(title, level == Level::Page ? PlainLabel::Role::Title : PlainLabel::Role::Heading, this))
    , m_subtitle(new PlainLabel({}, PlainLabel::Role::Muted, this))
    , m_titleRow(new QHBoxLayout)
    , m_actions(new QHBoxLayout)
{
    m_title->setElideMode(Qt::ElideRight);
    m_title->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_subtitle->setWordWrap(true);
    if (level == Level::Page)
        m_title->setMinimumHeight(titleHeight(*this));
    m_titleRow->setSpacing(spacing::small);
    m_titleRow->addWidget(m_title);
    m_titleRow->addStretch(1);
    m_actions->setSpacing(spacing::small);

    auto *words = new QVBoxLayout;
    words->setSpacing(spacing::tight);
    words->addLayout(m_titleRow);
    words->addWidget(m_subtitle);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::large);
    layout->addLayout(words, 1);
    layout->addLayout(m_actions);
    setSubtitle(subtitle);
}

void SectionHeader::setTitle(const QString &title)
{
    m_title->setText(title);
}

QString SectionHeader::title() const
{
    return m_title->text();
}

void SectionHeader::setSubtitle(const QString &subtitle)
{
    m_subtitle->setText(subtitle);
    m_subtitle->setVisible(!subtitle.isEmpty());
}

void SectionHeader::addBadge(QWidget *badge)
{
    m_titleRow->insertWidget(m_titleRow->count() - 1, badge, 0, Qt::AlignVCenter);
}

void SectionHeader::addAction(QWidget *widget)
{
    m_actions->addWidget(widget, 0, Qt::AlignTop);
}

} // namespace gatehouse::ui::widgets
