#include "ui/shell/Palette.h"

#include "ui/presenters/RowDelegate.h"
#include "ui/shell/PaletteModel.h"
#include "ui/theme/IconSet.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/Toast.h"

#include <QAction>
#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QVBoxLayout>

#include <algorithm>

namespace gatehouse::ui::shell {

using namespace Qt::StringLiterals;

namespace {

namespace spacing = theme::spacing;

constexpr auto recentKey = "palette/recent"_L1;
constexpr qsizetype mostRecent = 12;

} // namespace

Palette::Palette(const ActionSet &actions, const store::StoreSnapshot &tenant, settings::SettingsStore &settings,
                 QWidget *parent)
    : QDialog(parent)
    , m_settings(settings)
    , m_model(new PaletteModel(actions, tenant, settings.value(recentKey).toStringList(), this))
    , m_edit(new QLineEdit(this))
    , m_list(new QListView(this))
    , m_none(new widgets::PlainLabel(tr("Nothing has this name."), widgets::PlainLabel::Role::Muted, this))
{
    setObjectName(u"palette"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Find anything"));
    m_edit->setObjectName(u"paletteEdit"_s);
    m_edit->setAccessibleName(tr("Name of a command, API, client, user or scope"));
    m_edit->setPlaceholderText(tr("Command, API, client, user or scope"));
    m_edit->setMaxLength(200);
    m_edit->addAction(theme::icon(u"search"_s), QLineEdit::LeadingPosition)->setText(tr("Search"));
    m_edit->installEventFilter(this);
    m_list->setObjectName(u"paletteList"_s);
    m_list->setAccessibleName(tr("Matches"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new presenters::RowDelegate(m_list));
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setProperty("surface", u"plain"_s);
    m_none->setObjectName(u"paletteNone"_s);
    m_none->setContentsMargins(spacing::medium, spacing::large, spacing::medium, spacing::large);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing::medium, spacing::medium, spacing::medium, spacing::medium);
    layout->setSpacing(spacing::small);
    layout->addWidget(m_edit);
    layout->addWidget(m_none);
    layout->addWidget(m_list, 1);
    connect(m_edit, &QLineEdit::textChanged, this, &Palette::search);
    connect(m_list, &QListView::clicked, this, &Palette::choose);
    connect(m_list, &QListView::activated, this, &Palette::choose);
    search({});
    m_edit->setFocus();
    // Under the menus of its window, and never larger than that.
    const QSize room = parent ? parent->window()->size() : QSize(900, 600);
    const int character = fontMetrics().averageCharWidth();
    resize(std::min(character * 90, room.width() * 9 / 10), std::min(character * 70, room.height() * 8 / 10));
}

void Palette::search(const QString &text)
{
    m_model->setText(text);
    const bool any = m_model->rowCount() > 0;
    m_list->setVisible(any);
    m_none->setVisible(!any);
    if (any) {
        m_list->setCurrentIndex(m_model->index(0));
        m_list->scrollToTop();
    }
}

void Palette::choose()
{
    const QModelIndex index = m_list->currentIndex();
    if (!index.isValid())
        return;
    const int row = index.row();
    if (const QString obstacle = m_model->obstacleAt(row); !obstacle.isEmpty()) {
        widgets::announce(m_edit, obstacle);
        QApplication::beep();
        return;
    }
    QStringList recent = m_settings.value(recentKey).toStringList();
    recent.removeAll(m_model->keyAt(row));
    recent.prepend(m_model->keyAt(row));
    recent.resize(std::min(recent.size(), mostRecent));
    m_settings.setValue(recentKey, recent);
    QAction *action = m_model->actionAt(row);
    const QString address = m_model->addressAt(row);
    // Gone before the action: what that opens takes the keyboard.
    accept();
    if (action)
        action->trigger();
    else
        Q_EMIT openRequested(address);
}

bool Palette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_edit && event->type() == QEvent::KeyPress) {
        auto *key = static_cast<QKeyEvent *>(event);
        switch (key->key()) {
        case Qt::Key_Up:
        case Qt::Key_Down:
        case Qt::Key_PageUp:
        case Qt::Key_PageDown: {
            // The keyboard stays in the field; the list follows, and a screen reader is told.
            QApplication::sendEvent(m_list, key);
            if (m_list->currentIndex().isValid())
                widgets::announce(m_edit, m_list->currentIndex().data(Qt::AccessibleTextRole).toString());
            return true;
        }
        case Qt::Key_Return:
        case Qt::Key_Enter:
            choose();
            return true;
        default:
            break;
        }
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace gatehouse::ui::shell
