#include "models/base/PrivateFile.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace gatehouse::base;
using namespace Qt::StringLiterals;

class tst_base_PrivateFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesReadsAndRemoves()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"a"_s);
        QVERIFY(writePrivateFile(path, "one", ErrorStep::KeepDrafts));
        QVERIFY(writePrivateFile(path, "two\0three"_ba, ErrorStep::KeepDrafts));
        QCOMPARE(*readPrivateFile(path, 100, ErrorStep::KeepDrafts), "two\0three"_ba);
        QCOMPARE(QFile::permissions(path) &
                     (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther),
                 QFile::Permissions());
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{u"a"_s}); // no draft is left
        QVERIFY(removePrivateFile(path, ErrorStep::KeepDrafts));
        QVERIFY(removePrivateFile(path, ErrorStep::KeepDrafts));
        QCOMPARE(readPrivateFile(path, 100, ErrorStep::KeepDrafts).error().code, ErrorCode::NotFound);
    }

    void refuses()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"a"_s);
        QVERIFY(writePrivateFile(path, QByteArray(101, 'x'), ErrorStep::KeepDrafts));
        QCOMPARE(readPrivateFile(path, 100, ErrorStep::KeepDrafts).error().code, ErrorCode::TooLarge);
        QVERIFY(QFile::link(path, folder.filePath(u"link"_s)));
        QVERIFY(!readPrivateFile(folder.filePath(u"link"_s), 1000, ErrorStep::KeepDrafts));
        QVERIFY(!readPrivateFile(folder.path(), 1000, ErrorStep::KeepDrafts));
        QVERIFY(!writePrivateFile(folder.filePath(u"missing/a"_s), "x", ErrorStep::KeepDrafts));
    }

    /// Where the name is a link, the link is replaced and what it leads to is left alone.
    void aLinkIsReplaced()
    {
        const QTemporaryDir folder;
        const QString target = folder.filePath(u"target"_s);
        QVERIFY(writePrivateFile(target, "kept", ErrorStep::KeepDrafts));
        const QString link = folder.filePath(u"link"_s);
        QVERIFY(QFile::link(target, link));
        QVERIFY(writePrivateFile(link, "new", ErrorStep::KeepDrafts));
        QCOMPARE(*readPrivateFile(target, 100, ErrorStep::KeepDrafts), "kept"_ba);
        QCOMPARE(*readPrivateFile(link, 100, ErrorStep::KeepDrafts), "new"_ba);
    }
};

QTEST_GUILESS_MAIN(tst_base_PrivateFile)
#include "tst_base_PrivateFile.moc"
