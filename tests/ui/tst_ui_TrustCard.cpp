#include "tests/support/GuiHarness.h"
#include "tests/ui/TokenWorld.h"
#include "ui/pages/TrustCard.h"
#include "ui/widgets/ErrorBanner.h"

#include <QComboBox>
#include <QLineEdit>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

class tst_ui_TrustCard : public QObject
{
    Q_OBJECT

private:
    static QString textOf(const QWidget &card, const QString &name)
    {
        return card.findChild<QLineEdit *>(name)->text();
    }

private Q_SLOTS:
    /// The lines name the file that was written, the address of the server, and every client.
    void linesFollowTheExport()
    {
        TokenWorld world;
        LoopbackControl control(world.server);
        ui::pages::TrustCard card(control);
        QCOMPARE(textOf(card, u"httpsIssuerEdit"_s), u"https://127.0.0.1:8444/"_s);
        auto *clients = card.findChild<QComboBox *>(u"trustClient"_s);
        QVERIFY(clients->count() >= 6);
        card.exportTo(u"/somewhere/ca.pem"_s);
        QCOMPARE(control.exported, QStringList{u"/somewhere/ca.pem"_s});
        for (int i = 0; i < clients->count(); ++i) {
            clients->setCurrentIndex(i);
            const QString line = textOf(card, u"trustLineEdit"_s);
            QVERIFY2(line.contains("/somewhere/ca.pem"_L1) || line.contains("pin="_L1), qPrintable(line));
        }
    }

    void aRefusedExportIsSaidAndChangesNothing()
    {
        TokenWorld world;
        LoopbackControl control(world.server);
        ui::pages::TrustCard card(control);
        const QString before = textOf(card, u"trustLineEdit"_s);
        control.exportFailure = base::Error{.code = base::ErrorCode::FileExists,
                                            .step = base::ErrorStep::ExportAuthority,
                                            .subject = u"/somewhere/notes"_s,
                                            .detail = {}};
        card.exportTo(u"/somewhere/notes"_s);
        QCOMPARE(textOf(card, u"trustLineEdit"_s), before);
        QVERIFY(!card.findChild<ui::widgets::ErrorBanner *>()->isHidden());
    }
};

QTEST_MAIN(tst_ui_TrustCard)
#include "tst_ui_TrustCard.moc"
