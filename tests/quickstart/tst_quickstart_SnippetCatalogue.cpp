#include "models/quickstart/SnippetCatalogue.h"
#include "models/quickstart/SnippetEscaping.h"
#include "tests/support/Interpreter.h"

#include <QTemporaryDir>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::quickstart;
using namespace Qt::StringLiterals;

class tst_quickstart_SnippetCatalogue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyStackIsWhole_data();
    void everyStackIsWhole();
    void algorithmsDiffer_data();
    void algorithmsDiffer();
    void hostileAudienceStaysInside_data();
    void hostileAudienceStaysInside();
    void interpretersAcceptIt_data();
    void interpretersAcceptIt();
    void loopbackIsSaidOnlyThere();
    void manifestSaysWhatRuns();
    void unknownStackIsEmpty();
};

namespace {

SnippetValues values(domain::SigningAlgorithm algorithm, const QString &scope = u"read:appointments"_s)
{
    return {.audience = u"https://appointments.example.com"_s,
            .issuer = u"http://127.0.0.1:8080/"_s,
            .algorithm = algorithm,
            .scope = scope};
}

void addStacks()
{
    QTest::addColumn<QString>("stack");
    QTest::addColumn<domain::SigningAlgorithm>("algorithm");
    for (const Stack &stack : stacks()) {
        for (const auto algorithm : {domain::SigningAlgorithm::RS256, domain::SigningAlgorithm::HS256})
            QTest::addRow("%s %s", qPrintable(stack.id), qPrintable(domain::signingAlgorithmName(algorithm)))
                << stack.id << algorithm;
    }
}

} // namespace

void tst_quickstart_SnippetCatalogue::everyStackIsWhole_data()
{
    addStacks();
}

void tst_quickstart_SnippetCatalogue::everyStackIsWhole()
{
    QFETCH(QString, stack);
    QFETCH(domain::SigningAlgorithm, algorithm);
    for (const QString &scope : {QString(), u"read:appointments"_s}) {
        const QString code = renderSnippet(stack, values(algorithm, scope));
        QVERIFY(code.size() > 400);
        QVERIFY(code.contains("https://appointments.example.com"_L1));
        QVERIFY(code.contains("http://127.0.0.1:8080/"_L1));
        QCOMPARE(code.contains("read:appointments"_L1), !scope.isEmpty());
        for (const QLatin1StringView left : {"{{#"_L1, "{{/"_L1, "|js}}"_L1, "|py}}"_L1, "|go}}"_L1, "|java}}"_L1,
                                             "|cs}}"_L1, "|php}}"_L1, "|rb}}"_L1, "|pl}}"_L1, "|erl}}"_L1, "|cpp}}"_L1})
            QVERIFY2(!code.contains(left), left.data());
        for (const QString &line : code.split(u'\n')) {
            QVERIFY2(line.size() <= 125, qPrintable(line));
            QVERIFY2(!line.endsWith(u' '), qPrintable(line));
        }
        QVERIFY(!code.contains("\n\n\n\n"_L1));
    }
    const auto found = std::ranges::find(stacks(), stack, &Stack::id);
    QVERIFY(!found->title.isEmpty() && !found->package.isEmpty() && !found->install.isEmpty() &&
            !found->fileName.isEmpty() && !found->language.isEmpty());
    // The library is named by the dependency file or, where there is none, by the command.
    QCOMPARE(dependenciesOf(stack).isEmpty(), found->dependencyFile.isEmpty());
    QVERIFY((found->install + dependenciesOf(stack)).contains(found->package, Qt::CaseInsensitive));
    // The calls go where the code answers.
    const QString guardedCode = renderSnippet(stack, values(algorithm, u"read:appointments"_s));
    for (const QString &path : {found->open, found->guarded})
        QVERIFY2(path.size() < 2 || guardedCode.contains(path), qPrintable(path));
    QVERIFY((guardedCode + found->start).contains(u"3000"_s));
}

void tst_quickstart_SnippetCatalogue::algorithmsDiffer_data()
{
    QTest::addColumn<QString>("stack");
    for (const Stack &stack : stacks())
        QTest::newRow(qPrintable(stack.id)) << stack.id;
}

void tst_quickstart_SnippetCatalogue::algorithmsDiffer()
{
    QFETCH(QString, stack);
    const QString rs = renderSnippet(stack, values(domain::SigningAlgorithm::RS256));
    const QString hs = renderSnippet(stack, values(domain::SigningAlgorithm::HS256));
    QVERIFY(rs.contains("RS256"_L1, Qt::CaseInsensitive) || rs.contains("RsaSha256"_L1));
    QVERIFY(hs.contains("HS256"_L1, Qt::CaseInsensitive) || hs.contains("HmacSha256"_L1));
    QVERIFY(!rs.contains("HS256"_L1));
    QVERIFY(!hs.contains("RS256"_L1));
    // The shared secret comes from the environment; a published key needs none.
    QVERIFY(hs.contains("API_SIGNING_SECRET"_L1));
    QVERIFY(!rs.contains("SECRET"_L1));
    QVERIFY(!hs.contains("jwks"_L1));
}

void tst_quickstart_SnippetCatalogue::hostileAudienceStaysInside_data()
{
    addStacks();
}

void tst_quickstart_SnippetCatalogue::hostileAudienceStaysInside()
{
    QFETCH(QString, stack);
    QFETCH(domain::SigningAlgorithm, algorithm);
    static const QHash<QString, Syntax> syntaxes{{u"node-express"_s, Syntax::JavaScript},
                                                 {u"node-jose"_s, Syntax::JavaScript},
                                                 {u"python-flask"_s, Syntax::Python},
                                                 {u"python-fastapi"_s, Syntax::Python},
                                                 {u"go"_s, Syntax::Go},
                                                 {u"java-spring"_s, Syntax::Java},
                                                 {u"aspnet-core"_s, Syntax::CSharp},
                                                 {u"php"_s, Syntax::Php},
                                                 {u"ruby"_s, Syntax::Ruby},
                                                 {u"perl"_s, Syntax::Perl},
                                                 {u"java-jose4j"_s, Syntax::Java},
                                                 {u"php-lcobucci"_s, Syntax::Php},
                                                 {u"erlang"_s, Syntax::Erlang},
                                                 {u"cpp"_s, Syntax::Cpp}};
    SnippetValues hostile = values(algorithm);
    hostile.audience = uR"(https://a/'"`$(id)${HOME}#{7*7}{$x}\u0022\*/ //{{issuer|js}})"_s;
    const QString code = renderSnippet(stack, hostile);
    const QString expected = literal(syntaxes.value(stack), hostile.audience);
    QVERIFY(code.contains(expected));
    // Nowhere but in that literal.
    QVERIFY(!QString(code).remove(expected).contains("7*7"_L1));
    // And taking it out leaves the same code as any other audience does.
    const SnippetValues plain = values(algorithm);
    QCOMPARE(QString(code).replace(expected, literal(syntaxes.value(stack), plain.audience)),
             renderSnippet(stack, plain));
}

void tst_quickstart_SnippetCatalogue::interpretersAcceptIt_data()
{
    QTest::addColumn<QString>("stack");
    QTest::addColumn<QString>("program");
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("node") << u"node-express"_s << u"node"_s << QStringList{u"--check"_s};
    QTest::newRow("node, a module") << u"node-jose"_s << u"node"_s << QStringList{u"--check"_s};
    QTest::newRow("python, FastAPI") << u"python-fastapi"_s << u"python3"_s << QStringList{u"-m"_s, u"py_compile"_s};
    QTest::newRow("python") << u"python-flask"_s << u"python3"_s << QStringList{u"-m"_s, u"py_compile"_s};
    QTest::newRow("php") << u"php"_s << u"php"_s << QStringList{u"-l"_s};
    QTest::newRow("ruby") << u"ruby"_s << u"ruby"_s << QStringList{u"-c"_s};
    QTest::newRow("php, lcobucci") << u"php-lcobucci"_s << u"php"_s << QStringList{u"-l"_s};
    QTest::newRow("perl") << u"perl"_s << u"perl"_s << QStringList{u"-c"_s};
    QTest::newRow("gofmt") << u"go"_s << u"gofmt"_s << QStringList{u"-e"_s};
}

void tst_quickstart_SnippetCatalogue::interpretersAcceptIt()
{
    QFETCH(QString, stack);
    QFETCH(QString, program);
    QFETCH(QStringList, arguments);
    const QString path = QStandardPaths::findExecutable(program);
    if (path.isEmpty())
        QSKIP("no interpreter of this language here");
    const auto found = std::ranges::find(stacks(), stack, &Stack::id);
    QVERIFY(found != stacks().end());
    for (const auto algorithm : {domain::SigningAlgorithm::RS256, domain::SigningAlgorithm::HS256}) {
        for (const QString &scope : {QString(), u"read:'\"x"_s}) {
            SnippetValues hostile = values(algorithm, scope);
            hostile.audience = uR"('"`${HOME}#{7*7}\)"_s;
            QTemporaryDir folder;
            QFile file(folder.filePath(found->fileName));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(renderSnippet(stack, hostile).toUtf8());
            file.close();
            QProcess process;
            process.start(path, QStringList(arguments) << file.fileName());
            QVERIFY(process.waitForFinished(30000));
            QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
        }
    }
}

void tst_quickstart_SnippetCatalogue::loopbackIsSaidOnlyThere()
{
    SnippetValues asked = values(domain::SigningAlgorithm::RS256);
    QVERIFY(renderSnippet(u"aspnet-core"_s, asked).contains("RequireHttpsMetadata = false"_L1));
    asked.issuer = u"https://tenant.example/"_s;
    QVERIFY(!renderSnippet(u"aspnet-core"_s, asked).contains("RequireHttpsMetadata"_L1));
}

void tst_quickstart_SnippetCatalogue::manifestSaysWhatRuns()
{
    const auto runs = std::ranges::count_if(stacks(), &Stack::isRunByTests);
    QVERIFY2(runs >= 10, qPrintable(QString::number(runs)));
    // No package of these is to be had in Debian, so none of them may claim it.
    for (const QString &id : {u"java-spring"_s, u"aspnet-core"_s, u"php"_s})
        QVERIFY(!std::ranges::find(stacks(), id, &Stack::id)->isRunByTests);
}

void tst_quickstart_SnippetCatalogue::unknownStackIsEmpty()
{
    QVERIFY(renderSnippet(u"../../etc"_s, values(domain::SigningAlgorithm::RS256)).isEmpty());
    QVERIFY(dependenciesOf(u"../../etc"_s).isEmpty());
    QVERIFY(renderSnippet({}, values(domain::SigningAlgorithm::RS256)).isEmpty());
}

QTEST_GUILESS_MAIN(tst_quickstart_SnippetCatalogue)
#include "tst_quickstart_SnippetCatalogue.moc"
