#include "ui/dialogs/DialogFrame.h"

#include "ui/dialogs/ConfirmDestructiveDialog.h"
#include "ui/theme/ButtonKind.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/ErrorBanner.h"
#include "ui/widgets/FieldMessage.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/ToolTip.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>

#include <algorithm>
#include <optional>
#include <utility>

namespace gatehouse::ui::dialogs {

namespace spacing = theme::spacing;
using widgets::PlainLabel;
using namespace Qt::StringLiterals;

namespace {

/// What the field holds; nothing for a widget that nobody types into.
std::optional<QString> typedText(const QWidget *widget)
{
    if (const auto *line = qobject_cast<const QLineEdit *>(widget); line && !line->isReadOnly())
        return line->text();
    if (const auto *lines = qobject_cast<const QPlainTextEdit *>(widget); lines && !lines->isReadOnly())
        return lines->toPlainText();
    return std::nullopt;
}

/// What a dialog may take of the screen: all that is not panel or title bar, and not to its very edge.
QSize roomOf(const QWidget &dialog)
{
    constexpr int edge = theme::spacing::wide;
    return dialog.screen()->availableSize() - QSize(edge, dialog.fontMetrics().height() * 2 + edge);
}

} // namespace

DialogFrame::DialogFrame(const QString &title, const QString &explanation, const QString &acceptText, QWidget *parent)
    : QDialog(parent)
    , m_scroll(new QScrollArea(this))
    , m_body(new QVBoxLayout)
    , m_accept(new QPushButton(acceptText, this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
    , m_buttons(new QHBoxLayout)
    , m_banner(new widgets::ErrorBanner(this))
    , m_obstacle(new widgets::FieldMessage(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(title);
    m_accept->setObjectName(u"acceptButton"_s);
    m_cancel->setObjectName(u"cancelButton"_s);
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

    // Scrolls where the screen is lower than what there is to say.
    auto *content = new QWidget;
    content->setProperty("surface", u"scroll"_s);
    auto *contentLayout = new QVBoxLayout(content);
    contentLayout->setContentsMargins(spacing::wide, spacing::wide, spacing::wide, spacing::small);
    contentLayout->setSpacing(spacing::large);
    contentLayout->addWidget(heading);
    contentLayout->addWidget(sentence);
    contentLayout->addWidget(m_banner);
    contentLayout->addLayout(m_body, 1);
    m_scroll->setWidget(content);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);

    m_buttons->setContentsMargins(spacing::wide, spacing::medium, spacing::wide, spacing::wide);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_scroll, 1);
    layout->addLayout(m_buttons);
    content->installEventFilter(this);
    setMinimumWidth(std::min(fontMetrics().averageCharWidth() * 82, roomOf(*this).width()));
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        m_mayDiscard = true; // the button says what it does
        reject();
    });
}

QWidgetList DialogFrame::fields() const
{
    QWidgetList list = m_scroll->findChildren<QWidget *>();
    list.removeIf([](const QWidget *widget) { return !typedText(widget); });
    return list;
}

void DialogFrame::startTyping()
{
    const QWidgetList all = fields();
    for (const QWidget *field : all)
        m_given.insert(field, typedText(field).value_or(QString()));
    const QWidget *focus = focusWidget();
    if (focus && focus != m_cancel && focus != m_accept)
        return; // the dialog has chosen
    for (QWidget *field : all) {
        if (field->isVisibleTo(this) && field->isEnabled() && (field->focusPolicy() & Qt::TabFocus)) {
            field->setFocus();
            return;
        }
    }
}

bool DialogFrame::isTyped() const
{
    const QWidgetList all = fields();
    return std::ranges::any_of(
        all, [this](const QWidget *field) { return typedText(field).value_or(QString()) != m_given.value(field); });
}

void DialogFrame::reject()
{
    if (std::exchange(m_mayDiscard, false) || !m_keepsTyped || !isVisible() || !isTyped())
        QDialog::reject();
    else
        askToDiscard();
}

void DialogFrame::askToDiscard()
{
    auto *dialog = new ConfirmDestructiveDialog(tr("Discard what you typed?"), tr("It has not been saved."),
                                                tr("Discard"), {}, this);
    dialog->setObjectName(u"discardTypedDialog"_s);
    dialog->cancelButton()->setText(tr("Keep editing"));
    connect(dialog, &QDialog::accepted, this, [this] {
        m_mayDiscard = true;
        reject();
    });
    dialog->open();
}

bool DialogFrame::event(QEvent *event)
{
    const bool handled = QDialog::event(event);
    if (event->type() == QEvent::Show && !std::exchange(m_isOpened, true))
        startTyping();
    if (event->type() == QEvent::Show || event->type() == QEvent::LayoutRequest || event->type() == QEvent::Resize)
        growToFit();
    return handled;
}

bool DialogFrame::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_scroll->widget() && event->type() == QEvent::LayoutRequest)
        growToFit();
    return QDialog::eventFilter(watched, event);
}

void DialogFrame::growToFit()
{
    // Qt opens a dialog at two thirds of the screen at most, and cuts what does not fit; a message that appears while a
    // person types is not reckoned with at all.
    if (!isVisible())
        return;
    QWidget *content = m_scroll->widget();
    const QSize screenful = roomOf(*this);
    // A message beside the buttons asks for more than it needs at this width.
    const int foot = std::max(m_buttons->totalHeightForWidth(width()), m_buttons->totalMinimumSize().height());
    const int room = screenful.height() - foot;
    // Of a table or of buttons, for example, that are wider than the dialog was made.
    const int asked = std::max(content->minimumSizeHint().width(), m_buttons->totalMinimumSize().width());
    const int least = std::min(asked, screenful.width());
    const int width = std::max(this->width(), least);
    const int wanted = content->layout()->totalHeightForWidth(width);
    m_scroll->setMinimumSize(least, std::min(wanted, room));
    const int height = std::max(this->height(), std::min(wanted, room) + foot);
    if (size() != QSize(width, height))
        resize(width, height);
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
