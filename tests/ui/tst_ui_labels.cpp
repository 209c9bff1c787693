#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/ToolTip.h"

#include <QImage>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::ui::widgets;

class TestLabels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void labelsAndToolTipsShowMarkupAsText();
    void aWordLongerThanTheLineIsBroken();
};

void TestLabels::labelsAndToolTipsShowMarkupAsText()
{
    PlainLabel label(QStringLiteral("<b>bold</b>"));
    QCOMPARE(label.textFormat(), Qt::PlainText);
    QCOMPARE(label.text(), QStringLiteral("<b>bold</b>"));
    QVERIFY(plainToolTip(QStringLiteral("<img src=x>")).contains(QStringLiteral("&lt;img")));
    QVERIFY(plainToolTip({}).isEmpty());
    // What would turn the text around for a reader is shown as a mark.
    QVERIFY(!plainToolTip(QString(QChar(0x202e)) + QStringLiteral("txt")).contains(QChar(0x202e)));
}

void TestLabels::aWordLongerThanTheLineIsBroken()
{
    PlainLabel label(QStringLiteral("Deletes ") + QString(180, u'W') + QStringLiteral(" with 2 scopes."));
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
    PlainLabel plain(QStringLiteral("Deletes Orders API with 2 scopes."));
    plain.setWordWrap(true);
    QCOMPARE(plain.heightForWidth(150), static_cast<QLabel &>(plain).QLabel::heightForWidth(150));
}

QTEST_MAIN(TestLabels)
#include "tst_ui_labels.moc"
