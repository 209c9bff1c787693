#include "ui/widgets/CopyButton.h"

#include "ui/theme/IconSet.h"
#include "ui/widgets/Toast.h"
#include "ui/widgets/ToolTip.h"

#include <QClipboard>
#include <QGuiApplication>

namespace gatehouse::ui::widgets {

using namespace Qt::StringLiterals;

CopyButton::CopyButton(const QString &what, std::function<QString()> value, QWidget *parent)
    : QToolButton(parent)
    , m_what(what)
    , m_value(std::move(value))
{
    setObjectName(u"copyButton"_s);
    setFocusPolicy(Qt::StrongFocus);
    m_back.setSingleShot(true);
    m_back.setInterval(std::chrono::seconds(2));
    connect(&m_back, &QTimer::timeout, this, &CopyButton::showIdle);
    connect(this, &QToolButton::clicked, this, [this] {
        if (m_handler) {
            m_handler();
        } else if (m_value) {
            QGuiApplication::clipboard()->setText(m_value());
            acknowledge();
        }
    });
    showIdle();
}

void CopyButton::setWordShown(bool shown)
{
    setToolButtonStyle(shown ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
}

void CopyButton::setWord(const QString &word)
{
    m_word = word;
    setWordShown(true);
    showIdle();
}

void CopyButton::setHandler(std::function<void()> handler)
{
    m_handler = std::move(handler);
}

void CopyButton::acknowledge()
{
    setIcon(theme::icon(u"check"_s, theme::Tone::Success));
    setText(tr("Copied"));
    setPlainToolTip(*this, tr("Copied"));
    announce(this, tr("%1 copied").arg(m_what));
    m_back.start();
}

void CopyButton::showIdle()
{
    setIcon(theme::icon(u"copy"_s));
    setText(m_word.isEmpty() ? tr("Copy") : m_word);
    setAccessibleName(tr("Copy %1").arg(m_what));
    setPlainToolTip(*this, tr("Copy %1").arg(m_what));
}

} // namespace gatehouse::ui::widgets
