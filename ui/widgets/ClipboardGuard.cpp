#include "ui/widgets/ClipboardGuard.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QLineEdit>
#include <QMimeData>
#include <QTimer>

namespace gatehouse::ui::widgets {

using namespace Qt::StringLiterals;

ClipboardGuard::ClipboardGuard(std::chrono::milliseconds keep, QObject *parent, QClipboard::Mode mode)
    : QObject(parent ? parent : QCoreApplication::instance())
    , m_keep(keep)
    , m_mode(mode)
    , m_timer(new QTimer(this))
{
    m_timer->setSingleShot(true);
    connect(m_timer, &QTimer::timeout, this, &ClipboardGuard::clear);
    connect(QCoreApplication::instance(), &QCoreApplication::aboutToQuit, this, &ClipboardGuard::clear);
}

ClipboardGuard::~ClipboardGuard()
{
    // At the very end of the program the clipboard is gone, and aboutToQuit has cleared it.
    if (QCoreApplication::instance() && !QCoreApplication::closingDown())
        clear();
}

void ClipboardGuard::copy(const base::Secret &secret)
{
    m_copied = secret;
    auto *data = new QMimeData; // the clipboard takes it over
    data->setText(QString::fromUtf8(secret.bytes()));
    data->setData(clipboardSecretMark, "secret"_ba);
    QGuiApplication::clipboard()->setMimeData(data, m_mode);
    m_timer->start(m_keep);
}

bool ClipboardGuard::isOurs() const
{
    const QByteArray now = QGuiApplication::clipboard()->text(m_mode).toUtf8();
    return !m_copied.isEmpty() && m_copied.equals(base::Secret(QByteArrayView(now)));
}

void ClipboardGuard::clear()
{
    m_timer->stop();
    if (m_copied.isEmpty())
        return;
    if (isOurs())
        QGuiApplication::clipboard()->clear(m_mode);
    m_copied = {};
    Q_EMIT cleared();
}

void copySecret(const base::Secret &secret, QClipboard::Mode mode)
{
    auto *guard = new ClipboardGuard(clipboardSecretTime, nullptr, mode);
    QObject::connect(guard, &ClipboardGuard::cleared, guard, &QObject::deleteLater);
    guard->copy(secret);
}

void guardCopied(const QMimeData &data)
{
    const QByteArray text = data.text().toUtf8();
    if (text.isEmpty())
        return;
    QMetaObject::invokeMethod(
        QCoreApplication::instance(),
        [copied = &data, secret = base::Secret(QByteArrayView(text))] {
            // The same object, so that nobody else's clipboard is read for this; it is compared and not looked into.
            QClipboard *clipboard = QGuiApplication::clipboard();
            if (clipboard->mimeData() == copied)
                copySecret(secret);
            if (clipboard->supportsSelection() && clipboard->mimeData(QClipboard::Selection) == copied)
                copySecret(secret, QClipboard::Selection);
        },
        Qt::QueuedConnection);
}

void guardSelection(QLineEdit &edit)
{
    QClipboard *clipboard = QGuiApplication::clipboard();
    QObject::connect(clipboard, &QClipboard::selectionChanged, &edit, [clipboard, &edit] {
        if (!clipboard->ownsSelection() || !edit.hasSelectedText())
            return;
        const QMimeData *selected = clipboard->mimeData(QClipboard::Selection);
        if (selected && !selected->hasFormat(clipboardSecretMark) && selected->text() == edit.selectedText())
            guardCopied(*selected);
    });
}

} // namespace gatehouse::ui::widgets
