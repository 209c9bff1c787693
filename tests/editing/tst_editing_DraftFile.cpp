#include "models/editing/DraftFile.h"
#include "models/editing/EditSession.h"
#include "tests/support/TestTenant.h"

#include <QFile>
#include <QTemporaryDir>

using namespace gatehouse;
using namespace gatehouse::editing;
using namespace Qt::StringLiterals;

/// What is typed and not saved survives the process.
class tst_editing_DraftFile : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<tests::TestTenant> m_tenant;
    std::unique_ptr<EditSession> m_session;
    domain::ResourceServerId m_api;

    QString path() const { return DraftFile::pathFor(m_folder->filePath(u"tenant.gatehouse"_s)); }
    Drafts &drafts() { return m_session->drafts(); }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_tenant = std::make_unique<tests::TestTenant>();
        m_session = std::make_unique<EditSession>(m_tenant->store);
        m_api = m_tenant->addApi(u"Orders"_s, {u"read"_s});
    }
    void cleanup()
    {
        m_session.reset();
        m_tenant.reset();
    }

    void nothingIsWrittenBeforeItStarts()
    {
        DraftFile file(path(), m_tenant->custody, drafts());
        drafts().setScope(m_api, {u"half"_s, {}});
        QVERIFY(file.save());
        QVERIFY(!QFile::exists(path()));
        QVERIFY(file.left().isEmpty());
    }

    void theNextProcessFindsWhatWasTyped()
    {
        {
            DraftFile file(path(), m_tenant->custody, drafts());
            file.start();
            drafts().setScope(m_api, {u"half"_s, u"typed"_s});
            QVERIFY(file.save());
        }
        QFile written(path());
        QVERIFY(written.open(QIODevice::ReadOnly));
        QVERIFY(!(written.permissions() & (QFile::ReadGroup | QFile::ReadOther)));
        drafts().discard(m_api);
        const DraftFile next(path(), m_tenant->custody, drafts());
        QVERIFY(drafts().restore(next.left()));
        QCOMPARE(drafts().of(m_api).scope, (domain::Scope{u"half"_s, u"typed"_s}));
    }

    void itIsWrittenAWhileAfterTyping()
    {
        DraftFile file(path(), m_tenant->custody, drafts());
        file.start();
        drafts().setScope(m_api, {u"half"_s, {}});
        QTRY_VERIFY(QFile::exists(path()));
        drafts().discard(m_api);
        QTRY_VERIFY(!QFile::exists(path())); // nothing unsaved, no file
    }

    void whatIsDiscardedLastIsNotOfferedAgain()
    {
        {
            DraftFile file(path(), m_tenant->custody, drafts());
            file.start();
            drafts().setScope(m_api, {u"half"_s, {}});
            QVERIFY(file.save());
            drafts().discard(m_api); // and the program ends before the file follows
        }
        QVERIFY(!QFile::exists(path()));
    }

    void whatDoesNotOpenIsNothing()
    {
        DraftFile file(path(), m_tenant->custody, drafts());
        file.start();
        drafts().setScope(m_api, {u"half"_s, {}});
        QVERIFY(file.save());
        m_tenant->custody.broken = true;
        QVERIFY(file.left().isEmpty());
        QFile written(path());
        QVERIFY(written.open(QIODevice::WriteOnly));
        written.write("{}");
        written.close();
        m_tenant->custody.broken = false;
        QVERIFY(!drafts().restore(file.left()));
    }
};

QTEST_GUILESS_MAIN(tst_editing_DraftFile)
#include "tst_editing_DraftFile.moc"
