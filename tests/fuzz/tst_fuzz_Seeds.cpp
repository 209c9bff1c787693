#include "Targets.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace gatehouse;
using namespace Qt::StringLiterals;

/// Every seed through its target: what a fuzzer found once stays found, on every machine.
class tst_fuzz_Seeds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void replays_data();
    void replays();
};

void tst_fuzz_Seeds::replays_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("path");
    const QDir tests(qEnvironmentVariable("GATEHOUSE_SOURCE_DIR") + u"/tests"_s);
    int count = 0;
    const auto addFolder = [&count](const QString &target, const QDir &folder) {
        const QStringList files = folder.entryList(QDir::Files, QDir::Name);
        for (const QString &file : files) {
            QTest::addRow("%s/%s", qPrintable(target), qPrintable(file)) << target << folder.filePath(file);
            ++count;
        }
    };
    const QDir seeds(tests.filePath(u"fuzz/seeds"_s));
    const QStringList targets = seeds.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    for (const QString &target : targets)
        addFolder(target, QDir(seeds.filePath(target)));
    addFolder(u"jwkset"_s, QDir(tests.filePath(u"support/TestKeys"_s)));
    QVERIFY2(count > 200, "the seeds are missing");
}

void tst_fuzz_Seeds::replays()
{
    QFETCH(QString, target);
    QFETCH(QString, path);
    static const QHash<QString, void (*)(QByteArrayView)> targets{
        {u"token"_s, fuzz::token},       {u"line"_s, fuzz::line},           {u"lines"_s, fuzz::lines},
        {u"json"_s, fuzz::json},         {u"jwkset"_s, fuzz::jwkSet},       {u"har"_s, fuzz::har},
        {u"scanner"_s, fuzz::scanner},   {u"transport"_s, fuzz::transport}, {u"archive"_s, fuzz::archive},
        {u"form"_s, fuzz::form},         {u"basic"_s, fuzz::basic},         {u"cookies"_s, fuzz::cookies},
        {u"redirect"_s, fuzz::redirect}, {u"logins"_s, fuzz::logins},
    };
    QVERIFY2(targets.contains(target), "a folder of seeds without a target");
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    targets[target](file.readAll());
}

QTEST_GUILESS_MAIN(tst_fuzz_Seeds)
#include "tst_fuzz_Seeds.moc"
