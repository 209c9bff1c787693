#include "Targets.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace gatehouse;

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
    const QDir tests(qEnvironmentVariable("GATEHOUSE_SOURCE_DIR") + QStringLiteral("/tests"));
    int count = 0;
    const auto addFolder = [&count](const QString &target, const QDir &folder) {
        const QStringList files = folder.entryList(QDir::Files, QDir::Name);
        for (const QString &file : files) {
            QTest::addRow("%s/%s", qPrintable(target), qPrintable(file)) << target << folder.filePath(file);
            ++count;
        }
    };
    const QDir seeds(tests.filePath(QStringLiteral("fuzz/seeds")));
    const QStringList targets = seeds.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    for (const QString &target : targets)
        addFolder(target, QDir(seeds.filePath(target)));
    addFolder(QStringLiteral("jwkset"), QDir(tests.filePath(QStringLiteral("support/TestKeys"))));
    QVERIFY2(count > 200, "the seeds are missing");
}

void tst_fuzz_Seeds::replays()
{
    QFETCH(QString, target);
    QFETCH(QString, path);
    static const QHash<QString, void (*)(QByteArrayView)> targets{
        {QStringLiteral("token"), fuzz::token},     {QStringLiteral("line"), fuzz::line},
        {QStringLiteral("lines"), fuzz::lines},     {QStringLiteral("json"), fuzz::json},
        {QStringLiteral("jwkset"), fuzz::jwkSet},   {QStringLiteral("har"), fuzz::har},
        {QStringLiteral("scanner"), fuzz::scanner},
    };
    QVERIFY2(targets.contains(target), "a folder of seeds without a target");
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    targets[target](file.readAll());
}

QTEST_GUILESS_MAIN(tst_fuzz_Seeds)
#include "tst_fuzz_Seeds.moc"
