#include "tests/support/MirrorModel.h"

#include <QStringListModel>
#include <QTest>

using namespace gatehouse;
using namespace Qt::StringLiterals;

/// The mirror that the models' tests trust: it has to see what a model keeps to itself.
class tst_items_MirrorModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void announcedStepsLeaveNoDifference();
    void silentRowShows();
    void silentChangeShows();
};

namespace {

/// A list whose changes can be kept secret, as a faulty model's are.
class SecretiveModel : public QAbstractListModel
{
public:
    QStringList rows{u"a"_s, u"b"_s};

    int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(rows.size());
    }
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override
    {
        return role == Qt::DisplayRole ? QVariant(rows.at(index.row())) : QVariant();
    }
};

} // namespace

void tst_items_MirrorModel::announcedStepsLeaveNoDifference()
{
    QStringListModel model({u"a"_s, u"b"_s, u"c"_s});
    const tests::MirrorModel mirror(model);
    model.insertRows(1, 2);
    model.setData(model.index(2), u"new"_s);
    model.removeRows(0, 1);
    QCOMPARE(mirror.difference(), QString());
    QCOMPARE(mirror.changedRows(), 1);
    QCOMPARE(mirror.resets(), 0);
    model.setStringList({u"other"_s});
    QCOMPARE(mirror.difference(), QString());
    QCOMPARE(mirror.resets(), 1);
}

void tst_items_MirrorModel::silentRowShows()
{
    SecretiveModel model;
    const tests::MirrorModel mirror(model);
    model.rows.append(u"c"_s);
    QVERIFY(!mirror.difference().isEmpty());
}

void tst_items_MirrorModel::silentChangeShows()
{
    SecretiveModel model;
    const tests::MirrorModel mirror(model);
    model.rows[1] = u"changed"_s;
    QVERIFY2(mirror.difference().contains(u"changed"_s), qPrintable(mirror.difference()));
}

QTEST_GUILESS_MAIN(tst_items_MirrorModel)
#include "tst_items_MirrorModel.moc"
