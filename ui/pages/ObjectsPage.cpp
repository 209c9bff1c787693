#include "ui/pages/ObjectsPage.h"

#include "models/items/FavoritesFirst.h"
#include "models/items/ItemRoles.h"
#include "ui/theme/ButtonKind.h"
#include "ui/theme/IconSet.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/ContentColumn.h"
#include "ui/widgets/EmptyState.h"
#include "ui/widgets/FavoriteRows.h"
#include "ui/widgets/FilterBar.h"
#include "ui/widgets/RowMenu.h"
#include "ui/widgets/SectionHeader.h"
#include "ui/widgets/SelectionBar.h"

#include <QAction>
#include <QApplication>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <utility>

namespace gatehouse::ui::pages {

using namespace Qt::StringLiterals;

namespace spacing = theme::spacing;

namespace {

/// "client" to "Client", for a name that begins with another word.
QString capitalized(QString word)
{
    word[0] = word.at(0).toUpper();
    return word;
}

} // namespace

ObjectsPage::ObjectsPage(QWidget *parent)
    : QWidget(parent)
    , m_filtered(new items::FavoritesFirst(this))
    , m_side(new QStackedWidget(this))
    , m_stack(new QStackedWidget(this))
{
}

void ObjectsPage::setUp(const Words &words, QAbstractItemModel &objects, QWidget *detail,
                        presenters::ObjectRowDelegate::SecondLine secondLine, settings::SettingsStore &settings)
{
    m_objects = &objects;
    m_detail = detail;
    setObjectName(words.name + u"sPage"_s);
    m_filtered->setSourceModel(&objects);
    auto *create = new QPushButton(theme::icon(u"add"_s, theme::Tone::AccentText), words.create, this);
    create->setObjectName(u"create%1Button"_s.arg(capitalized(words.name)));
    theme::setButtonKind(*create, theme::ButtonKind::Primary);
    auto *header = new widgets::SectionHeader(words.title, words.description);
    header->addAction(create);

    auto *split = new QSplitter(this);
    split->setObjectName(words.name + u"sSplitter"_s);
    split->setChildrenCollapsible(false);
    split->setHandleWidth(spacing::large);
    auto *noneChosen = new widgets::EmptyState(words.name, words.noneChosen);
    noneChosen->setDetail(tr("Choose one in the list."));
    noneChosen->setObjectName(u"no%1Chosen"_s.arg(capitalized(words.name)));
    m_side->addWidget(detail);
    m_side->addWidget(noneChosen);
    split->addWidget(makeList(words, std::move(secondLine), settings));
    split->addWidget(m_side);
    split->setStretchFactor(0, 1);
    split->setStretchFactor(1, 3);

    auto *empty = new widgets::EmptyState(words.name, words.noneYet, this);
    empty->setObjectName(u"no%1sState"_s.arg(capitalized(words.name)));
    empty->setDetail(words.whatFor);
    empty->setPrimary(words.create, u"add"_s);
    empty->primaryButton()->setObjectName(u"createFirst%1Button"_s.arg(capitalized(words.name)));
    m_stack->addWidget(split);
    m_stack->addWidget(empty);

    auto *layout = widgets::ContentColumn::in(*this, {spacing::wide, spacing::large, spacing::wide, 0});
    layout->setSpacing(spacing::large);
    layout->addWidget(header);
    layout->addWidget(m_stack, 1);

    connect(create, &QPushButton::clicked, this, &ObjectsPage::createNew);
    connect(empty, &widgets::EmptyState::primaryClicked, this, &ObjectsPage::createNew);
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(&objects, signal, this, &ObjectsPage::showContent); // clazy:exclude=connect-non-signal
    connect(&objects, &QAbstractItemModel::modelReset, this, &ObjectsPage::showContent);
    showContent();
}

QWidget *ObjectsPage::makeList(const Words &words, presenters::ObjectRowDelegate::SecondLine secondLine,
                               settings::SettingsStore &settings)
{
    auto *side = new QWidget(this);
    m_filter = new widgets::FilterBar(words.filter, side);
    m_filter->edit()->setObjectName(words.name + u"sFilter"_s);
    m_list = new QListView(side);
    m_list->setObjectName(words.name + u"sList"_s);
    m_list->setAccessibleName(words.title);
    m_list->setModel(m_filtered);
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setItemDelegate(new presenters::ObjectRowDelegate(words.name, std::move(secondLine), m_list));
    m_filter->setResult(m_list);
    m_bulk = new widgets::SelectionBar(*m_list, side);
    offerRemoval(settings);
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, spacing::wide);
    layout->setSpacing(spacing::small);
    layout->addWidget(m_filter);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_bulk);
    side->setMinimumWidth(fontMetrics().averageCharWidth() * 22);
    connect(m_filter, &widgets::FilterBar::textChanged, this, [this](const QString &text) {
        m_filtered->setFilterText(text);
        m_filter->setCounts(m_filtered->rowCount(), m_objects->rowCount());
    });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &ObjectsPage::showCurrent);
    return side;
}

/// By the menu, by the bar of several, and by the key.
void ObjectsPage::offerRemoval(settings::SettingsStore &settings)
{
    auto *menu = new widgets::RowMenu(*m_list);
    menu->setRemove(tr("Delete"), [this](const QModelIndexList &) { askToRemoveSelected(); });
    new widgets::FavoriteRows(*m_list, *menu, *m_filtered, settings);
    auto *remove = new QAction(theme::icon(u"delete"_s, theme::Tone::Danger), tr("Delete"), this);
    remove->setObjectName(u"deleteSelected"_s);
    m_bulk->addBulkAction(remove);
    m_list->removeAction(remove); // the menu has one
    connect(remove, &QAction::triggered, this, &ObjectsPage::askToRemoveSelected);
    auto *key = new QShortcut(QKeySequence(Qt::Key_Delete), m_list, nullptr, nullptr, Qt::WidgetShortcut);
    connect(key, &QShortcut::activated, this, &ObjectsPage::askToRemoveSelected);
}

void ObjectsPage::addBulkAction(QAction *action)
{
    m_bulk->addBulkAction(action);
}

void ObjectsPage::addRowAction(QAction *action)
{
    m_list->addAction(action);
}

void ObjectsPage::focusFilter()
{
    m_filter->activate();
}

QString ObjectsPage::currentKey() const
{
    return m_list->currentIndex().data(items::KeyRole).toString();
}

QStringList ObjectsPage::selectedKeys() const
{
    QStringList keys;
    const QModelIndexList rows = m_list->selectionModel()->selectedRows();
    for (const QModelIndex &row : rows)
        keys.append(row.data(items::KeyRole).toString());
    return keys;
}

void ObjectsPage::selectKey(const QString &key)
{
    const QModelIndexList found = m_filtered->match(m_filtered->index(0, 0), items::KeyRole, key, 1, Qt::MatchExactly);
    if (found.isEmpty())
        return;
    m_list->setCurrentIndex(found.first());
    m_list->scrollTo(found.first());
}

void ObjectsPage::showNew(const QString &key)
{
    m_filter->clear();
    selectKey(key);
}

void ObjectsPage::showCurrent()
{
    // Where an object goes, the list chooses its neighbor. Nobody asked for that one, and a second press on Delete
    // would delete it.
    if (!m_shown.isEmpty() && !exists(m_shown)) {
        showNone();
        return;
    }
    const QString key = currentKey();
    if (key.isEmpty())
        return;
    m_deleted.clear();
    m_shown = key;
    m_side->setCurrentIndex(0);
    showObject(key);
}

void ObjectsPage::showNone()
{
    const bool hasKeyboard = m_detail->isAncestorOf(QApplication::focusWidget());
    m_deleted = std::exchange(m_shown, {});
    m_side->setCurrentIndex(1);
    if (hasKeyboard)
        m_list->setFocus();
    // Later, because the list is still taking the row out.
    QMetaObject::invokeMethod(
        m_list,
        [this] {
            if (!m_deleted.isEmpty())
                m_list->selectionModel()->clear();
        },
        Qt::QueuedConnection);
    showObject({});
}

void ObjectsPage::showContent()
{
    m_stack->setCurrentIndex(m_objects->rowCount() == 0 ? 1 : 0);
    m_filter->setCounts(m_filtered->rowCount(), m_objects->rowCount());
    if (!m_deleted.isEmpty()) {
        if (exists(m_deleted))
            selectKey(std::exchange(m_deleted, {})); // back, by Undo
    } else if (!m_list->currentIndex().isValid() && m_filtered->rowCount() > 0) {
        m_list->setCurrentIndex(m_filtered->index(0, 0));
    }
}

} // namespace gatehouse::ui::pages
