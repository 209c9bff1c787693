#include "ui/shell/Ways.h"

#include <QApplication>
#include <QMouseEvent>

namespace gatehouse::ui::shell {

using Section = PageAddress::Section;

namespace {

bool isThere(const PageAddress &address, const store::StoreSnapshot &tenant)
{
    switch (address.section) {
    case Section::Apis:
        return tenant.tenant.apisSectionEnabled && tenant.resourceServer(address.api);
    case Section::Clients:
        return address.client.isEmpty() || tenant.client(address.client);
    case Section::Users:
        return address.user.isEmpty() || tenant.user(address.user);
    default:
        return true;
    }
}

} // namespace

Ways::Ways(const store::ResourceServerStore &store, PageStack &pages, ActionSet &actions, QWidget &window)
    : QObject(&window)
    , m_store(store)
    , m_pages(pages)
    , m_actions(actions)
    , m_window(window)
    , m_history([this](const PageAddress &address) { return isThere(address, m_store.snapshot()); })
{
    const auto goTo = [this](const std::optional<PageAddress> &address) {
        if (address)
            m_pages.open(*address);
    };
    connect(actions.back, &QAction::triggered, this, [this, goTo] { goTo(m_history.back()); });
    connect(actions.forward, &QAction::triggered, this, [this, goTo] { goTo(m_history.forward()); });
    connect(&pages, &PageStack::currentChanged, this, [this](const PageAddress &address) {
        m_history.arrive(address);
        showWays();
    });
    connect(&store, &store::ResourceServerStore::changed, this, &Ways::showWays);
    qApp->installEventFilter(this);
    showWays();
}

void Ways::showWays()
{
    m_actions.showWays(m_history.canGoBack(), m_history.canGoForward());
}

bool Ways::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::MouseButtonPress && watched->isWidgetType() &&
        static_cast<QWidget *>(watched)->window() == &m_window) {
        const Qt::MouseButton button = static_cast<QMouseEvent *>(event)->button();
        if (button == Qt::BackButton || button == Qt::ForwardButton) {
            (button == Qt::BackButton ? m_actions.back : m_actions.forward)->trigger();
            return true;
        }
    }
    return QObject::eventFilter(watched, event);
}

} // namespace gatehouse::ui::shell
