#include "ui/dialogs/DialogFrame.h"

#include "ui/theme/ButtonKind.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/ErrorBanner.h"
#include "ui/widgets/FieldMessage.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/ToolTip.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScreen>

namespace gatehouse::ui::dialogs {

namespace spacing = theme::spacing;
using widgets::PlainLabel;

DialogFrame::DialogFrame(const QString &title, const QString &explanation, const QString &acceptText, QWidget *parent)
    : QDialog(parent)
    , m_body(new QVBoxLayout)
    , m_accept(new QPushButton(acceptText, this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
    , m_buttons(new QHBoxLayout)
    , m_banner(new widgets::ErrorBanner(this))
    , m_obstacle(new widgets::FieldMessage(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(title);
    m_accept->setObjectName(QStringLiteral("acceptButton"));
    m_cancel->setObjectName(QStringLiteral("cancelButton"));
    m_accept->setDefault(true);
    theme::setButtonKind(*m_accept, theme::ButtonKind::Primary);

    auto *heading = new PlainLabel(title, PlainLabel::Role::Title, this);
    heading->setWordWrap(true);
    auto *sentence = new PlainLabel(explanation, PlainLabel::Role::Muted, this);
    sentence->setWordWrap(true);
    sentence->setVisible(!explanation.isEmpty());

    m_body->setSpacing(spacing::large);
    m_buttons->setSpacing(spacing::small);
    m_buttons->addWidget(m_obstacle, 1);
    m_buttons->addStretch(0);
    m_buttons->addWidget(m_cancel);
    m_buttons->addWidget(m_accept);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing::wide, spacing::wide, spacing::wide, spacing::wide);
    layout->setSpacing(spacing::large);
    layout->addWidget(heading);
    layout->addWidget(sentence);
    layout->addWidget(m_banner);
    layout->addLayout(m_body);
    layout->addStretch(1);
    layout->addLayout(m_buttons);
    setMinimumWidth(fontMetrics().averageCharWidth() * 82);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
}

bool DialogFrame::event(QEvent *event)
{
    const bool handled = QDialog::event(event);
    if (event->type() == QEvent::Show || event->type() == QEvent::LayoutRequest)
        growToFit();
    return handled;
}

void DialogFrame::growToFit()
{
    // Qt opens a dialog at two thirds of the screen at most, and cuts what does not fit; a message that appears while a
    // person types is not reckoned with at all.
    const int wanted = layout()->totalHeightForWidth(width());
    if (isVisible() && wanted > height())
        resize(width(), std::min(wanted, screen()->availableSize().height()));
}

void DialogFrame::addButton(QPushButton *button)
{
    m_buttons->insertWidget(m_buttons->indexOf(m_accept), button);
}

void DialogFrame::setObstacle(const QString &reason)
{
    m_accept->setEnabled(reason.isEmpty());
    m_accept->setAccessibleDescription(reason);
    widgets::setPlainToolTip(*m_accept, reason);
    m_obstacle->setMessage(theme::Sign::Info, reason);
}

} // namespace gatehouse::ui::dialogs
