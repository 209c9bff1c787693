#include "tests/ui/TokenWorld.h"
#include "ui/inspector/JwsHighlighter.h"
#include "ui/inspector/TokenEdit.h"
#include "ui/inspector/TokenParts.h"
#include "ui/widgets/ClipboardGuard.h"

#include <QClipboard>
#include <QImage>
#include <QLineEdit>
#include <QMimeData>
#include <QSignalSpy>
#include <QVBoxLayout>

#include <sys/stat.h>

using namespace gatehouse;
using namespace Qt::StringLiterals;
using ui::inspection::TokenEdit;
using ui::inspection::TokenPart;

class tst_ui_TokenEdit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void pasteReplacesAWholeToken();
    void pasteOfAPieceIsInserted();
    void pasteKeepsPlainTextOnly();
    void undoBringsTheOldTokenBack();
    void refusesWhatIsNoText_data();
    void refusesWhatIsNoText();
    void refusesTwentyMegabytesAtOnce();
    void takesAFile();
    void keepsHostileCharactersAsTheyAre();
    void tabLeavesTheField();
    void coloursThreeParts();
    void coloursPartsAroundWrapping_data();
    void coloursPartsAroundWrapping();
    void everySignatureCanBeHidden_data();
    void everySignatureCanBeHidden();
    void marksTheFault();
    void copiedTokenIsGuarded_data();
    void copiedTokenIsGuarded();

private:
    void paste(std::unique_ptr<QMimeData> data);
    void pasteText(const QString &text);

    std::unique_ptr<TokenEdit> m_edit;
    std::unique_ptr<QSignalSpy> m_refusals;
    QString lastRefusal() const { return m_refusals->isEmpty() ? QString() : m_refusals->last().at(0).toString(); }
};

void tst_ui_TokenEdit::init()
{
    m_refusals.reset();
    m_edit = std::make_unique<TokenEdit>();
    m_refusals = std::make_unique<QSignalSpy>(m_edit.get(), &TokenEdit::refused);
    m_edit->show();
}

void tst_ui_TokenEdit::paste(std::unique_ptr<QMimeData> data)
{
    QGuiApplication::clipboard()->setMimeData(data.release());
    m_edit->paste();
}

void tst_ui_TokenEdit::pasteText(const QString &text)
{
    auto data = std::make_unique<QMimeData>();
    data->setText(text);
    paste(std::move(data));
}

void tst_ui_TokenEdit::pasteReplacesAWholeToken()
{
    pasteText(u"a.b.c"_s);
    pasteText(u"d.e.f"_s);
    QCOMPARE(m_edit->toPlainText(), u"d.e.f"_s);
}

void tst_ui_TokenEdit::pasteOfAPieceIsInserted()
{
    pasteText(u"a.b.c"_s);
    pasteText(u"XYZ"_s);
    QCOMPARE(m_edit->toPlainText(), u"a.b.cXYZ"_s);
}

void tst_ui_TokenEdit::pasteKeepsPlainTextOnly()
{
    auto data = std::make_unique<QMimeData>();
    data->setHtml(u"<b>bold</b>"_s);
    data->setText(u"<img src=/etc/hostname>"_s);
    paste(std::move(data));
    QCOMPARE(m_edit->toPlainText(), u"<img src=/etc/hostname>"_s);
}

void tst_ui_TokenEdit::undoBringsTheOldTokenBack()
{
    pasteText(u"a.b.c"_s);
    pasteText(u"d.e.f"_s);
    m_edit->undo();
    QCOMPARE(m_edit->toPlainText(), u"a.b.c"_s);
    m_edit->undo();
    QCOMPARE(m_edit->toPlainText(), QString());
    m_edit->redo();
    QCOMPARE(m_edit->toPlainText(), u"a.b.c"_s);
}

void tst_ui_TokenEdit::refusesWhatIsNoText_data()
{
    QTest::addColumn<QString>("what");
    QTest::addRow("picture") << u"picture"_s;
    QTest::addRow("folder") << u"folder"_s;
    QTest::addRow("pipe") << u"pipe"_s;
    QTest::addRow("missing file") << u"missing"_s;
    QTest::addRow("huge file") << u"huge"_s;
    QTest::addRow("nothing") << u"nothing"_s;
}

void tst_ui_TokenEdit::refusesWhatIsNoText()
{
    QFETCH(const QString, what);
    pasteText(u"a.b.c"_s);
    const QTemporaryDir folder;
    auto data = std::make_unique<QMimeData>();
    if (what == u"picture") {
        QImage image(8, 8, QImage::Format_RGB32);
        image.fill(Qt::red);
        data->setImageData(image);
    } else if (what == u"folder") {
        data->setUrls({QUrl::fromLocalFile(folder.path())});
    } else if (what == u"pipe") {
        // Opening it would wait for a writer that never comes.
        const QString path = folder.filePath(u"pipe"_s);
        QCOMPARE(::mkfifo(path.toLocal8Bit().constData(), 0600), 0);
        data->setUrls({QUrl::fromLocalFile(path)});
    } else if (what == u"missing") {
        data->setUrls({QUrl::fromLocalFile(folder.filePath(u"none"_s))});
    } else if (what == u"huge") {
        QFile file(folder.filePath(u"huge"_s));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.resize(20 * 1024 * 1024));
        data->setUrls({QUrl::fromLocalFile(file.fileName())});
    }
    QGuiApplication::clipboard()->setMimeData(data.release());
    m_edit->pasteOver();
    QVERIFY2(!lastRefusal().isEmpty(), "a sentence has to say why");
    QCOMPARE(m_edit->toPlainText(), u"a.b.c"_s);
}

void tst_ui_TokenEdit::refusesTwentyMegabytesAtOnce()
{
    pasteText(u"a.b.c"_s);
    const QString huge(20 * 1024 * 1024, u'x');
    const tests::ProcessorTime time;
    pasteText(huge);
    QVERIFY2(time.milliseconds() < 1000, qPrintable(QString::number(time.milliseconds())));
    QCOMPARE(m_edit->toPlainText(), u"a.b.c"_s);
    QVERIFY2(lastRefusal().contains(u"MiB"_s), qPrintable(lastRefusal()));
    // Accepting something takes the sentence away again.
    pasteText(u"d.e.f"_s);
    QCOMPARE(lastRefusal(), QString());
}

void tst_ui_TokenEdit::takesAFile()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"token.txt"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("x.y.z\n");
    file.close();
    auto data = std::make_unique<QMimeData>();
    data->setUrls({QUrl::fromLocalFile(file.fileName())});
    paste(std::move(data));
    QCOMPARE(m_edit->toPlainText(), u"x.y.z\n"_s);
}

void tst_ui_TokenEdit::keepsHostileCharactersAsTheyAre()
{
    const QString hostile = u"a.\u202eb\u200b.\x1b[31mc"_s;
    pasteText(hostile);
    QCOMPARE(m_edit->toPlainText(), hostile);
}

void tst_ui_TokenEdit::tabLeavesTheField()
{
    QWidget window;
    QVBoxLayout layout(&window);
    auto *edit = new TokenEdit(&window);
    auto *after = new QLineEdit(&window);
    layout.addWidget(edit);
    layout.addWidget(after);
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    edit->setFocus();
    QTest::keyClick(edit, Qt::Key_Tab);
    QCOMPARE(edit->toPlainText(), QString());
    QCOMPARE(QApplication::focusWidget(), after);
}

namespace {

inspector::TokenInspection inspectionOf(const QByteArray &token)
{
    inspector::TokenInspection inspection;
    inspection.form = inspector::Form::Ok;
    inspection.token = token;
    return inspection;
}

QStringList textsOf(const QString &text, const QList<TokenPart> &parts)
{
    QStringList texts;
    for (const TokenPart &part : parts)
        texts.append(text.mid(part.start, part.length));
    return texts;
}

} // namespace

void tst_ui_TokenEdit::coloursThreeParts()
{
    pasteText(u"head.pay.sig"_s);
    m_edit->showParts(inspectionOf("head.pay.sig"));
    QCOMPARE(textsOf(m_edit->toPlainText(), m_edit->highlighter().parts()),
             QStringList({u"head"_s, u"pay"_s, u"sig"_s}));
    const QTextLayout *layout = m_edit->document()->firstBlock().layout();
    QSet<QRgb> colours;
    for (const QTextLayout::FormatRange &range : layout->formats())
        colours.insert(range.format.foreground().color().rgb());
    QCOMPARE(colours.size(), 3);
}

void tst_ui_TokenEdit::coloursPartsAroundWrapping_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("parts");
    const QStringList plain{u"head"_s, u"pay"_s, u"sig"_s};
    QTest::addRow("bearer prefix") << u"Bearer head.pay.sig"_s << plain;
    QTest::addRow("quotes") << u"\"head.pay.sig\""_s << plain;
    QTest::addRow("wrapped") << u"he\nad.p\nay.sig"_s << QStringList({u"he\nad"_s, u"p\nay"_s, u"sig"_s});
    QTest::addRow("mail quoting") << u"> head.\n> pay.sig"_s << plain;
    QTest::addRow("prefix shares the first letter") << u"hehehe head.pay.sig"_s << plain;
    QTest::addRow("not there") << u"something else"_s << QStringList();
}

void tst_ui_TokenEdit::coloursPartsAroundWrapping()
{
    QFETCH(const QString, text);
    QFETCH(const QStringList, parts);
    QCOMPARE(textsOf(text, ui::inspection::tokenParts(text, inspectionOf("head.pay.sig"))), parts);
}

void tst_ui_TokenEdit::everySignatureCanBeHidden_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isToken");
    QTest::addColumn<QStringList>("signatures");
    QTest::addRow("compact") << u"eyJh.eyJp.sig"_s << true << QStringList{u"sig"_s};
    QTest::addRow("flattened JSON") << uR"({"payload":"eyJp","protected":"eyJh","signature" : "sig"})"_s << true
                                    << QStringList{u"sig"_s};
    QTest::addRow("general JSON")
        << uR"({"payload":"eyJp","signatures":[{"signature":"one"},{"protected":"eyJh","signature":"two"}]})"_s << true
        << QStringList{u"one"_s, u"two"_s};
    QTest::addRow("SD-JWT with key binding")
        << u"eyJh.eyJp.sig~WyJz~eyJh.eyJp.kb"_s << true << QStringList{u"sig"_s, u"kb"_s};
    QTest::addRow("several tokens") << u"GET eyJh.eyJp.one 200\nGET eyJh.eyJp.two 200"_s << false
                                    << QStringList{u"one"_s, u"two"_s};
    QTest::addRow("no token") << u"key.example.com"_s << false << QStringList();
}

void tst_ui_TokenEdit::everySignatureCanBeHidden()
{
    QFETCH(const QString, text);
    QFETCH(const bool, isToken);
    QFETCH(const QStringList, signatures);
    inspector::TokenInspection inspection = inspectionOf(isToken ? text.toUtf8() : QByteArray());
    if (!isToken)
        inspection.form = inspector::Form::NotAJwt;
    QList<TokenPart> parts = ui::inspection::tokenParts(text, inspection);
    parts.removeIf([](const TokenPart &part) { return part.kind != TokenPart::Kind::Signature; });
    QCOMPARE(textsOf(text, parts), signatures);
    pasteText(text);
    m_edit->showParts(inspection);
    QCOMPARE(m_edit->hasSignature(), !signatures.isEmpty());
}

void tst_ui_TokenEdit::marksTheFault()
{
    inspector::TokenInspection inspection = inspectionOf("head.p*y.sig");
    inspection.form = inspector::Form::Malformed;
    jose::JwsError error;
    error.kind = jose::JwsError::Kind::Base64Url;
    error.segment = 1;
    error.position = 6;
    inspection.jwsError = error;
    const QList<TokenPart> parts = ui::inspection::tokenParts(u"Bearer head.p*y.sig"_s, inspection);
    QCOMPARE(parts.last().kind, TokenPart::Kind::Fault);
    QCOMPARE(parts.last().start, 13);
    QCOMPARE(parts.last().length, 1);
}

void tst_ui_TokenEdit::copiedTokenIsGuarded_data()
{
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("to");
    QTest::addColumn<bool>("cut");
    QTest::addColumn<bool>("guarded");
    QTest::addRow("all of it") << 0 << 24 << false << true;
    QTest::addRow("cut") << 0 << 24 << true << true;
    QTest::addRow("without the header") << 7 << 24 << false << true;
    QTest::addRow("one segment") << 0 << 6 << false << false;
}

void tst_ui_TokenEdit::copiedTokenIsGuarded()
{
    QFETCH(const int, from);
    QFETCH(const int, to);
    QFETCH(const bool, cut);
    QFETCH(const bool, guarded);
    const QString token = u"header.payload.signature"_s;
    m_edit->setPlainText(token);
    QTextCursor cursor(m_edit->document());
    cursor.setPosition(from);
    cursor.setPosition(to, QTextCursor::KeepAnchor);
    m_edit->setTextCursor(cursor);
    cut ? m_edit->cut() : m_edit->copy(); // what the keys and the menu both do
    QCoreApplication::processEvents();
    QCOMPARE(QGuiApplication::clipboard()->text(), token.sliced(from, to - from));
    QCOMPARE(QGuiApplication::clipboard()->mimeData()->hasFormat(ui::widgets::clipboardSecretMark), guarded);
}

QTEST_MAIN(tst_ui_TokenEdit)
#include "tst_ui_TokenEdit.moc"
