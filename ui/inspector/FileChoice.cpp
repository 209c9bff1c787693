#include "ui/inspector/FileChoice.h"

#include "ui/theme/ButtonKind.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/FieldMessage.h"
#include "ui/widgets/PlainFile.h"

#include <QBoxLayout>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QMimeData>
#include <QPushButton>

namespace gatehouse::ui::inspection {

using namespace Qt::StringLiterals;

FileChoice::FileChoice(const QString &button, const QString &title, qsizetype most, Take take, QWidget *parent)
    : QWidget(parent)
    , m_title(title)
    , m_most(most)
    , m_take(std::move(take))
    , m_choose(new QPushButton(button, this))
    , m_forget(new QPushButton(tr("Forget"), this))
    , m_message(new widgets::FieldMessage(this))
{
    setAcceptDrops(true);
    setFocusProxy(m_choose);
    m_choose->setObjectName(u"choose"_s);
    m_choose->setAccessibleName(title);
    m_forget->setObjectName(u"forget"_s);
    theme::setButtonKind(*m_forget, theme::ButtonKind::Link);
    m_forget->hide();
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(theme::spacing::small);
    buttons->addWidget(m_choose);
    buttons->addWidget(m_forget);
    buttons->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::spacing::tight);
    layout->addLayout(buttons);
    layout->addWidget(m_message);
    connect(m_choose, &QPushButton::clicked, this, &FileChoice::choose);
    connect(m_forget, &QPushButton::clicked, this, [this] {
        m_choose->setFocus(); // before the button it was on goes
        forget();
    });
}

void FileChoice::choose()
{
    auto *dialog = new QFileDialog(this, m_title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &FileChoice::take);
    dialog->open();
}

void FileChoice::take(const QString &path)
{
    using Found = std::expected<QString, QString>;
    const Found found = widgets::readPlainFile(path, m_most).and_then([this](const QByteArray &content) {
        return content.isEmpty() ? Found(std::unexpect, tr("That file is empty. Choose another one."))
                                 : m_take(content);
    });
    if (!found)
        std::ignore = m_take({});
    m_isTaken = found.has_value();
    m_forget->setVisible(m_isTaken);
    m_message->setMessage(found ? theme::Sign::Info : theme::Sign::Error, found ? *found : found.error());
    Q_EMIT changed();
}

void FileChoice::forget()
{
    std::ignore = m_take({});
    m_isTaken = false;
    m_forget->hide();
    m_message->setMessage(theme::Sign::Info, {});
    Q_EMIT changed();
}

void FileChoice::dragEnterEvent(QDragEnterEvent *event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    if (urls.size() == 1 && urls.first().isLocalFile())
        event->acceptProposedAction();
}

void FileChoice::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    take(event->mimeData()->urls().first().toLocalFile());
}

} // namespace gatehouse::ui::inspection
