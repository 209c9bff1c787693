#include "tests/support/GuiHarness.h"
#include "ui/theme/IconSet.h"
#include "ui/theme/SeverityStyle.h"
#include "ui/theme/StyleSheet.h"
#include "ui/theme/Tone.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QStyleHints>

using namespace gatehouse;
using ui::theme::contrastRatio;
using ui::theme::Scheme;
using ui::theme::Tone;
using ui::theme::toneColor;
using namespace Qt::StringLiterals;

class tst_ui_Theme : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textsAreReadable_data();
    void textsAreReadable();
    void fieldEdgesCanBeFound();
    void contrastIsThatOfTheStandard();
    void everyRuleOfTheStyleSheetIsReadable();
    void highContrastIsAChoice();
    void switchingSaysSoOnce();
    void everyNameInTheStyleSheetIsATone();
    void everyIconIsDrawnAndFollowsTheTheme();
    void everyIconNamedInTheSourcesIsThere();
    void everySignHasAnIconAndAWordOfItsOwn();
};

void tst_ui_Theme::textsAreReadable_data()
{
    QTest::addColumn<Tone>("text");
    QTest::addColumn<Tone>("behind");
    const auto row = [](const char *name, Tone text, Tone behind) { QTest::newRow(name) << text << behind; };
    row("text on window", Tone::Text, Tone::Window);
    row("text on pane", Tone::Text, Tone::Pane);
    row("text on card", Tone::Text, Tone::Surface);
    row("text on code", Tone::Text, Tone::SurfaceSunken);
    row("text under the pointer", Tone::Text, Tone::Hover);
    row("help on window", Tone::TextMuted, Tone::Window);
    row("help on pane", Tone::TextMuted, Tone::Pane);
    row("help on card", Tone::TextMuted, Tone::Surface);
    row("help on code", Tone::TextMuted, Tone::SurfaceSunken);
    row("link on window", Tone::Accent, Tone::Window);
    row("link on pane", Tone::Accent, Tone::Pane);
    row("link on card", Tone::Accent, Tone::Surface);
    row("primary button", Tone::AccentText, Tone::Accent);
    row("primary button under the pointer", Tone::AccentText, Tone::AccentHover);
    row("selected", Tone::AccentSoftText, Tone::AccentSoft);
    row("destructive button", Tone::DangerFillText, Tone::DangerFill);
    row("success on card", Tone::Success, Tone::Surface);
    row("success on its own", Tone::Success, Tone::SuccessSoft);
    row("warning on card", Tone::Warning, Tone::Surface);
    row("warning on its own", Tone::Warning, Tone::WarningSoft);
    row("danger on card", Tone::Danger, Tone::Surface);
    row("danger on window", Tone::Danger, Tone::Window);
    row("danger on its own", Tone::Danger, Tone::DangerSoft);
    row("info on its own", Tone::Info, Tone::InfoSoft);
    row("badge", Tone::Neutral, Tone::NeutralSoft);
    row("text on success", Tone::Text, Tone::SuccessSoft);
    row("text on warning", Tone::Text, Tone::WarningSoft);
    row("text on danger", Tone::Text, Tone::DangerSoft);
    row("text on info", Tone::Text, Tone::InfoSoft);
    row("toast", Tone::Surface, Tone::Text);
    row("token header", Tone::TokenHeader, Tone::Surface);
    row("token payload", Tone::TokenPayload, Tone::Surface);
    row("token signature", Tone::TokenSignature, Tone::Surface);
}

void tst_ui_Theme::textsAreReadable()
{
    QFETCH(Tone, text);
    QFETCH(Tone, behind);
    for (const Scheme scheme : ui::theme::allSchemes) {
        const double ratio = contrastRatio(toneColor(text, scheme), toneColor(behind, scheme));
        QVERIFY2(ratio >= 4.5, qPrintable(u"scheme %1: %2"_s.arg(static_cast<int>(scheme)).arg(ratio)));
        if (scheme == Scheme::HighContrast) // the enhanced level of WCAG 2.2 section 1.4.6
            QVERIFY2(ratio >= 7, qPrintable(QString::number(ratio)));
    }
}

void tst_ui_Theme::fieldEdgesCanBeFound()
{
    // Edges of fields and switches, the ring around what has the keyboard, and icons: what is found by eye.
    for (const Scheme scheme : ui::theme::allSchemes) {
        for (const Tone mark : {Tone::BorderStrong, Tone::Accent, Tone::Icon, Tone::Success, Tone::Warning,
                                Tone::Danger, Tone::Info, Tone::Neutral}) {
            for (const Tone behind : {Tone::Window, Tone::Pane, Tone::Surface, Tone::SurfaceSunken}) {
                const double ratio = contrastRatio(toneColor(mark, scheme), toneColor(behind, scheme));
                QVERIFY2(ratio >= 3.0, qPrintable(u"scheme %1, tone %2 on %3: %4"_s.arg(static_cast<int>(scheme))
                                                      .arg(static_cast<int>(mark))
                                                      .arg(static_cast<int>(behind))
                                                      .arg(ratio)));
            }
        }
    }
}

void tst_ui_Theme::contrastIsThatOfTheStandard()
{
    QCOMPARE(contrastRatio(Qt::white, Qt::black), 21.0);
    QCOMPARE(contrastRatio(Qt::white, Qt::white), 1.0);
    // A known pair: the lightest grey that passes on white.
    QVERIFY(qAbs(contrastRatio(QColor(118, 118, 118), Qt::white) - 4.54) < 0.01);
}

/// Every rule that gives both a text and what is behind it, in every scheme; what is disabled may be faint.
void tst_ui_Theme::everyRuleOfTheStyleSheetIsReadable()
{
    static const QRegularExpression rule(u"([^{}]+)\\{([^{}]*)\\}"_s);
    static const QRegularExpression text(u"(?:^|[\\s;])color: (#[0-9a-f]{6})"_s);
    static const QRegularExpression behind(u"background: (#[0-9a-f]{6})"_s);
    for (const Scheme scheme : ui::theme::allSchemes) {
        const QString sheet = ui::theme::styleSheet(scheme);
        int checked = 0;
        for (auto found = rule.globalMatch(sheet); found.hasNext();) {
            const QRegularExpressionMatch match = found.next();
            const QString letters = text.match(match.captured(2)).captured(1);
            const QString surface = behind.match(match.captured(2)).captured(1);
            if (letters.isEmpty() || surface.isEmpty() || match.captured(1).contains(u":disabled"_s))
                continue;
            ++checked;
            const double ratio = contrastRatio(QColor(letters), QColor(surface));
            QVERIFY2(ratio >= 4.5, qPrintable(u"%1 %2"_s.arg(match.captured(1).trimmed()).arg(ratio)));
        }
        QVERIFY2(checked > 10, qPrintable(QString::number(checked)));
    }
}

void tst_ui_Theme::highContrastIsAChoice()
{
    tests::GuiHarness gui(settings::Theme::Light);
    QSignalSpy changed(&gui.theme(), &ui::theme::ThemeWatcher::changed);
    gui.theme().setTheme(settings::Theme::HighContrast);
    QCOMPARE(changed.count(), 1);
    QVERIFY(gui.theme().isDark());
    QCOMPARE(ui::theme::schemeOf(QApplication::palette()), Scheme::HighContrast);
    QCOMPARE(toneColor(Tone::Text), toneColor(Tone::Text, Scheme::HighContrast));
    gui.theme().setTheme(settings::Theme::Dark);
    QCOMPARE(changed.count(), 2);
    QCOMPARE(ui::theme::schemeOf(QApplication::palette()), Scheme::Dark);
}

void tst_ui_Theme::switchingSaysSoOnce()
{
    tests::GuiHarness gui(settings::Theme::Light);
    QSignalSpy changed(&gui.theme(), &ui::theme::ThemeWatcher::changed);
    gui.theme().setTheme(settings::Theme::Dark);
    QCOMPARE(changed.count(), 1);
    QVERIFY(gui.theme().isDark());
    QVERIFY(ui::theme::isDark(QApplication::palette()));
    gui.theme().setTheme(settings::Theme::Dark);
    QCOMPARE(changed.count(), 1);
    gui.theme().setTheme(settings::Theme::Light);
    QCOMPARE(changed.count(), 2);
    QVERIFY(!ui::theme::isDark(QApplication::palette()));
}

void tst_ui_Theme::everyNameInTheStyleSheetIsATone()
{
    for (const Scheme scheme : ui::theme::allSchemes) {
        const QString sheet = ui::theme::styleSheet(scheme);
        QVERIFY(!sheet.contains(u'@'));
        QVERIFY(sheet.contains(toneColor(Tone::Accent, scheme).name()));
        const Scheme other = scheme == Scheme::Dark ? Scheme::Light : Scheme::Dark;
        QVERIFY(!sheet.contains(toneColor(Tone::Window, other).name()));
    }
}

void tst_ui_Theme::everyIconIsDrawnAndFollowsTheTheme()
{
    tests::GuiHarness gui(settings::Theme::Light);
    const QStringList names = ui::theme::iconNames();
    QVERIFY(names.size() > 40);
    for (const QString &name : names) {
        if (name == u"gatehouse")
            continue;
        const QIcon icon = ui::theme::icon(name);
        gui.theme().setTheme(settings::Theme::Light);
        const QImage light = icon.pixmap(QSize(32, 32), 1.0).toImage();
        gui.theme().setTheme(settings::Theme::Dark);
        const QImage dark = icon.pixmap(QSize(32, 32), 1.0).toImage();
        QVERIFY2(light != dark, qPrintable(name));
        bool drawn = false;
        for (int y = 0; y < light.height() && !drawn; ++y) {
            for (int x = 0; x < light.width() && !drawn; ++x)
                drawn = qAlpha(light.pixel(x, y)) > 128;
        }
        QVERIFY2(drawn, qPrintable(name));
    }
    QVERIFY(ui::theme::icon(u"no-such-icon"_s).isNull());
}

void tst_ui_Theme::everyIconNamedInTheSourcesIsThere()
{
    // A misspelt name is an empty icon, which nobody notices in review.
    const QStringList names = ui::theme::iconNames();
    QDir sources(qEnvironmentVariable("GATEHOUSE_SOURCE_DIR") + u"/ui"_s);
    QVERIFY(sources.exists());
    const QRegularExpression use(u"\\bicon\\(u?\"([^\"]+)"_s);
    int found = 0;
    QDirIterator files(sources.path(), {u"*.cpp"_s}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(file.readAll());
        for (auto match = use.globalMatch(text); match.hasNext(); ++found) {
            const QString name = match.next().captured(1);
            QVERIFY2(names.contains(name), qPrintable(u"%1: %2"_s.arg(file.fileName(), name)));
        }
    }
    QVERIFY(found > 10);
}

void tst_ui_Theme::everySignHasAnIconAndAWordOfItsOwn()
{
    using ui::theme::SeverityStyle;
    using ui::theme::Sign;
    QSet<QString> words;
    for (int i = 0; i <= static_cast<int>(Sign::Skipped); ++i) {
        const SeverityStyle style = SeverityStyle::of(static_cast<Sign>(i));
        QVERIFY2(!style.icon().isNull(), qPrintable(style.iconName));
        QVERIFY2(!words.contains(style.word), qPrintable(style.word));
        words.insert(style.word);
    }
    // The three verdicts differ by icon too: a colour alone tells nobody apart.
    QSet<QString> icons;
    for (const Sign sign : {Sign::Verified, Sign::NotVerified, Sign::NotChecked})
        icons.insert(SeverityStyle::of(sign).iconName);
    QCOMPARE(icons.size(), 3);
}

QTEST_MAIN(tst_ui_Theme)
#include "tst_ui_Theme.moc"
