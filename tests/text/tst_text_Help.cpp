#include "models/inspector/findings/Kinds.h"
#include "ui/text/FindingText.h"
#include "ui/text/HelpText.h"

#include <QDir>
#include <QTest>

using namespace gatehouse;
using namespace Qt::StringLiterals;
using ui::text::HelpPage;

/// Help is whole: each page has a title and something to read, and each kind of finding has a page.
class tst_text_Help : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyPageCanBeRead();
    void everyFileIsAPage();
    void everyFindingHasAPage();
    void findingsSayWhatTheirTextsSay();
    void otherIdsHaveNone();
};

void tst_text_Help::everyPageCanBeRead()
{
    const QStringList ids = ui::text::helpPageIds();
    for (const QString &id : ids) {
        const std::optional<HelpPage> page = ui::text::helpPage(id);
        QVERIFY2(page, qPrintable(id));
        QVERIFY2(!page->title.isEmpty(), qPrintable(id));
        QVERIFY2(page->blocks.size() >= 4, qPrintable(id));
        for (const ui::text::HelpBlock &block : page->blocks) {
            QVERIFY2(!block.text.isEmpty() && !block.text.contains(u'#') && !block.text.contains(u'*'),
                     qPrintable(block.text));
            const bool isSentence = block.text.endsWith(u'.') || block.text.endsWith(u'?');
            QVERIFY2(block.kind == ui::text::HelpBlock::Kind::Heading || isSentence, qPrintable(block.text));
        }
    }
}

void tst_text_Help::everyFileIsAPage()
{
    const QDir folder(qEnvironmentVariable("GATEHOUSE_SOURCE_DIR") + u"/resources/docs/help"_s);
    QStringList files = folder.entryList({u"*.md"_s}, QDir::Files, QDir::Name);
    files.replaceInStrings(u".md"_s, QString());
    QStringList ids = ui::text::helpPageIds();
    ids.sort();
    QCOMPARE(files, ids);
}

void tst_text_Help::everyFindingHasAPage()
{
    const QStringList ids = ui::text::helpFindingIds();
    QCOMPARE(ids.size(), qsizetype(inspector::allFindingKinds.size()));
    for (const QString &id : ids) {
        const std::optional<HelpPage> page = ui::text::helpPage(id);
        QVERIFY2(page, qPrintable(id));
        QCOMPARE(page->id, id);
        QVERIFY2(!page->title.isEmpty() && page->blocks.size() >= 5, qPrintable(id));
        for (const ui::text::HelpBlock &block : page->blocks)
            QVERIFY2(!block.text.isEmpty() && !block.text.contains(u'%'), qPrintable(id + u": "_s + block.text));
    }
}

void tst_text_Help::findingsSayWhatTheirTextsSay()
{
    const HelpPage page = ui::text::helpPage(inspector::kinds::severalTokens);
    QCOMPARE(page.title, u"Several tokens"_s);
    QCOMPARE(page.blocks.first().text, u"The text contains several tokens, and nothing says which one is meant."_s);
    const HelpPage family = ui::text::helpPage(inspector::kinds::knownFamily);
    QVERIFY2(family.blocks.first().text.contains(u"‹family›"), qPrintable(family.blocks.first().text));
}

void tst_text_Help::otherIdsHaveNone()
{
    for (const QString &id : {u""_s, u"nowhere"_s, u"finding/nothing"_s, u"../adr/README"_s, u"finding/"_s})
        QVERIFY2(!ui::text::helpPage(id), qPrintable(id));
}

QTEST_GUILESS_MAIN(tst_text_Help)
#include "tst_text_Help.moc"
