#include "IncludeRules.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace gatehouse::architecture;
using namespace Qt::StringLiterals;

/// The dependency rule over the real tree, and over small trees that break it: a rule that cannot go red is none.
class tst_architecture_Layering : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theTreeKeepsTheRule();
    void aBrokenTreeIsNamed_data();
    void aBrokenTreeIsNamed();
    void aDependencyUpwardsIsNamed();
    void aCleanTreePasses();

private:
    static QDir qtHeaders() { return QDir(qEnvironmentVariable("GATEHOUSE_QT_HEADERS")); }
    static QList<Layer> smallHouse();
};

QList<Layer> tst_architecture_Layering::smallHouse()
{
    return IncludeRules::readTable(u"models/base gatehouse_base\n"
                                   "models/jose gatehouse_jose gatehouse_base\n"
                                   "models/store gatehouse_store gatehouse_base\n"
                                   "models/items gatehouse_items gatehouse_base gatehouse_store\n"
                                   "ui/pages gatehouse_ui_pages gatehouse_base gatehouse_items\n"_s);
}

void tst_architecture_Layering::theTreeKeepsTheRule()
{
    QFile table(qEnvironmentVariable("GATEHOUSE_LAYER_TABLE"));
    QVERIFY(table.open(QIODevice::ReadOnly));
    const IncludeRules rules(QDir(qEnvironmentVariable("GATEHOUSE_SOURCE_DIR")),
                             IncludeRules::readTable(QString::fromUtf8(table.readAll())), qtHeaders());
    QVERIFY2(qtHeaders().exists(u"QtWidgets/QWidget"_s), "Qt's headers are not where CMake says");
    const QStringList complaints = rules.checkLevels() + rules.checkSources();
    QVERIFY2(complaints.isEmpty(), qPrintable(u'\n' + complaints.join(u'\n')));
    QVERIFY(rules.filesRead() > 100);
}

void tst_architecture_Layering::aBrokenTreeIsNamed_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<QString>("rule");
    const auto row = [](const char *name, const char *file, const char *code, const char *rule) {
        QTest::newRow(name) << QString::fromLatin1(file) << QByteArray(code) << QString::fromLatin1(rule);
    };
    row("widget in models", "models/items/A.cpp", "#include <QWidget>\n", "only ui and app/window see Widgets");
    row("widget by module", "models/items/A.cpp", "#include <QtWidgets/QWidget>\n",
        "only ui and app/window see Widgets");
    row("colour class in models", "models/items/A.h", "#include <QColor>\n", "below ui only models/editing sees Gui");
    row("upwards", "models/base/A.h", "#include \"models/store/Store.h\"\n",
        "gatehouse_base does not DEPEND on gatehouse_store");
    row("undeclared", "ui/pages/A.cpp", "#include \"models/store/Store.h\"\n",
        "gatehouse_ui_pages does not DEPEND on gatehouse_store");
    row("not from the root", "models/base/A.cpp", "#include \"Store.h\"\n", "not written from the root");
    row("QCA", "models/jose/A.cpp", "#include <QtCrypto>\n", "only models/jose/qca includes QCA");
    row("SQL", "models/store/A.cpp", "#include <QSqlDatabase>\n", "only models/store/sql includes QtSql");
    row("network", "ui/pages/A.cpp", "#include <QNetworkAccessManager>\n", "only models/http includes QtNetwork");
    row("settings", "ui/pages/A.cpp", "#include <QSettings>\n", "only models/settings includes QSettings");
    row("Boost", "models/store/A.cpp", "#include <boost/asio.hpp>\n", "only models/server includes Boost");
    row("system time", "models/store/A.cpp", "auto t = std::chrono::system_clock::now();\n", "only models/base/Clock");
    row("Qt's time", "ui/pages/A.cpp", "auto t = QDateTime::currentDateTimeUtc();\n", "only models/base/Clock");
    row("own clock", "models/store/A.cpp", "auto t = base::SystemClock().now();\n", "where a program is composed");
    row("own end of time", "ui/pages/A.cpp", "constexpr long end = 253402300799;\n", "base::lastDatedSecond");
    row("ICU", "models/jose/A.cpp", "#include <unicode/uspoof.h>\n", "only models/base/LookAlike includes ICU");
    row("colour", "ui/pages/A.cpp", "auto c = QColor(\"#ff8800\");\n", "colours stand in ui/theme alone");
    row("string connect", "ui/pages/A.cpp", "connect(a, SIGNAL(b()), c, SLOT(d()));\n", "member pointers");
    row("no layer", "models/attic/A.cpp", "int x;\n", "belongs to no layer");
    row("own header not first", "models/base/B.cpp", "#include <QString>\n#include \"models/base/B.h\"\n",
        "includes its own header first");
}

void tst_architecture_Layering::aBrokenTreeIsNamed()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, code);
    QFETCH(QString, rule);
    const QTemporaryDir folder;
    const QDir root(folder.path());
    const auto write = [&root](const QString &path, const QByteArray &bytes) {
        QVERIFY(root.mkpath(path.section(u'/', 0, -2)));
        QFile out(root.filePath(path));
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write(bytes);
    };
    write(u"models/base/B.h"_s, "#pragma once\n");
    write(u"models/store/Store.h"_s, "#pragma once\n// system_clock::now is only named here\n");
    write(file, code);
    const QStringList complaints = IncludeRules(root, smallHouse(), qtHeaders()).checkSources();
    QCOMPARE(complaints.size(), 1);
    QVERIFY2(complaints.constFirst().startsWith(file + u':'), qPrintable(complaints.constFirst()));
    QVERIFY2(complaints.constFirst().contains(rule), qPrintable(complaints.constFirst()));
}

void tst_architecture_Layering::aDependencyUpwardsIsNamed()
{
    const auto complaints = [](const char *table) {
        return IncludeRules(QDir(), IncludeRules::readTable(QString::fromLatin1(table)), QDir()).checkLevels();
    };
    QVERIFY(complaints("models/base gatehouse_base gatehouse_store\n").value(0).contains(u"does not stand below"_s));
    QVERIFY(complaints("models/oauth gatehouse_oauth gatehouse_store\n").value(0).contains(u"does not stand below"_s));
    QVERIFY(complaints("ui/pages gatehouse_ui_pages gatehouse_store_sql\n").value(0).contains(u"concrete backend"_s));
    QVERIFY(complaints("models/attic gatehouse_attic\n").value(0).contains(u"no level"_s));
}

void tst_architecture_Layering::aCleanTreePasses()
{
    const IncludeRules rules(QDir(), smallHouse(), qtHeaders());
    QCOMPARE(rules.checkLevels(), QStringList());
}

QTEST_GUILESS_MAIN(tst_architecture_Layering)
#include "tst_architecture_Layering.moc"
