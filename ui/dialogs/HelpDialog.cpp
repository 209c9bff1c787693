#include "ui/dialogs/HelpDialog.h"

#include "ui/theme/Spacing.h"
#include "ui/widgets/FilterBar.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/ScrollColumn.h"

#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QScreen>
#include <QScrollBar>
#include <QSortFilterProxyModel>
#include <QStandardItemModel>
#include <QVBoxLayout>

namespace gatehouse::ui::dialogs {

namespace spacing = theme::spacing;
using widgets::PlainLabel;
using namespace Qt::StringLiterals;

namespace {

constexpr int IdRole = Qt::UserRole;

PlainLabel *label(const QString &text, PlainLabel::Role role, QWidget *parent)
{
    auto *label = new PlainLabel(text, role, parent);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

QWidget *widgetOf(const text::HelpBlock &block, QWidget *parent)
{
    if (block.kind != text::HelpBlock::Kind::Item)
        return label(block.text,
                     block.kind == text::HelpBlock::Kind::Heading ? PlainLabel::Role::Heading : PlainLabel::Role::Body,
                     parent);
    auto *item = new QWidget(parent);
    auto *row = new QHBoxLayout(item);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(spacing::small);
    row->addWidget(new PlainLabel(u"•"_s, PlainLabel::Role::Muted, item), 0, Qt::AlignTop);
    row->addWidget(label(block.text, PlainLabel::Role::Body, item), 1);
    return item;
}

} // namespace

HelpDialog::HelpDialog(QWidget *parent)
    : QDialog(parent)
    , m_topics(new QStandardItemModel(this))
    , m_filtered(new QSortFilterProxyModel(this))
    , m_scroll(new widgets::ScrollColumn(90, this))
    , m_title(new PlainLabel({}, PlainLabel::Role::Title, this))
{
    setObjectName(u"helpDialog"_s);
    setWindowTitle(tr("Help"));
    fillTopics();
    m_title->setObjectName(u"helpTitle"_s);
    m_title->setWordWrap(true);
    m_scroll->setObjectName(u"helpScroll"_s);
    m_scroll->setAccessibleName(tr("Help page"));
    m_scroll->setFocusPolicy(Qt::StrongFocus); // the keyboard scrolls it
    m_scroll->setMargins({spacing::large, 0, spacing::large, spacing::large});
    m_scroll->column()->setSpacing(spacing::medium);
    m_scroll->column()->addWidget(m_title);
    m_scroll->column()->addStretch(1);

    auto *close = new QPushButton(tr("Close"), this);
    close->setObjectName(u"closeButton"_s);
    auto *panes = new QHBoxLayout;
    panes->setSpacing(spacing::small);
    panes->addWidget(makeTopics());
    panes->addWidget(m_scroll, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing::large, spacing::large, spacing::large, spacing::large);
    layout->setSpacing(spacing::medium);
    layout->addLayout(panes, 1);
    layout->addWidget(close, 0, Qt::AlignRight);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    m_list->setFocus(); // arrows go from topic to topic
    const int character = fontMetrics().averageCharWidth();
    resize(QSize(character * 120, fontMetrics().height() * 32).boundedTo(screen()->availableSize() * 9 / 10));
}

QWidget *HelpDialog::makeTopics()
{
    auto *side = new QWidget(this);
    m_filter = new widgets::FilterBar(tr("Filter topics"), side);
    m_filter->edit()->setObjectName(u"helpFilter"_s);
    m_list = new QListView(side);
    m_list->setObjectName(u"helpTopics"_s);
    m_list->setAccessibleName(tr("Topics"));
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_filtered->setSourceModel(m_topics);
    m_filtered->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_list->setModel(m_filtered);
    m_filter->setResult(m_list);
    connect(m_filter, &widgets::FilterBar::textChanged, this, [this](const QString &text) {
        // The view chooses another topic where the one shown is filtered out; nobody asked for that one.
        const QScopedValueRollback<bool> filtering(m_isFiltering, true);
        m_filtered->setFilterFixedString(text);
        m_filter->setCounts(m_filtered->rowCount(), m_topics->rowCount());
    });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &topic) {
        if (topic.isValid() && !m_isFiltering)
            showPage(topic.data(IdRole).toString());
    });
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::small);
    layout->addWidget(m_filter);
    layout->addWidget(m_list, 1);
    side->setFixedWidth(fontMetrics().averageCharWidth() * 36);
    return side;
}

void HelpDialog::fillTopics()
{
    const auto add = [this](const QString &id, const QString &title) {
        auto *item = new QStandardItem(title);
        item->setData(id, IdRole);
        m_topics->appendRow(item);
    };
    const QStringList pages = text::helpPageIds();
    for (const QString &id : pages) {
        if (const std::optional<text::HelpPage> page = text::helpPage(id))
            add(id, page->title);
    }
    const QStringList findings = text::helpFindingIds();
    for (const QString &id : findings) {
        if (const std::optional<text::HelpPage> page = text::helpPage(id))
            add(id, tr("Finding: %1").arg(page->title));
    }
}

void HelpDialog::showPage(const QString &id)
{
    if (id == m_current)
        return;
    const std::optional<text::HelpPage> page = text::helpPage(id);
    if (!page)
        return;
    m_current = id;
    showBlocks(*page);
    for (int row = 0; row < m_topics->rowCount(); ++row) {
        const QModelIndex topic = m_topics->index(row, 0);
        if (topic.data(IdRole).toString() != id)
            continue;
        if (!m_filtered->mapFromSource(topic).isValid())
            m_filter->clear();
        const QModelIndex shown = m_filtered->mapFromSource(topic);
        m_list->setCurrentIndex(shown);
        m_list->scrollTo(shown);
    }
}

void HelpDialog::showBlocks(const text::HelpPage &page)
{
    m_title->setText(page.title);
    setAccessibleDescription(page.title);
    delete m_body;
    m_body = new QWidget(this);
    auto *column = new QVBoxLayout(m_body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing::small);
    for (const text::HelpBlock &block : page.blocks) {
        if (block.kind == text::HelpBlock::Kind::Heading)
            column->addSpacing(spacing::small);
        column->addWidget(widgetOf(block, m_body));
    }
    m_scroll->column()->insertWidget(1, m_body);
    m_scroll->verticalScrollBar()->setValue(0);
}

QString HelpDialog::shownText() const
{
    QStringList lines{m_title->text()};
    const QList<QLabel *> labels = m_body ? m_body->findChildren<QLabel *>() : QList<QLabel *>();
    for (const QLabel *each : labels)
        lines.append(each->text());
    return lines.join(u'\n');
}

} // namespace gatehouse::ui::dialogs
