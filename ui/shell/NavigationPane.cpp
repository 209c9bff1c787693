#include "ui/shell/NavigationPane.h"

#include "models/base/Text.h"
#include "models/items/FavoritesFirst.h"
#include "models/items/ResourceServerListModel.h"
#include "ui/presenters/ObjectRowDelegate.h"
#include "ui/shell/SectionsAccess.h"
#include "ui/theme/ButtonKind.h"
#include "ui/theme/IconSet.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/FavoriteRows.h"
#include "ui/widgets/FilterBar.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/RowMenu.h"
#include "ui/widgets/ToolTip.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QScrollArea>
#include <QVariant>

#include <algorithm>
#include <utility>

namespace gatehouse::ui::shell {

namespace spacing = theme::spacing;
using Section = PageAddress::Section;
using widgets::PlainLabel;
using namespace Qt::StringLiterals;

namespace {

/// As high as its content, where there is room: on a small screen with large text the sections scroll.
class SectionsScroll : public QScrollArea
{
public:
    explicit SectionsScroll(QWidget *parent)
        : QScrollArea(parent)
    {
        setFrameShape(NoFrame);
        setFocusPolicy(Qt::NoFocus);
        setWidgetResizable(true);
        setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
        viewport()->setAutoFillBackground(false); // the pane's own shows through
    }
    QSize sizeHint() const override { return widget() ? widget()->sizeHint() : QScrollArea::sizeHint(); }
};

} // namespace

NavigationPane::NavigationPane(const store::ResourceServerStore &store, settings::SettingsStore &settings, Words words,
                               const QList<Section> &hidden, QWidget *parent)
    : QFrame(parent)
    , m_store(store)
    , m_words(std::move(words))
    , m_apis(new items::ResourceServerListModel(store, this))
    , m_filtered(new items::FavoritesFirst(this))
{
    setObjectName(u"navigationPane"_s);
    setProperty("surface", u"pane"_s);
    m_filtered->setSourceModel(m_apis);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing::medium, spacing::medium, spacing::medium, spacing::small);
    layout->setSpacing(spacing::tight);
    layout->addWidget(makeTenant());
    layout->addSpacing(spacing::medium);
    m_apisSection = makeApis(settings);
    layout->addWidget(m_apisSection);
    m_sectionsPane = makeSections();
    layout->addWidget(m_sectionsPane);
    layout->addStretch(1);
    for (const Section section : hidden)
        m_sections.value(section)->hide();
    setMinimumWidth(fontMetrics().averageCharWidth() * 24);
    connect(&store, &store::ResourceServerStore::changed, this, &NavigationPane::showTenant);
    connect(&store, &store::ResourceServerStore::loaded, this, &NavigationPane::showTenant);
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_filtered, signal, this, &NavigationPane::fitList); // clazy:exclude=connect-non-signal
    connect(m_filtered, &QAbstractItemModel::modelReset, this, &NavigationPane::fitList);
    connect(m_filtered, &QAbstractItemModel::layoutChanged, this, &NavigationPane::fitList);
    showTenant();
}

void NavigationPane::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    fitList();
}

bool NavigationPane::event(QEvent *event)
{
    if (event->type() == QEvent::LayoutRequest)
        fitList();
    return QFrame::event(event);
}

void NavigationPane::fitList()
{
    constexpr int leastRows = 3;
    const int count = m_filtered->rowCount();
    const int row = count > 0 ? m_list->sizeHintForRow(0) : fontMetrics().height() * 2;
    const int wanted = std::max(count, 1) * row + 2 * m_list->frameWidth();
    const int others = sizeHint().height() - m_list->minimumHeight();
    const int room = std::max(height() - others, leastRows * row);
    const int fitting = std::min(wanted, room);
    if (fitting != m_list->minimumHeight())
        m_list->setFixedHeight(fitting);
}

QWidget *NavigationPane::makeTenant()
{
    auto *tenant = new QWidget(this);
    auto *mark = new PlainLabel;
    const int extent = fontMetrics().height() * 2;
    mark->setPixmap(theme::applicationIcon().pixmap(QSize(extent, extent), devicePixelRatioF()));
    mark->setFixedSize(extent, extent);
    m_tenantName = new PlainLabel({}, PlainLabel::Role::Heading);
    m_tenantName->setObjectName(u"tenantName"_s);
    m_tenantName->setElideMode(Qt::ElideRight);
    auto *kind = new PlainLabel(base::visibleText(m_words.kind, 300), PlainLabel::Role::Caption);
    kind->setObjectName(u"tenantKind"_s);
    kind->setElideMode(Qt::ElideRight);
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(m_tenantName);
    words->addWidget(kind);
    auto *layout = new QHBoxLayout(tenant);
    layout->setContentsMargins(spacing::tight, 0, spacing::tight, 0);
    layout->setSpacing(spacing::medium);
    layout->addWidget(mark);
    layout->addLayout(words, 1);
    return tenant;
}

QWidget *NavigationPane::makeApis(settings::SettingsStore &settings)
{
    auto *section = new QWidget(this);
    section->setObjectName(u"apisSection"_s);
    auto *title = new PlainLabel(tr("APIs"), PlainLabel::Role::Strong);
    title->setTone(theme::Tone::TextMuted);
    auto *create = new QPushButton(theme::icon(u"add"_s, theme::Tone::Accent), tr("Create API"), section);
    create->setObjectName(u"createApiButton"_s);
    create->setAccessibleName(tr("Create API"));
    theme::setButtonKind(*create, theme::ButtonKind::Link);
    widgets::setPlainToolTip(*create, tr("Create API (Ctrl+N)"));
    auto *head = new QHBoxLayout;
    head->setContentsMargins(spacing::small, 0, 0, 0);
    head->addWidget(title, 1);
    head->addWidget(create);

    m_filter = new widgets::FilterBar(tr("Filter APIs"), section);
    m_filter->edit()->setObjectName(u"apisFilter"_s);
    m_list = new QListView(section);
    m_list->setObjectName(u"apisList"_s);
    m_list->setAccessibleName(tr("APIs"));
    m_list->setProperty("surface", u"pane"_s);
    m_list->setModel(m_filtered);
    m_filter->setResult(m_list);
    new widgets::FavoriteRows(*m_list, *new widgets::RowMenu(*m_list), *m_filtered, settings);
    m_list->setUniformItemSizes(true);
    m_list->setFixedHeight(2 * fontMetrics().height());
    m_list->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed); // names give way to the page
    m_list->setMouseTracking(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setItemDelegate(new presenters::ObjectRowDelegate(u"api"_s, {}, m_list));

    auto *layout = new QVBoxLayout(section);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::small);
    layout->addLayout(head);
    layout->addWidget(m_filter);
    layout->addWidget(m_list);
    connect(create, &QPushButton::clicked, this, &NavigationPane::createApiRequested);
    connect(m_filter, &widgets::FilterBar::textChanged, this, [this](const QString &text) {
        m_filtered->setFilterText(text);
        m_filter->setCounts(m_filtered->rowCount(), m_apis->rowCount());
    });
    // What is selected, not what is current: a list that only takes the keyboard makes its first row current, and Tab
    // must pass by it.
    connect(m_list->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            [this](const QItemSelection &selected) {
                // Where an API goes, the list selects its neighbour; nobody asked for that one.
                const bool isGone = m_current.section == Section::Apis && !m_current.api.isEmpty() &&
                                    !m_store.snapshot().resourceServer(m_current.api);
                if (!selected.isEmpty() && !isGone)
                    openApi(selected.constFirst().topLeft());
            });
    connect(m_list, &QAbstractItemView::clicked, this, &NavigationPane::openApi);
    connect(m_list, &QAbstractItemView::activated, this, &NavigationPane::openApi);
    return section;
}

QWidget *NavigationPane::makeSections()
{
    auto *sections = new QWidget;
    // What a screen reader finds is made when it first hears of a widget, by its name, and stays: what it is comes
    // first.
    setSectionsAccess(*sections);
    sections->setAccessibleName(tr("Sections"));
    auto *layout = new QVBoxLayout(sections);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(addSection(Section::Clients, "clientsSection", tr("Clients"), u"client"_s));
    layout->addWidget(addSection(Section::Users, "usersSection", tr("Users"), u"user"_s));
    layout->addWidget(addSection(Section::Management, "managementSection", tr("Management API"), u"server"_s));
    layout->addWidget(addSection(Section::Issuers, "issuersSection", tr("Issuers"), u"shield-check"_s));
    layout->addWidget(addSection(Section::Connections, "connectionsSection", tr("Connections"), u"link"_s));
    layout->addWidget(addSection(Section::Inspector, "inspectorSection", tr("Token Inspector"), u"inspector"_s));
    layout->addWidget(addSection(Section::Activity, "activitySection", tr("Activity"), u"activity"_s));
    layout->addWidget(addSection(Section::Settings, "settingsSection", tr("Settings"), u"settings"_s));
    auto *scroll = new SectionsScroll(this);
    scroll->setWidget(sections);
    sections->setAutoFillBackground(false);
    return scroll;
}

QPushButton *NavigationPane::addSection(Section section, const char *objectName, const QString &text,
                                        const QString &iconName)
{
    auto *button = new QPushButton(this);
    theme::setButtonKind(*button, theme::ButtonKind::Navigation);
    button->setObjectName(QString::fromLatin1(objectName));
    button->setIcon(theme::icon(iconName));
    button->setText(text);
    button->setCheckable(true);
    m_sections.insert(section, button);
    connect(button, &QPushButton::clicked, this, [this, section] {
        m_sections.value(section)->setChecked(true); // a second press on the place one is at changes nothing
        PageAddress address;
        address.section = section;
        Q_EMIT openRequested(address);
    });
    return button;
}

void NavigationPane::setCurrent(const PageAddress &address)
{
    m_current = address;
    for (auto it = m_sections.cbegin(); it != m_sections.cend(); ++it) {
        const bool isNew = it.key() == address.section && !it.value()->isChecked();
        it.value()->setChecked(it.key() == address.section);
        if (isNew)
            announceSection(*it.value());
    }
    const QSignalBlocker quiet(m_list->selectionModel());
    if (address.section != Section::Apis) {
        m_list->selectionModel()->clear();
    } else {
        QModelIndex index = m_filtered->mapFromSource(m_apis->indexOf(address.api));
        if (!index.isValid() && !m_filter->text().isEmpty()) {
            // Where one is has to be seen, whatever was filtered.
            m_filter->clear();
            index = m_filtered->mapFromSource(m_apis->indexOf(address.api));
        }
        m_list->selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect);
        m_list->scrollTo(index);
    }
    m_list->viewport()->update();
}

void NavigationPane::openApi(const QModelIndex &index)
{
    const domain::ResourceServerId api(index.data(items::KeyRole).toString());
    if (!index.isValid() || (m_current.section == Section::Apis && m_current.api == api))
        return;
    PageAddress address;
    address.api = api;
    Q_EMIT openRequested(address);
}

void NavigationPane::showTenant()
{
    const domain::Tenant &tenant = m_store.snapshot().tenant;
    m_tenantName->setText(base::visibleText(tenant.name.isEmpty() ? m_words.name : tenant.name, 200));
    m_apisSection->setVisible(tenant.apisSectionEnabled);
    m_filter->setCounts(m_filtered->rowCount(), m_apis->rowCount());
}

} // namespace gatehouse::ui::shell
