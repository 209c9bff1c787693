#include "tests/shelf/ShelfWorld.h"

#include <QFile>

#include <sys/stat.h>
#include <unistd.h>

using namespace gatehouse;
using namespace Qt::StringLiterals;
using base::ErrorCode;
using shelf::ShelfFolder;
using tests::ShelfWorld;

class tst_shelf_ShelfFolder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_world = std::make_unique<ShelfWorld>(); }
    void cleanup() { m_world.reset(); }

    void offNothingIsWritten();
    void keptTokensOpenAfterARestart();
    void nothingLiesInClear();
    void filesAreTheirOwnersAlone();
    void aChangedRecordIsRefusedAndTheOthersStay();
    void swappedRecordsAreRefused();
    void recordsOfAnotherStoreAreRefused();
    void badFiles_data();
    void badFiles();
    void badFolders_data();
    void badFolders();
    void theSameTokenAgainMovesToTheTop();
    void theOldestGo();
    void tooLongIsNotKept();
    void removing();
    void offDeletesEverything();
    void anotherWindowSwitchedOff();
    void somebodyElsesFileIsLeftAlone();
    void endsShowATenthAtMost();
    void labelsAreBounded();

private:
    static QList<QByteArray> tokensOf(const ShelfFolder &folder)
    {
        QList<QByteArray> tokens;
        for (const shelf::ShelfEntry &entry : folder.entries())
            tokens.append(folder.token(entry.id).value_or(base::Secret()).bytes().toByteArray());
        return tokens;
    }
    static bool keep(ShelfFolder &folder, int number)
    {
        const QByteArray token = ShelfWorld::token(number);
        return folder.keep(ShelfWorld::entry(token, number), ShelfWorld::secret(token)).has_value();
    }
    /// A shelf with tokens 1 to `count`, kept in that order.
    ShelfFolder filled(int count)
    {
        ShelfFolder folder = m_world->shelfFolder();
        if (!folder.create())
            qFatal("no shelf");
        for (int i = 1; i <= count; ++i) {
            if (!keep(folder, i))
                qFatal("not kept");
        }
        return folder;
    }
    /// What the next start finds.
    ShelfFolder again()
    {
        ShelfFolder folder = m_world->shelfFolder();
        if (!folder.load())
            qFatal("not readable");
        return folder;
    }

    std::unique_ptr<ShelfWorld> m_world;
};

void tst_shelf_ShelfFolder::offNothingIsWritten()
{
    const QByteArray before = m_world->everything();
    ShelfFolder folder = m_world->shelfFolder();
    QVERIFY(folder.load());
    QVERIFY(!folder.exists());
    QVERIFY(keep(folder, 1));
    QVERIFY(folder.entries().isEmpty());
    QVERIFY(folder.removeAll());
    QVERIFY(folder.destroy());
    QCOMPARE(m_world->everything(), before);
}

void tst_shelf_ShelfFolder::keptTokensOpenAfterARestart()
{
    {
        ShelfFolder folder = filled(3);
        QCOMPARE(folder.entries().size(), 3);
    }
    const ShelfFolder folder = again();
    QVERIFY(folder.exists());
    QCOMPARE(folder.refused(), 0);
    QCOMPARE(tokensOf(folder), QList({ShelfWorld::token(3), ShelfWorld::token(2), ShelfWorld::token(1)}));
    // All that is told of a token came back too.
    shelf::ShelfEntry expected = ShelfWorld::entry(ShelfWorld::token(3), 3);
    expected.id = folder.entries().first().id;
    QVERIFY(folder.entries().first() == expected);
}

void tst_shelf_ShelfFolder::nothingLiesInClear()
{
    filled(3);
    const QByteArray bytes = m_world->everything();
    QVERIFY(bytes.contains(".sealed")); // it did look
    const QByteArray token = ShelfWorld::token(2);
    const QList<QByteArray> parts = token.split('.');
    for (const QByteArray &canary :
         {token, parts.at(0), parts.at(1), parts.at(2), parts.at(1).first(24), "importer"_ba, "issuer.example"_ba,
          "RS256"_ba, ShelfWorld::entry(token).digest, ShelfWorld::entry(token).digest.toHex(), token.toHex().first(32),
          token.toBase64().first(32)})
        QVERIFY2(!bytes.contains(canary), canary.constData());
}

void tst_shelf_ShelfFolder::filesAreTheirOwnersAlone()
{
    const mode_t old = ::umask(0);
    filled(1);
    ::umask(old);
    struct stat status = {};
    QCOMPARE(::lstat(QFile::encodeName(m_world->shelfPath()).constData(), &status), 0);
    QCOMPARE(status.st_mode & 07777, 0700u);
    QCOMPARE(m_world->records().size(), 1); // and no draft is left
    QCOMPARE(::lstat(QFile::encodeName(m_world->records().first()).constData(), &status), 0);
    QCOMPARE(status.st_mode & 07777, 0600u);
}

void tst_shelf_ShelfFolder::aChangedRecordIsRefusedAndTheOthersStay()
{
    filled(3);
    const QString path = m_world->records().first();
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QByteArray bytes = file.readAll();
    for (const qsizetype at : {qsizetype(0), bytes.size() / 2, bytes.size() - 1}) {
        QByteArray changed = bytes;
        changed[at] = static_cast<char>(changed[at] ^ 1);
        QVERIFY(file.seek(0) && file.write(changed) == changed.size() && file.flush());
        ShelfFolder folder = again();
        QCOMPARE(folder.refused(), 1);
        QCOMPARE(folder.entries().size(), 2);
        QCOMPARE(folder.token(QFileInfo(path).baseName()).error().code, ErrorCode::SealBroken);
        QVERIFY(QFile::exists(path)); // evidence is a person's to remove
    }
    ShelfFolder folder = again();
    QVERIFY(folder.removeRefused());
    QCOMPARE(folder.refused(), 0);
    QVERIFY(!QFile::exists(path));
    QCOMPARE(again().entries().size(), 2);
}

void tst_shelf_ShelfFolder::swappedRecordsAreRefused()
{
    filled(3);
    const QStringList records = m_world->records();
    const QString aside = records.at(0) + u".aside"_s;
    QVERIFY(QFile::rename(records.at(0), aside));
    QVERIFY(QFile::rename(records.at(1), records.at(0)));
    QVERIFY(QFile::rename(aside, records.at(1)));
    const ShelfFolder folder = again();
    QCOMPARE(folder.refused(), 2);
    QCOMPARE(folder.entries().size(), 1);
    for (const QString &path : records.first(2))
        QCOMPARE(folder.token(QFileInfo(path).baseName()).error().code, ErrorCode::SealBroken);
}

void tst_shelf_ShelfFolder::recordsOfAnotherStoreAreRefused()
{
    filled(1);
    ShelfWorld other;
    ShelfFolder theirs = other.shelfFolder();
    QVERIFY(theirs.create());
    const QString record = m_world->records().first();
    QVERIFY(QFile::copy(record, other.shelfPath() + u'/' + QFileInfo(record).fileName()));
    QVERIFY(theirs.load());
    QCOMPARE(theirs.refused(), 1);
    QVERIFY(theirs.entries().isEmpty());
}

void tst_shelf_ShelfFolder::badFiles_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<int>("refused");
    const QString id(32, u'a');
    QTest::newRow("empty") << id + u".sealed"_s << QByteArray() << 1;
    QTest::newRow("too short for a seal") << id + u".sealed"_s << QByteArray(20, 'x') << 1;
    QTest::newRow("noise") << id + u".sealed"_s << QByteArray(2000, 'x') << 1;
    QTest::newRow("past every limit") << id + u".sealed"_s << QByteArray(2 * 1024 * 1024, 'x') << 1;
    QTest::newRow("another name") << u"notes.sealed"_s << QByteArray(2000, 'x') << 0;
    QTest::newRow("upper case") << QString(32, u'A') + u".sealed"_s << QByteArray(2000, 'x') << 0;
    QTest::newRow("another suffix") << id + u".txt"_s << QByteArray(2000, 'x') << 0;
}

void tst_shelf_ShelfFolder::badFiles()
{
    QFETCH(const QString, name);
    QFETCH(const QByteArray, content);
    QFETCH(const int, refused);
    filled(1);
    QFile file(m_world->shelfPath() + u'/' + name);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
    file.close();
    const ShelfFolder folder = again();
    QCOMPARE(folder.refused(), refused);
    QCOMPARE(tokensOf(folder), QList{ShelfWorld::token(1)});
}

void tst_shelf_ShelfFolder::badFolders_data()
{
    QTest::addColumn<QString>("what");
    QTest::newRow("a file") << u"file"_s;
    QTest::newRow("a symbolic link to a folder") << u"link"_s;
    QTest::newRow("everybody may write to it") << u"open"_s;
}

void tst_shelf_ShelfFolder::badFolders()
{
    QFETCH(const QString, what);
    const QByteArray path = QFile::encodeName(m_world->shelfPath());
    const QString target = m_world->folder.filePath(u"elsewhere"_s);
    QVERIFY(QDir().mkdir(target));
    if (what == u"file"_s) {
        QFile file(m_world->shelfPath());
        QVERIFY(file.open(QIODevice::WriteOnly));
    } else if (what == u"link"_s) {
        QCOMPARE(::symlink(QFile::encodeName(target).constData(), path.constData()), 0);
    } else {
        QCOMPARE(::mkdir(path.constData(), 0700), 0);
        QCOMPARE(::chmod(path.constData(), 0777), 0);
    }
    ShelfFolder folder = m_world->shelfFolder();
    QCOMPARE(folder.load().error().code, ErrorCode::StoreUnreadable);
    QCOMPARE(folder.create().error().code, ErrorCode::StoreUnreadable);
    const QByteArray token = ShelfWorld::token(1);
    QCOMPARE(folder.keep(ShelfWorld::entry(token), ShelfWorld::secret(token)).error().code, ErrorCode::StoreUnreadable);
    QCOMPARE(folder.removeAll().error().code, ErrorCode::StoreUnreadable);
    QVERIFY(!folder.exists());
    QVERIFY(QDir(target).isEmpty());
}

void tst_shelf_ShelfFolder::theSameTokenAgainMovesToTheTop()
{
    ShelfFolder folder = filled(3);
    const QByteArray first = ShelfWorld::token(1);
    const QString before = folder.entries().last().id;
    QVERIFY(folder.keep(ShelfWorld::entry(first, 9), ShelfWorld::secret(first)));
    QCOMPARE(tokensOf(folder), QList({first, ShelfWorld::token(3), ShelfWorld::token(2)}));
    QCOMPARE(m_world->records().size(), 3);
    QVERIFY(folder.entries().first().id != before);
    QCOMPARE(folder.token(before).error().code, ErrorCode::NotFound);
    QCOMPARE(tokensOf(again()), tokensOf(folder));
}

void tst_shelf_ShelfFolder::theOldestGo()
{
    const int more = static_cast<int>(shelf::mostKeptTokens) + 3;
    ShelfFolder folder = filled(more);
    QCOMPARE(folder.entries().size(), shelf::mostKeptTokens);
    QCOMPARE(m_world->records().size(), shelf::mostKeptTokens);
    const QList<QByteArray> tokens = tokensOf(again());
    QCOMPARE(tokens.first(), ShelfWorld::token(more));
    QCOMPARE(tokens.last(), ShelfWorld::token(4));
}

void tst_shelf_ShelfFolder::tooLongIsNotKept()
{
    ShelfFolder folder = filled(0);
    const QByteArray longest(shelf::longestKeptToken, 'a');
    QVERIFY(folder.keep(ShelfWorld::entry(longest + 'a'), ShelfWorld::secret(longest + 'a')));
    QVERIFY(folder.keep(ShelfWorld::entry({}), base::Secret()));
    QVERIFY(m_world->records().isEmpty());
    QVERIFY(folder.keep(ShelfWorld::entry(longest), ShelfWorld::secret(longest)));
    QCOMPARE(tokensOf(again()), QList{longest});
}

void tst_shelf_ShelfFolder::removing()
{
    ShelfFolder folder = filled(3);
    const QString middle = folder.entries().at(1).id;
    QVERIFY(folder.remove(middle));
    QCOMPARE(tokensOf(folder), QList({ShelfWorld::token(3), ShelfWorld::token(1)}));
    QCOMPARE(folder.token(middle).error().code, ErrorCode::NotFound);
    QCOMPARE(m_world->records().size(), 2);
    // A name is never a path.
    const QString key = m_world->storePath() + u".key"_s;
    QCOMPARE(folder.remove(u"../gatehouse.db.key"_s).error().code, ErrorCode::NotFound);
    QCOMPARE(folder.token(u"../gatehouse.db.key"_s).error().code, ErrorCode::NotFound);
    QVERIFY(QFile::exists(key));
    QVERIFY(folder.removeAll());
    QVERIFY(folder.exists());
    QVERIFY(folder.entries().isEmpty());
    QVERIFY(m_world->records().isEmpty());
}

void tst_shelf_ShelfFolder::offDeletesEverything()
{
    ShelfFolder folder = filled(3);
    // What a killed process left, and what does not open, go with it.
    QFile draft(m_world->shelfPath() + u'/' + QString(32, u'b') + u".draft"_s);
    QVERIFY(draft.open(QIODevice::WriteOnly));
    QFile broken(m_world->shelfPath() + u'/' + QString(32, u'c') + u".sealed"_s);
    QVERIFY(broken.open(QIODevice::WriteOnly));
    QVERIFY(folder.destroy());
    QVERIFY(!folder.exists());
    QVERIFY(!QFileInfo::exists(m_world->shelfPath()));
    QVERIFY(keep(folder, 4));
    QVERIFY(!QFileInfo::exists(m_world->shelfPath()));
}

void tst_shelf_ShelfFolder::anotherWindowSwitchedOff()
{
    ShelfFolder here = filled(1);
    ShelfFolder there = again();
    QVERIFY(keep(there, 2));
    QVERIFY(here.destroy()); // what the other has kept too
    QVERIFY(keep(there, 3));
    QVERIFY(!there.exists());
    QVERIFY(there.entries().isEmpty());
    QVERIFY(!QFileInfo::exists(m_world->shelfPath()));
}

void tst_shelf_ShelfFolder::somebodyElsesFileIsLeftAlone()
{
    ShelfFolder folder = filled(2);
    QFile notes(m_world->shelfPath() + u"/notes.txt"_s);
    QVERIFY(notes.open(QIODevice::WriteOnly));
    QCOMPARE(folder.destroy().error().code, ErrorCode::StoreUnreadable);
    QVERIFY(notes.exists());
    QCOMPARE(m_world->records(), QStringList{notes.fileName()}); // every token is gone all the same
    QVERIFY(folder.exists());                                    // and it is said that it is still on
}

void tst_shelf_ShelfFolder::endsShowATenthAtMost()
{
    QCOMPARE(shelf::tokenEnds(QByteArray(400, 'a')), QString(8, u'a') + u'\u2026' + QString(4, u'a'));
    for (const qsizetype size : {0, 1, 10, 19, 20, 39, 40, 100, 119, 120, 121}) {
        const QString ends = shelf::tokenEnds(QByteArray(size, 'a'));
        QVERIFY2(ends.count(u'a') * 10 <= size, QByteArray::number(size).constData());
    }
}

void tst_shelf_ShelfFolder::labelsAreBounded()
{
    inspector::TokenInspection inspection;
    inspection.token = ShelfWorld::token(1);
    inspection.issuer = QString(100000, u'i');
    inspection.audience = {QString(100000, u'a')};
    inspection.algorithm = QString(100000, u'g');
    const shelf::ShelfEntry entry = shelf::entryOf(inspection, {});
    for (const QString &label : {entry.issuer, entry.api, entry.algorithm})
        QCOMPARE(label.size(), 201);
}

QTEST_GUILESS_MAIN(tst_shelf_ShelfFolder)
#include "tst_shelf_ShelfFolder.moc"
