#include "Targets.h"

#include <QDirIterator>
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
    const QDir seeds(qEnvironmentVariable("GATEHOUSE_SOURCE_DIR") + QStringLiteral("/tests/fuzz/seeds"));
    int count = 0;
    const QStringList targets = seeds.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    for (const QString &target : targets) {
        const QDir folder(seeds.filePath(target));
        const QStringList files = folder.entryList(QDir::Files, QDir::Name);
        for (const QString &file : files) {
            QTest::addRow("%s/%s", qPrintable(target), qPrintable(file)) << target << folder.filePath(file);
            ++count;
        }
    }
    QVERIFY2(count > 40, "the seeds are missing");
}

void tst_fuzz_Seeds::replays()
{
    QFETCH(QString, target);
    QFETCH(QString, path);
    static const QHash<QString, void (*)(QByteArrayView)> targets{
        {QStringLiteral("token"), fuzz::token},     {QStringLiteral("json"), fuzz::json},
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
