#include "ui/widgets/SecretField.h"

#include "ui/theme/ButtonKind.h"
#include "ui/theme/IconSet.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/ClipboardGuard.h"
#include "ui/widgets/CopyButton.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/Toast.h"
#include "ui/widgets/ToolTip.h"

#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVariant>

namespace gatehouse::ui::widgets {

using namespace Qt::StringLiterals;

SecretField::SecretField(const QString &what, std::chrono::milliseconds hideAfter, QWidget *parent)
    : QWidget(parent)
    , m_what(what)
    , m_edit(new QLineEdit(this))
    , m_reveal(new QToolButton(this))
    , m_copy(new CopyButton(what, {}, this))
    , m_replace(new QPushButton(this))
{
    m_edit->setObjectName(u"secretEdit"_s);
    m_reveal->setObjectName(u"revealButton"_s);
    m_replace->setObjectName(u"replaceButton"_s);
    m_edit->setReadOnly(true);
    m_edit->setProperty("locked", true);
    m_edit->setFont(monospaceFont(font()));
    m_edit->setAccessibleName(what);
    m_edit->setContextMenuPolicy(Qt::NoContextMenu); // its Copy would go round the clipboard guard
    m_edit->installEventFilter(this);
    guardSelection(*m_edit);
    m_reveal->installEventFilter(this);
    m_reveal->setFocusPolicy(Qt::StrongFocus);
    m_replace->hide();
    setFocusProxy(m_edit);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::spacing::tight);
    layout->addWidget(m_edit, 1);
    layout->addWidget(m_reveal);
    layout->addWidget(m_copy);
    layout->addWidget(m_replace);

    m_hide.setSingleShot(true);
    m_hide.setInterval(hideAfter);
    connect(&m_hide, &QTimer::timeout, this, &SecretField::hideSecret);
    connect(m_reveal, &QToolButton::clicked, this, [this] { m_revealed ? hideSecret() : reveal(); });
    connect(m_replace, &QPushButton::clicked, this, &SecretField::replaceRequested);
    m_copy->setHandler([this] { copy(); });
    hideSecret();
}

void SecretField::setReader(Reader reader)
{
    m_reader = std::move(reader);
    m_edit->setPlaceholderText({});
    hideSecret();
    m_reveal->setEnabled(static_cast<bool>(m_reader));
    m_copy->setEnabled(static_cast<bool>(m_reader));
}

void SecretField::setAbsent(const QString &why)
{
    setReader({});
    m_edit->setPlaceholderText(why);
    hideSecret();
}

bool SecretField::isAbsent() const
{
    return !m_edit->placeholderText().isEmpty();
}

void SecretField::setReplaceText(const QString &text)
{
    m_replace->setText(text);
    m_replace->setAccessibleName(u"%1 %2"_s.arg(text, m_what));
    m_replace->setVisible(!text.isEmpty());
}

void SecretField::hideSecret()
{
    m_hide.stop();
    m_revealed = false;
    // Dots of a fixed number: not even the length is told.
    m_edit->setText(isAbsent() ? QString() : QString(24, QChar(0x2022)));
    // A field of passwords: nothing of it can be copied, dragged or marked into PRIMARY, and a screen reader gets no
    // text.
    m_edit->setEchoMode(QLineEdit::Password);
    m_edit->deselect();
    m_edit->setAccessibleDescription(isAbsent() ? m_edit->placeholderText() : tr("Hidden"));
    m_reveal->setIcon(theme::icon(u"eye"_s));
    m_reveal->setAccessibleName(tr("Reveal %1").arg(m_what));
    setPlainToolTip(*m_reveal, tr("Reveal %1").arg(m_what));
}

void SecretField::reveal()
{
    if (!m_reader)
        return;
    const base::Result<base::Secret> secret = m_reader();
    if (!secret) {
        Q_EMIT failed(secret.error());
        return;
    }
    m_revealed = true;
    m_edit->setEchoMode(QLineEdit::Normal);
    m_edit->setText(QString::fromUtf8(secret->bytes()));
    m_edit->setCursorPosition(0);
    m_edit->setAccessibleDescription(tr("Revealed for a short while"));
    m_reveal->setIcon(theme::icon(u"eye-off"_s));
    m_reveal->setAccessibleName(tr("Hide %1").arg(m_what));
    setPlainToolTip(*m_reveal, tr("Hide %1").arg(m_what));
    m_hide.start();
}

void SecretField::copy()
{
    if (!m_reader)
        return;
    const base::Result<base::Secret> secret = m_reader();
    if (!secret) {
        Q_EMIT failed(secret.error());
        return;
    }
    copySecret(*secret);
    m_copy->acknowledge();
}

bool SecretField::eventFilter(QObject *watched, QEvent *event)
{
    if (m_revealed) {
        if (event->type() == QEvent::FocusOut) {
            // Moving from the button into the text is not leaving.
            QWidget *next = QApplication::focusWidget();
            if (next == nullptr || !isAncestorOf(next))
                QMetaObject::invokeMethod(
                    this,
                    [this] {
                        QWidget *now = QApplication::focusWidget();
                        if (now == nullptr || !isAncestorOf(now))
                            hideSecret();
                    },
                    Qt::QueuedConnection);
        } else if (event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress) {
            auto *key = static_cast<QKeyEvent *>(event);
            if (key->matches(QKeySequence::Copy) || key->matches(QKeySequence::Cut)) {
                if (event->type() == QEvent::KeyPress)
                    copy();
                event->accept();
                return true;
            }
        }
    }
    return QWidget::eventFilter(watched, event);
}

void SecretField::hideEvent(QHideEvent *event)
{
    hideSecret();
    QWidget::hideEvent(event);
}

} // namespace gatehouse::ui::widgets
