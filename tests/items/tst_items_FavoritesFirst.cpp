#include "models/items/FavoritesFirst.h"

#include "models/items/ItemRoles.h"

#include <QAbstractItemModelTester>
#include <QAbstractListModel>
#include <QTest>

using namespace gatehouse;
using namespace Qt::StringLiterals;

namespace {

/// Names that are their own keys.
class Names : public QAbstractListModel
{
public:
    int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_names.size());
    }
    QVariant data(const QModelIndex &index, int role) const override
    {
        const bool isName = role == Qt::DisplayRole || role == items::KeyRole || role == items::FilterRole;
        return isName ? QVariant(m_names.value(index.row())) : QVariant();
    }

private:
    QStringList m_names{u"zeta"_s, u"alpha"_s, u"mu"_s, u"beta"_s};
};

} // namespace

class tst_items_FavoritesFirst : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void areAboveAllElse();
    void theFilterHoldsForThemToo();

private:
    QStringList shown() const
    {
        QStringList names;
        for (int row = 0; row < m_proxy->rowCount(); ++row)
            names.append(m_proxy->index(row, 0).data().toString());
        return names;
    }

    Names m_source;
    std::unique_ptr<items::FavoritesFirst> m_proxy;
};

void tst_items_FavoritesFirst::init()
{
    m_proxy = std::make_unique<items::FavoritesFirst>();
    m_proxy->setSourceModel(&m_source);
}

void tst_items_FavoritesFirst::areAboveAllElse()
{
    const QAbstractItemModelTester tester(m_proxy.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(shown(), (QStringList{u"zeta"_s, u"alpha"_s, u"mu"_s, u"beta"_s})); // in the order of the source
    m_proxy->setFavorites({u"mu"_s, u"beta"_s});
    QCOMPARE(shown(), (QStringList{u"mu"_s, u"beta"_s, u"zeta"_s, u"alpha"_s}));
    QVERIFY(m_proxy->index(0, 0).data(items::FavoriteRole).toBool());
    QVERIFY(!m_proxy->index(2, 0).data(items::FavoriteRole).toBool());
    m_proxy->setFavorites({});
    QCOMPARE(shown(), (QStringList{u"zeta"_s, u"alpha"_s, u"mu"_s, u"beta"_s}));
}

void tst_items_FavoritesFirst::theFilterHoldsForThemToo()
{
    m_proxy->setFavorites({u"mu"_s, u"beta"_s});
    m_proxy->setFilterText(u"eta"_s);
    QCOMPARE(shown(), (QStringList{u"beta"_s, u"zeta"_s}));
}

QTEST_GUILESS_MAIN(tst_items_FavoritesFirst)
#include "tst_items_FavoritesFirst.moc"
