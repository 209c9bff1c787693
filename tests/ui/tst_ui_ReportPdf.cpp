#include "tests/support/GuiHarness.h"
#include "tests/ui/TokenWorld.h"
#include "ui/inspector/ReportPdf.h"
#include "ui/pages/InspectorPage.h"

#include <QAction>
#include <QFileDialog>
#include <QMenu>
#include <QPushButton>
#include <QRegularExpression>
#include <QTextDocument>

using namespace gatehouse;
using namespace Qt::StringLiterals;
using tests::TokenWorld;

/// The report on a token as PDF: what the other reports say, on pages, and nothing that they leave out.
class tst_ui_ReportPdf : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatTheReportSays();
    void isAFileOfPages();
    void longTokensAreBounded();
    void isSavedFromTheInspector();

private:
    static inspector::TokenInspection inspected(TokenWorld &world, const QByteArray &token)
    {
        ui::pages::InspectorPage page(world.access(), world.control, world.inspector, world.crypto.keys());
        page.setToken(token);
        return page.inspection();
    }
    static qsizetype pagesOf(const QByteArray &pdf)
    {
        static const QRegularExpression page(u"/Type /Page\\b(?!s)"_s);
        const QString text = QString::fromLatin1(pdf);
        auto found = page.globalMatch(text);
        qsizetype count = 0;
        for (; found.hasNext(); found.next())
            ++count;
        return count;
    }
};

void tst_ui_ReportPdf::saysWhatTheReportSays()
{
    TokenWorld world;
    const QByteArray token = world.signedByTenant(
        world.header(), world.claims(-600, 3000, R"(,"password":"hunter22","html":"<b>x</b>\u202e")"));
    const ui::text::InspectionReport report = ui::text::inspectionReport(inspected(world, token));
    const QString text = ui::inspection::reportDocument(report)->toPlainText();
    QVERIFY2(text.startsWith(u"Token inspection: "_s + report.word), qPrintable(text.left(100)));
    for (const ui::text::InspectionReport::Verdict &part : report.verdicts)
        QVERIFY2(text.contains(part.sentence), qPrintable(part.sentence));
    for (const ui::text::InspectionReport::Finding &finding : report.findings)
        QVERIFY2(text.contains(finding.title), qPrintable(finding.title));
    QVERIFY(text.contains(u"https://orders.example.com"));
    // Text from the token stays text, and what a ticket must not hold is not in it.
    QVERIFY(text.contains(u"<b>x</b>"));
    QVERIFY(!text.contains(QChar(0x202e)));
    QVERIFY(!text.contains(u"hunter22"));
    QVERIFY(!text.contains(QString::fromLatin1(token.split('.').last())));
}

void tst_ui_ReportPdf::isAFileOfPages()
{
    TokenWorld world;
    const QByteArray pdf = ui::inspection::reportPdf(ui::text::inspectionReport(inspected(world, world.goodToken())));
    QVERIFY(pdf.startsWith("%PDF-1."));
    QVERIFY(pdf.trimmed().endsWith("%%EOF"));
    QVERIFY2(pagesOf(pdf) == 1 || pagesOf(pdf) == 2, qPrintable(QString::number(pagesOf(pdf))));
}

void tst_ui_ReportPdf::longTokensAreBounded()
{
    TokenWorld world;
    QByteArray more = R"(,"big":")" + QByteArray(20 * 1024, 'x') + '"';
    for (int i = 0; i < 200; ++i)
        more += ",\"claim" + QByteArray::number(i) + "\":\"" + QByteArray(200, 'y') + '"';
    const ui::text::InspectionReport report = ui::text::inspectionReport(
        inspected(world, world.signedByTenant(world.header(), world.claims(-600, 3000, more))));
    QVERIFY(report.members.last().more > 0);
    const QString text = ui::inspection::reportDocument(report)->toPlainText();
    QVERIFY2(text.size() < 100 * 1100, qPrintable(QString::number(text.size())));
    const QByteArray pdf = ui::inspection::reportPdf(report);
    QVERIFY(pagesOf(pdf) > 2);
    QVERIFY2(pdf.size() < 2 * 1024 * 1024, qPrintable(QString::number(pdf.size())));
}

void tst_ui_ReportPdf::isSavedFromTheInspector()
{
    tests::GuiHarness gui;
    TokenWorld world;
    ui::pages::InspectorPage page(world.access(), world.control, world.inspector, world.crypto.keys());
    QVERIFY(tests::GuiHarness::show(page));
    auto *button = page.findChild<QPushButton *>(u"tokenExport"_s);
    QVERIFY(!button->isEnabled());
    page.setToken(world.goodToken());
    QVERIFY(button->isEnabled() && button->menu());
    for (const QString &suffix : {u"pdf"_s, u"md"_s}) {
        button->menu()->actions().at(suffix == u"pdf" ? 0 : 1)->trigger();
        QTRY_VERIFY(page.findChild<QFileDialog *>());
        auto *dialog = page.findChild<QFileDialog *>();
        const QString path = world.folder.filePath(u"report."_s + suffix);
        Q_EMIT dialog->fileSelected(path);
        QTRY_VERIFY(QFile::exists(path));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().startsWith(suffix == u"pdf" ? "%PDF" : "## Token inspection"));
        delete dialog;
    }
}

QTEST_MAIN(tst_ui_ReportPdf)
#include "tst_ui_ReportPdf.moc"
