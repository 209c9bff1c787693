#pragma once

#include "ui/presenters/ObjectRowDelegate.h"

#include <QWidget>

class QAbstractItemModel;
class QAction;
class QListView;
class QStackedWidget;

namespace gatehouse::items {
class FavoritesFirst;
}
namespace gatehouse::settings {
class SettingsStore;
}
namespace gatehouse::ui::widgets {
class FilterBar;
class SelectionBar;
} // namespace gatehouse::ui::widgets

namespace gatehouse::ui::pages {

/// A page of objects of one kind: a list with a filter, in which several can be chosen to do something with all of
/// them, and everything about one of them beside it. A subclass says which objects, shows one, and deletes some.
class ObjectsPage : public QWidget
{
    Q_OBJECT

public Q_SLOTS:
    /// Opens the dialog for a new object.
    virtual void createNew() = 0;
    void focusFilter();

Q_SIGNALS:
    /// Something was done that a person may want to take back: `what` names it.
    void undoOffered(const QString &what);

protected:
    struct Words
    {
        QString name; ///< of one object in names of widgets ("client", "user"), and of its icon
        QString title;
        QString description;
        QString create; ///< what making one is called
        QString filter;
        QString noneYet;
        QString whatFor; ///< said where there are none yet
        QString noneChosen;
    };

    explicit ObjectsPage(QWidget *parent = nullptr);

    /// Lays the page out and shows the first object. `objects` says KeyRole; it and `settings`, which has the
    /// favorites, outlive the page. `detail` shows the chosen object, and is taken over.
    void setUp(const Words &words, QAbstractItemModel &objects, QWidget *detail,
               presenters::ObjectRowDelegate::SecondLine secondLine, settings::SettingsStore &settings);

    /// Empty where none is chosen.
    QString currentKey() const;
    QStringList selectedKeys() const;
    void selectKey(const QString &key);
    /// Chooses a new object, which the filter must not hide.
    void showNew(const QString &key);
    /// Offers something to do with all selected objects, in the bar below the list and in the menu of its rows.
    void addBulkAction(QAction *action);
    /// Offers something to do with the object under the menu of the rows.
    void addRowAction(QAction *action);

    virtual bool exists(const QString &key) const = 0;
    /// Shows an object in the detail; none, where the key is empty.
    virtual void showObject(const QString &key) = 0;
    /// Deletes the selected objects, after a question where something is lost.
    virtual void askToRemoveSelected() = 0;

private:
    QWidget *makeList(const Words &words, presenters::ObjectRowDelegate::SecondLine secondLine,
                      settings::SettingsStore &settings);
    void offerRemoval(settings::SettingsStore &settings);
    void showCurrent();
    void showContent();
    void showNone();

    QAbstractItemModel *m_objects = nullptr;
    QWidget *m_detail = nullptr;
    items::FavoritesFirst *m_filtered;
    widgets::FilterBar *m_filter = nullptr;
    QListView *m_list = nullptr;
    widgets::SelectionBar *m_bulk = nullptr;
    QStackedWidget *m_side;  ///< the object's detail, or a word where none is chosen
    QStackedWidget *m_stack; ///< list and detail, or a word where there is no object
    QString m_shown;
    QString m_deleted; ///< shown until it was deleted; empty once another one is chosen
};

} // namespace gatehouse::ui::pages
