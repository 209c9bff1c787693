#pragma once

#include <QSortFilterProxyModel>

#include <functional>

namespace gatehouse::items {

/// Shows the rows that hold every word of the filter in what their FilterRole says, whatever the case. For lists of
/// some thousand rows.
class TextFilterProxy : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit TextFilterProxy(QObject *parent = nullptr);

    QString filterText() const { return m_text; }
    /// What a row of the source must be besides; asked again with each call. None: anything.
    void setCondition(std::function<bool(const QModelIndex &sourceRow)> condition);

    /// Whether every word of the filter is in `text`.
    bool accepts(const QString &text) const;

public Q_SLOTS:
    /// Words separated by blanks; empty shows everything.
    void setFilterText(const QString &text);

protected:
    bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    QString m_text;
    QStringList m_words;
    std::function<bool(const QModelIndex &)> m_condition;
};

} // namespace gatehouse::items
