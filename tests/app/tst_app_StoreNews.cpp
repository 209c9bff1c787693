#include "app/engine/IssuerFile.h"
#include "app/window/Composition.h"
#include "models/jose/qca/QcaCrypto.h"
#include "tests/store/StoreFiles.h"
#include "ui/widgets/ErrorBanner.h"

#include <QAbstractItemView>
#include <QPushButton>
#include <QSignalSpy>

using namespace gatehouse;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

/// What the window says about the file its tenant is in.
class tst_app_StoreNews : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(u"tenant.gatehouse"_s);
    }

    void closedDuringItsFirstStart()
    {
        for (int round = 0; round < 5; ++round) {
            init();
            auto composition = window();
            QSignalSpy loaded(&composition->engine().store(), &store::ResourceServerStore::loaded);
            composition->start({});
            QVERIFY(loaded.wait(30000));
            composition.reset(); // while the first key is being made
        }
        auto whole = open();
        QVERIFY(!whole->engine().store().snapshot().signingKeys.isEmpty());
    }

    void anOlderCopyIsAcceptedInTheWindow()
    {
        const QString copy = m_folder->filePath(u"copy"_s);
        open().reset();
        QVERIFY(QFile::copy(m_path, copy));
        {
            const auto second = open();
            addClient(*second);
        }
        QVERIFY(QFile::remove(m_path));
        QVERIFY(QFile::copy(copy, m_path));
        {
            const auto third = open();
            const auto *banner = bannerThatSays(*third, u"but this machine last saw revision"_s);
            QVERIFY(banner);
            QVERIFY(!third->engine().store().committedSnapshots().read()); // nothing to issue tokens from
            auto *accept = banner->findChild<QPushButton *>(u"retryButton"_s);
            QCOMPARE(accept->text(), u"Accept"_s);
            accept->click();
            QTRY_VERIFY(!third->engine().store().rollback());
            QVERIFY(third->engine().store().committedSnapshots().read());
            QVERIFY(bannerThatSays(*third, u"Accepted the store"_s));
        }
        const auto fourth = open();
        QVERIFY(!fourth->engine().store().rollback());
    }

    void aBrokenAuditIsNamedInActivity()
    {
        {
            const auto first = open();
            addClient(*first);
            first->window().open(u"activity"_s);
            auto *broken = first->window().findChild<ui::widgets::ErrorBanner *>(u"activityBroken"_s);
            QVERIFY(broken && broken->text().isEmpty());
        }
        onFile(m_path, {u"UPDATE audit SET user = 'mallory' WHERE sequence = 1"_s});
        const auto second = open();
        second->window().open(u"activity"_s);
        auto *broken = second->window().findChild<ui::widgets::ErrorBanner *>(u"activityBroken"_s);
        QTRY_VERIFY(broken->isVisible());
        QVERIFY2(broken->text().startsWith(u"Entry 1 of the activity was changed"_s), qPrintable(broken->text()));
    }

    void anotherProgramChangesTheIssuers()
    {
        const auto first = open();
        first->window().open(u"issuers"_s);
        const auto *table = first->window().findChild<QAbstractItemView *>(u"issuersTable"_s);
        QVERIFY(table);
        QCOMPARE(table->model()->rowCount(), 0);
        jose::qca::QcaCrypto crypto;
        base::SystemRandom random;
        app::IssuerFile file(crypto.cipher(), random, m_folder->filePath(u"issuers.gatehouse"_s));
        const trust::TrustedIssuer acme{
            .name = u"Acme"_s, .issuer = u"https://id.acme.example/"_s, .source = trust::KeySource::Given};
        QVERIFY(file.change([&acme](trust::IssuerBook &book) { return book.add(acme); }));
        QTRY_COMPARE(table->model()->rowCount(), 1);
        QVERIFY(file.change([](trust::IssuerBook &book) -> base::Result<void> {
            book.all.clear();
            return {};
        }));
        QTRY_COMPARE(table->model()->rowCount(), 0);
        // One that is no longer what was written vouches for nothing, and that is said.
        QVERIFY(file.change([&acme](trust::IssuerBook &book) { return book.add(acme); }));
        QTRY_COMPARE(table->model()->rowCount(), 1);
        QFile altered(file.path());
        QVERIFY(altered.open(QIODevice::Append));
        altered.write(" ");
        altered.close();
        QTRY_COMPARE(table->model()->rowCount(), 0);
        const auto *banner = first->window().findChild<ui::widgets::ErrorBanner *>(u"issuersBanner"_s);
        QVERIFY2(banner->text().contains(u"was changed by something else"_s), qPrintable(banner->text()));
    }

    void anotherProgramChangesTheProtection()
    {
        const auto first = open();
        app::Engine other(m_path, u"command line"_s);
        QSignalSpy ready(&other, &app::Engine::ready);
        other.open();
        QVERIFY(ready.wait(30000));
        const base::Job<void> job = other.protection().protectWithPassphrase(base::Secret("correct horse battery"_ba));
        QTRY_VERIFY_WITH_TIMEOUT(job.isFinished(), 30000);
        QTRY_COMPARE(first->engine().protection().protection(), store::Protection::Passphrase);
        QVERIFY(bannerThatSays(*first, u"Another program changed the protection"_s));
    }

private:
    std::unique_ptr<app::Composition> window() const
    {
        return std::make_unique<app::Composition>(m_path, m_folder->filePath(u"window.ini"_s));
    }
    std::unique_ptr<app::Composition> open() const
    {
        auto composition = window();
        QSignalSpy ready(composition.get(), &app::Composition::ready);
        composition->start({});
        if (!QTest::qWaitFor([&ready] { return ready.count() == 1; }, 60000))
            qFatal("the window does not open");
        return composition;
    }
    static const ui::widgets::ErrorBanner *bannerThatSays(app::Composition &composition, const QString &words)
    {
        const auto banners = composition.window().findChildren<ui::widgets::ErrorBanner *>();
        for (const auto *banner : banners) {
            if (banner->isVisible() && banner->text().contains(words))
                return banner;
        }
        return nullptr;
    }
    static void addClient(app::Composition &composition)
    {
        domain::ChangeSet changes;
        changes.create(makeClient(7));
        composition.engine().store().submit(changes);
        QTRY_VERIFY(composition.engine().store().isSettled());
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

QTEST_MAIN(tst_app_StoreNews)
#include "tst_app_StoreNews.moc"
