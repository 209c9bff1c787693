#include "models/base/FileWatch.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace gatehouse;
using namespace Qt::StringLiterals;

/// What happens to a file is noticed, however it is done.
class tst_base_FileWatch : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    QString m_path;

    void write(const QByteArray &bytes) const
    {
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }
    void replace(const QByteArray &bytes) const
    {
        QSaveFile file(m_path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
        QVERIFY(file.commit());
    }

private Q_SLOTS:
    void init() { m_path = m_folder.filePath(QString::fromLatin1(QTest::currentTestFunction()) + u"/inner/file"_s); }

    void whatIsDoneToTheFileIsNoticed()
    {
        QVERIFY(QDir().mkpath(QFileInfo(m_path).path()));
        write("one");
        base::FileWatch watch(m_path);
        QSignalSpy changed(&watch, &base::FileWatch::changed);
        write("other");
        QTRY_VERIFY(!changed.isEmpty());
        changed.clear();
        replace("third one");
        QTRY_VERIFY(!changed.isEmpty());
        changed.clear();
        replace("the fourth"); // the one that took its place is followed too
        QTRY_VERIFY(!changed.isEmpty());
        changed.clear();
        QVERIFY(QFile::remove(m_path));
        QTRY_VERIFY(!changed.isEmpty());
        changed.clear();
        replace("again");
        QTRY_VERIFY(!changed.isEmpty());
    }

    void aFileInAFolderToComeIsNoticed()
    {
        base::FileWatch watch(m_path);
        QSignalSpy changed(&watch, &base::FileWatch::changed);
        QVERIFY(QDir().mkpath(QFileInfo(m_path).path()));
        write("one");
        QTRY_VERIFY(!changed.isEmpty());
    }

    void whatHappensBesideItIsNoNews()
    {
        QVERIFY(QDir().mkpath(QFileInfo(m_path).path()));
        write("one");
        base::FileWatch watch(m_path);
        QSignalSpy changed(&watch, &base::FileWatch::changed);
        base::FileWatch beside(m_path + u".other"_s);
        QSignalSpy other(&beside, &base::FileWatch::changed);
        m_path += u".other"_s;
        write("two");
        QTRY_VERIFY(!other.isEmpty()); // by then the other has heard of the folder as well
        QVERIFY(changed.isEmpty());
    }
};

QTEST_GUILESS_MAIN(tst_base_FileWatch)
#include "tst_base_FileWatch.moc"
