#pragma once

#include "models/store/ResourceServerStore.h"
#include "ui/shell/PageAddress.h"

#include <QFrame>
#include <QHash>

class QListView;
class QPushButton;

namespace gatehouse::items {
class FavoritesFirst;
class ResourceServerListModel;
} // namespace gatehouse::items
namespace gatehouse::settings {
class SettingsStore;
}
namespace gatehouse::ui::widgets {
class FilterBar;
class PlainLabel;
} // namespace gatehouse::ui::widgets

namespace gatehouse::ui::shell {

/// The left side of the window: the tenant, its APIs with a filter and a button for a new one, and the other sections.
/// The APIs are not there while the tenant has switched them off.
class NavigationPane : public QFrame
{
    Q_OBJECT

public:
    /// `kind` is said below the tenant's name; `name` stands for one that does not say it itself. Both are untrusted.
    struct Words
    {
        QString name;
        QString kind;
    };
    /// The sections of `hidden` are not there. `settings` has the favorites, and outlives the pane.
    NavigationPane(const store::ResourceServerStore &store, settings::SettingsStore &settings, Words words,
                   const QList<PageAddress::Section> &hidden, QWidget *parent = nullptr);

    /// Marks where one is; emits nothing.
    void setCurrent(const PageAddress &address);
    widgets::FilterBar *filter() const { return m_filter; }

Q_SIGNALS:
    void openRequested(const gatehouse::ui::shell::PageAddress &address);
    void createApiRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool event(QEvent *event) override;

private:
    /// Gives the APIs as much room as they need and no more: the sections follow at once. Many APIs scroll.
    void fitList();
    QWidget *makeTenant();
    QWidget *makeApis(settings::SettingsStore &settings);
    QWidget *makeSections();
    QPushButton *addSection(PageAddress::Section section, const char *objectName, const QString &text,
                            const QString &iconName);
    void showTenant();
    void openApi(const QModelIndex &index);

    const store::ResourceServerStore &m_store;
    Words m_words;
    items::ResourceServerListModel *m_apis;
    items::FavoritesFirst *m_filtered;
    widgets::PlainLabel *m_tenantName = nullptr;
    QWidget *m_apisSection = nullptr;
    widgets::FilterBar *m_filter = nullptr;
    QListView *m_list = nullptr;
    QWidget *m_sectionsPane = nullptr;
    QHash<PageAddress::Section, QPushButton *> m_sections;
    PageAddress m_current;
};

} // namespace gatehouse::ui::shell
