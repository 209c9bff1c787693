#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/ToolTip.h"

#include <QImage>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::ui::widgets;
using namespace Qt::StringLiterals;

class tst_ui_Labels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void labelsAndToolTipsShowMarkupAsText();
    void aWordLongerThanTheLineIsBroken();
};

void tst_ui_Labels::labelsAndToolTipsShowMarkupAsText()
{
    PlainLabel label(u"<b>bold</b>"_s);
    QCOMPARE(label.textFormat(), Qt::PlainText);
    QCOMPARE(label.text(), u"<b>bold</b>"_s);
    QVERIFY(plainToolTip(u"<img src=x>"_s).contains(u"&lt;img"_s));
    QVERIFY(plainToolTip({}).isEmpty());
    // What would turn the text around for a reader is shown as a mark.
    QVERIFY(!plainToolTip(QString(QChar(0x202e)) + u"txt"_s).contains(QChar(0x202e)));
}

void tst_ui_Labels::aWordLongerThanTheLineIsBroken()
{
    PlainLabel label(u"Deletes "_s + QString(180, u'W') + u" with 2 scopes."_s);
    label.setWordWrap(true);
    const int width = 300;
    const int lines = label.fontMetrics().horizontalAdvance(label.text()) / width;
    QVERIFY(lines > 3);
    QVERIFY(label.heightForWidth(width) >= lines * label.fontMetrics().height());
    QVERIFY(label.minimumSizeHint().width() < width);
    label.resize(width, label.heightForWidth(width));
    QImage image(label.size(), QImage::Format_RGB32);
    label.render(&image);
    // Ink on the last line, and each line of the word as wide as the line allows.
    const auto hasInk = [&image](const QRect &area) {
        for (int y = area.top(); y <= area.bottom(); ++y) {
            for (int x = area.left(); x <= area.right(); ++x) {
                if (image.pixel(x, y) != image.pixel(image.width() - 1, image.height() - 1))
                    return true;
            }
        }
        return false;
    };
    const int line = label.fontMetrics().height();
    QVERIFY(hasInk({0, image.height() - line, width, line}));
    QVERIFY(hasInk({width / 2, line, width / 2, line}));
    // Words that fit are left to QLabel.
    PlainLabel plain(u"Deletes Orders API with 2 scopes."_s);
    plain.setWordWrap(true);
    QCOMPARE(plain.heightForWidth(150), static_cast<QLabel &>(plain).QLabel::heightForWidth(150));
}

QTEST_MAIN(tst_ui_Labels)
#include "tst_ui_Labels.moc"
