#include "ui/widgets/Card.h"

#include "ui/theme/Spacing.h"
#include "ui/widgets/PlainLabel.h"

#include <QHBoxLayout>
#include <QStyle>
#include <QVBoxLayout>
#include <QVariant>

namespace gatehouse::ui::widgets {

using namespace Qt::StringLiterals;

namespace spacing = theme::spacing;

Card::Card(const QString &title, const QString &description, QWidget *parent)
    : QFrame(parent)
    , m_title(new PlainLabel({}, PlainLabel::Role::Heading))
    , m_description(new PlainLabel({}, PlainLabel::Role::Muted))
    , m_header(new QWidget)
    , m_actions(new QHBoxLayout)
    , m_body(new QVBoxLayout)
{
    setProperty("surface", u"card"_s);
    m_title->setWordWrap(true);
    m_description->setWordWrap(true);

    auto *words = new QVBoxLayout;
    words->setSpacing(spacing::tight);
    words->addWidget(m_title);
    words->addWidget(m_description);
    auto *header = new QHBoxLayout(m_header);
    header->setContentsMargins(0, 0, 0, 0);
    header->setSpacing(spacing::medium);
    header->addLayout(words, 1);
    header->addLayout(m_actions);
    m_actions->setSpacing(spacing::small);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing::large, spacing::large, spacing::large, spacing::large);
    layout->setSpacing(spacing::large);
    layout->addWidget(m_header);
    layout->addLayout(m_body);
    m_body->setSpacing(spacing::large);
    m_body->setContentsMargins(0, 0, 0, 0);
    setTitle(title);
    setDescription(description);
}

void Card::setTitle(const QString &title)
{
    m_title->setText(title);
    m_title->setVisible(!title.isEmpty());
    showHeader();
}

void Card::setDescription(const QString &description)
{
    m_description->setText(description);
    m_description->setVisible(!description.isEmpty());
    showHeader();
}

void Card::setCompact()
{
    layout()->setContentsMargins(spacing::medium, spacing::small, spacing::medium, spacing::medium);
    layout()->setSpacing(spacing::small);
    m_header->layout()->setSpacing(spacing::small);
    m_actions->setSpacing(spacing::tight);
    m_body->setSpacing(spacing::small);
}

void Card::setDanger(bool danger)
{
    setProperty("surface", danger ? u"danger"_s : u"card"_s);
    style()->unpolish(this);
    style()->polish(this);
}

void Card::addAction(QWidget *widget)
{
    m_actions->addWidget(widget, 0, Qt::AlignVCenter);
    showHeader();
}

void Card::showHeader()
{
    m_header->setVisible(!m_title->text().isEmpty() || !m_description->text().isEmpty() || m_actions->count() > 0);
}

} // namespace gatehouse::ui::widgets
