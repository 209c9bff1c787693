#pragma once

#include "ui/text/HelpText.h"

#include <QDialog>

class QListView;
class QSortFilterProxyModel;
class QStandardItemModel;

namespace gatehouse::ui::widgets {
class FilterBar;
class PlainLabel;
class ScrollColumn;
} // namespace gatehouse::ui::widgets

namespace gatehouse::ui::dialogs {

/// Help about every page of the window and every kind of finding: topics at the left, the one chosen at the right, all
/// of it plain text. It stays beside the window while a person works.
class HelpDialog : public QDialog
{
    Q_OBJECT

public:
    explicit HelpDialog(QWidget *parent = nullptr);

    /// Shows a page; an id that is none changes nothing.
    void showPage(const QString &id);
    QString currentId() const { return m_current; }
    /// All of what is read at the right.
    QString shownText() const;

private:
    QWidget *makeTopics();
    void fillTopics();
    void showBlocks(const text::HelpPage &page);

    QStandardItemModel *m_topics;
    QSortFilterProxyModel *m_filtered;
    widgets::FilterBar *m_filter = nullptr;
    QListView *m_list = nullptr;
    widgets::ScrollColumn *m_scroll;
    widgets::PlainLabel *m_title;
    QWidget *m_body = nullptr;
    QString m_current;
    bool m_isFiltering = false;
};

} // namespace gatehouse::ui::dialogs
