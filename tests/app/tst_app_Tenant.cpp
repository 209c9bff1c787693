#include "CommandLine.h"

#include <QSet>
#include <QTest>

using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

class tst_app_Tenant : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFirstStartHasSamples();
    void anApiFromCreateToDelete();
    void scopesComeAndGo();
    void manyScopesAreImported();
    void clientsComeAndGo();
    void grantsComeAndGo();
    void grantsKeepTheirScopes();
    void unknownNamesGetTheNearest_data();
    void unknownNamesGetTheNearest();
    void textTellsTheSame();
    void hostileNamesDoNotReachTheTerminal();
    void theSystemApiRefuses();
};

void tst_app_Tenant::aFirstStartHasSamples()
{
    const CommandLine line;
    const QJsonArray apis = line.json({u"api"_s, u"list"_s}).array();
    QCOMPARE(apis.size(), 2);
    const QJsonObject management = apis[0].toObject();
    QCOMPARE(management[u"identifier"_s].toString(), u"https://gatehouse.localhost/api/v2/"_s);
    QCOMPARE(management[u"is_system"_s].toBool(), true);
    const QJsonObject appointments = apis[1].toObject();
    QVERIFY(!appointments.contains(u"is_system"_s));
    QSet<QString> scopes;
    const QJsonArray granted = appointments[u"scopes"_s].toArray();
    for (const QJsonValueConstRef scope : granted)
        scopes.insert(scope[u"value"_s].toString());
    QCOMPARE(scopes, (QSet<QString>{u"read:appointments"_s, u"write:appointments"_s}));
    QCOMPARE(line.json({u"client"_s, u"list"_s}).array().size(), 1);
    QCOMPARE(line.json({u"grant"_s, u"list"_s}).array().size(), 1);
}

void tst_app_Tenant::anApiFromCreateToDelete()
{
    const CommandLine line;
    const Ran created =
        line.json({u"api"_s, u"create"_s, u"--name"_s, u"Orders"_s, u"--identifier"_s, u"https://orders"_s});
    QVERIFY2(created.exit == 0, created.all().constData());
    const QJsonObject api = created.object();
    QCOMPARE(api[u"id"_s].toString().size(), 24);
    QCOMPARE(api[u"name"_s].toString(), u"Orders"_s);
    QCOMPARE(api[u"identifier"_s].toString(), u"https://orders"_s);
    QCOMPARE(api[u"signing_alg"_s].toString(), u"RS256"_s);
    QCOMPARE(api[u"token_lifetime"_s].toInt(), 86400);
    QCOMPARE(api[u"token_lifetime_for_web"_s].toInt(), 7200);
    QCOMPARE(api[u"subject_type_authorization"_s][u"client"_s][u"policy"_s].toString(), u"require_client_grant"_s);
    QCOMPARE(api[u"allow_offline_access"_s].toBool(true), false);
    QCOMPARE(api[u"skip_consent_for_verifiable_first_party_clients"_s].toBool(true), false);
    QCOMPARE(api[u"scopes"_s].toArray().size(), 0);

    const Ran updated =
        line.json({u"api"_s, u"update"_s, u"https://orders"_s, u"--name"_s, u" Sales "_s, u"--token-lifetime"_s,
                   u"3600"_s, u"--allow-offline-access"_s, u"on"_s, u"--skip-consent"_s, u"on"_s});
    QVERIFY2(updated.exit == 0, updated.all().constData());
    // Read again by another process, and by id: it was stored.
    const QJsonObject shown = line.json({u"api"_s, u"show"_s, api[u"id"_s].toString()}).object();
    QCOMPARE(shown, updated.object());
    QCOMPARE(shown[u"name"_s].toString(), u"Sales"_s);
    QCOMPARE(shown[u"token_lifetime"_s].toInt(), 3600);
    QCOMPARE(shown[u"token_lifetime_for_web"_s].toInt(), 3600);
    QCOMPARE(shown[u"allow_offline_access"_s].toBool(), true);
    QCOMPARE(shown[u"skip_consent_for_verifiable_first_party_clients"_s].toBool(), true);

    const Ran deleted = line.json({u"api"_s, u"delete"_s, u"https://orders"_s});
    QVERIFY2(deleted.exit == 0, deleted.all().constData());
    QCOMPARE(deleted.object()[u"id"_s], api[u"id"_s]);
    QCOMPARE(line.run({u"api"_s, u"show"_s, u"https://orders"_s}).exit, 1);
}

void tst_app_Tenant::scopesComeAndGo()
{
    const CommandLine line;
    line.run({u"api"_s, u"create"_s, u"--name"_s, u"Orders"_s, u"--identifier"_s, u"orders"_s});
    const Ran added = line.json({u"scope"_s, u"add"_s, u"orders"_s, u"read:orders"_s, u"Read orders"_s});
    QVERIFY2(added.exit == 0, added.all().constData());
    QCOMPARE(added.object()[u"scopes"_s].toArray().size(), 1);
    QCOMPARE(line.run({u"scope"_s, u"add"_s, u"orders"_s, u"write:orders"_s}).exit, 0);
    const QJsonArray scopes = line.json({u"scope"_s, u"list"_s, u"orders"_s}).array();
    QCOMPARE(scopes, (QJsonArray{QJsonObject{{u"value"_s, u"read:orders"_s}, {u"description"_s, u"Read orders"_s}},
                                 QJsonObject{{u"value"_s, u"write:orders"_s}}}));
    QCOMPARE(line.run({u"scope"_s, u"remove"_s, u"orders"_s, u"read:orders"_s}).exit, 0);
    QCOMPARE(line.json({u"scope"_s, u"list"_s, u"orders"_s}).array().size(), 1);
    QCOMPARE(line.run({u"scope"_s, u"remove"_s, u"orders"_s, u"read:orders"_s}).exit, 1);
}

void tst_app_Tenant::manyScopesAreImported()
{
    const CommandLine line;
    line.run({u"api"_s, u"create"_s, u"--name"_s, u"Orders"_s, u"--identifier"_s, u"orders"_s});
    line.run({u"scope"_s, u"add"_s, u"orders"_s, u"read:orders"_s});
    const Ran good = line.json({u"scope"_s, u"import"_s, u"orders"_s},
                               "read:orders\nwrite:orders, Write orders\n\ndelete:orders\tDelete\r\n");
    QVERIFY2(good.exit == 0, good.all().constData());
    QCOMPARE(good.object()[u"added"_s].toArray().size(), 2);
    QCOMPARE(good.object()[u"already_there"_s].toArray().size(), 1);
    QCOMPARE(good.object()[u"not_valid"_s].toArray().size(), 0);
    QCOMPARE(line.json({u"scope"_s, u"list"_s, u"orders"_s}).array().size(), 3);

    // One line that is not valid, and nothing is added.
    const Ran bad = line.json({u"scope"_s, u"import"_s, u"orders"_s}, "a:1\nb\"2\nopenid\n");
    QCOMPARE(bad.exit, 1);
    const QJsonArray invalid = bad.object()[u"not_valid"_s].toArray();
    QCOMPARE(invalid.size(), 2);
    QCOMPARE(invalid[0][u"line"_s].toInt(), 2);
    QCOMPARE(invalid[0][u"rule"_s].toString(), u"not-a-scope-token"_s);
    QCOMPARE(invalid[1][u"rule"_s].toString(), u"reserved"_s);
    QCOMPARE(line.json({u"scope"_s, u"list"_s, u"orders"_s}).array().size(), 3);
    const Ran text = line.run({u"scope"_s, u"import"_s, u"orders"_s}, "a:1\nb\"2\nread:orders\n");
    QVERIFY(text.out.contains("line 1: not added: a:1"));
    QVERIFY(text.out.contains("line 2: not valid: b\"2: "));
    QVERIFY(text.out.contains("line 3: already there: read:orders"));
    QVERIFY(text.err.contains("Nothing was added"));
}

void tst_app_Tenant::clientsComeAndGo()
{
    const CommandLine line;
    const Ran created = line.json({u"client"_s, u"create"_s, u"--name"_s, u"Reports"_s});
    QVERIFY2(created.exit == 0, created.all().constData());
    const QString id = created.object()[u"client_id"_s].toString();
    QCOMPARE(id.size(), 32);
    QCOMPARE(created.object()[u"app_type"_s].toString(), u"non_interactive"_s);
    QVERIFY(!created.object().contains(u"client_secret"_s));
    QCOMPARE(line.json({u"client"_s, u"show"_s, u"Reports"_s}).object(), created.object());
    const QString before =
        line.json({u"client"_s, u"show"_s, id, u"--reveal"_s}).object()[u"client_secret"_s].toString();
    QVERIFY(before.size() >= 32);
    QCOMPARE(line.run({u"client"_s, u"rotate-secret"_s, u"Reports"_s}).exit, 0);
    const QString after =
        line.json({u"client"_s, u"show"_s, id, u"--reveal"_s}).object()[u"client_secret"_s].toString();
    QVERIFY(!after.isEmpty() && after != before);
    QCOMPARE(line.json({u"client"_s, u"delete"_s, u"Reports"_s}).object()[u"client_id"_s].toString(), id);
    QCOMPARE(line.run({u"client"_s, u"show"_s, id}).exit, 1);
}

void tst_app_Tenant::grantsComeAndGo()
{
    const CommandLine line;
    line.run({u"api"_s, u"create"_s, u"--name"_s, u"Orders"_s, u"--identifier"_s, u"orders"_s});
    line.run({u"scope"_s, u"import"_s, u"orders"_s}, "read:orders\nwrite:orders\n");
    const QString client =
        line.json({u"client"_s, u"create"_s, u"--name"_s, u"Reports"_s}).object()[u"client_id"_s].toString();
    const Ran all = line.json({u"grant"_s, u"set"_s, u"Reports"_s, u"orders"_s});
    QVERIFY2(all.exit == 0, all.all().constData());
    QCOMPARE(all.object()[u"client_id"_s].toString(), client);
    QCOMPARE(all.object()[u"audience"_s].toString(), u"orders"_s);
    QCOMPARE(all.object()[u"scope"_s].toArray(), (QJsonArray{u"read:orders"_s, u"write:orders"_s}));
    QVERIFY(all.object()[u"id"_s].toString().startsWith(u"cgr_"_s));
    const Ran some = line.json({u"grant"_s, u"set"_s, client, u"orders"_s, u"--scope"_s, u"read:orders"_s});
    QCOMPARE(some.object()[u"scope"_s].toArray(), (QJsonArray{u"read:orders"_s}));
    QCOMPARE(some.object()[u"id"_s], all.object()[u"id"_s]);
    const Ran both = line.json(
        {u"grant"_s, u"set"_s, client, u"orders"_s, u"--scope"_s, u"write:orders"_s, u"--scope"_s, u"read:orders"_s});
    QCOMPARE(both.object()[u"scope"_s].toArray().size(), 2);
    QCOMPARE(line.json({u"grant"_s, u"list"_s, u"--api"_s, u"orders"_s}).array().size(), 1);
    QCOMPARE(line.json({u"grant"_s, u"list"_s, u"--client"_s, u"Reports"_s}).array().size(), 1);
    QCOMPARE(line.json({u"grant"_s, u"list"_s}).array().size(), 2);
    const Ran unknown = line.json({u"grant"_s, u"set"_s, client, u"orders"_s, u"--scope"_s, u"fly"_s});
    QCOMPARE(unknown.exit, 1);
    QVERIFY(unknown.err.contains("not-defined-by-api"));
    QCOMPARE(line.run({u"grant"_s, u"remove"_s, client, u"orders"_s}).exit, 0);
    QCOMPARE(line.run({u"grant"_s, u"remove"_s, client, u"orders"_s}).exit, 1);
}

/// What is not said is not changed.
void tst_app_Tenant::grantsKeepTheirScopes()
{
    const CommandLine line;
    line.run({u"api"_s, u"create"_s, u"--name"_s, u"Orders"_s, u"--identifier"_s, u"orders"_s});
    line.run({u"scope"_s, u"import"_s, u"orders"_s}, "read:orders\nwrite:orders\n");
    line.run({u"client"_s, u"create"_s, u"--name"_s, u"Reports"_s});
    const QStringList set{u"grant"_s, u"set"_s, u"Reports"_s, u"orders"_s};
    const auto scopes = [&](const QStringList &more) {
        QStringList list;
        const QJsonArray array = line.json(set + more).object()[u"scope"_s].toArray();
        for (const QJsonValueConstRef scope : array)
            list.append(scope.toString());
        return list;
    };
    const QStringList read{u"read:orders"_s};
    const QStringList both{u"read:orders"_s, u"write:orders"_s};
    QCOMPARE(scopes({u"--no-scopes"_s}), QStringList());
    QCOMPARE(scopes({}), QStringList()); // one without scopes keeps none
    QCOMPARE(scopes({u"--scope"_s, u"read:orders"_s}), read);
    QCOMPARE(scopes({}), read);
    const Ran unchanged = line.run(set);
    QCOMPARE(unchanged.exit, 0);
    QVERIFY2(unchanged.out.contains("unchanged"), unchanged.all().constData());
    QVERIFY(unchanged.out.contains("read:orders") && !unchanged.out.contains("write:orders"));
    QVERIFY(unchanged.err.contains("--all-scopes"));
    QCOMPARE(scopes({u"--all-scopes"_s}), both);
    line.run({u"scope"_s, u"add"_s, u"orders"_s, u"delete:orders"_s});
    QCOMPARE(scopes({}), both); // a scope added since is not granted by itself
    QCOMPARE(line.run(set + QStringList{u"--scope"_s, QString()}).exit, 2);
    QCOMPARE(line.run(set + QStringList{u"--scope"_s, u"read:orders"_s, u"--no-scopes"_s}).exit, 2);
    QCOMPARE(line.run(set + QStringList{u"--all-scopes"_s, u"--no-scopes"_s}).exit, 2);
    QCOMPARE(scopes({}), both);
}

void tst_app_Tenant::unknownNamesGetTheNearest_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("nearest");
    const QString orders = u"https://orders.example.com/"_s;
    QTest::newRow("API without its slash")
        << QStringList{u"api"_s, u"show"_s, u"https://orders.example.com"_s} << orders;
    QTest::newRow("API in capitals") << QStringList{u"scope"_s, u"list"_s, u"HTTPS://ORDERS.example.com/"_s} << orders;
    QTest::newRow("API by its name") << QStringList{u"api"_s, u"show"_s, u"Orders API"_s} << orders;
    QTest::newRow("API by nearly its name") << QStringList{u"api"_s, u"show"_s, u"orders api"_s} << orders;
    QTest::newRow("client in another case") << QStringList{u"client"_s, u"show"_s, u"reports"_s} << u"Reports"_s;
    QTest::newRow("client with a letter less")
        << QStringList{u"grant"_s, u"set"_s, u"Report"_s, orders} << u"Reports"_s;
    QTest::newRow("client of a test") << QStringList{u"test"_s, orders, u"--client"_s, u"REPORTS"_s} << u"Reports"_s;
    QTest::newRow("scope of a grant") << QStringList{u"grant"_s, u"set"_s,     u"Reports"_s,
                                                     orders,     u"--scope"_s, u"read:order"_s}
                                      << u"read:orders"_s;
    QTest::newRow("scope to remove") << QStringList{u"scope"_s, u"remove"_s, orders, u"Read:orders"_s}
                                     << u"read:orders"_s;
    QTest::newRow("nothing like it") << QStringList{u"api"_s, u"show"_s, u"billing"_s} << QString();
}

void tst_app_Tenant::unknownNamesGetTheNearest()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QString, nearest);
    const CommandLine line;
    line.run(
        {u"api"_s, u"create"_s, u"--name"_s, u"Orders API"_s, u"--identifier"_s, u"https://orders.example.com/"_s});
    line.run({u"scope"_s, u"import"_s, u"https://orders.example.com/"_s}, "read:orders\nwrite:orders\n");
    line.run({u"client"_s, u"create"_s, u"--name"_s, u"Reports"_s});
    const Ran ran = line.run(arguments);
    QCOMPARE(ran.exit, 1);
    QCOMPARE(ran.err.contains("Did you mean"), !nearest.isEmpty());
    QVERIFY2(ran.err.contains(nearest.toUtf8()), ran.err.constData());
    const QJsonObject refusal = QJsonDocument::fromJson(line.json(arguments).err).object();
    QCOMPARE(refusal[u"nearest"_s].toString(), nearest);
}

void tst_app_Tenant::textTellsTheSame()
{
    const CommandLine line;
    QVERIFY(line.run({u"api"_s, u"create"_s, u"--name"_s, u"Orders"_s, u"--identifier"_s, u"orders"_s})
                .out.startsWith("Created API Orders.\n"));
    QVERIFY(line.run({u"scope"_s, u"add"_s, u"orders"_s, u"a"_s}).out.startsWith("Added scope a to Orders.\n"));
    QVERIFY(line.run({u"scope"_s, u"import"_s, u"orders"_s}, "b\nc\n").out.endsWith("Added 2 scopes to Orders.\n"));
    QVERIFY(
        line.run({u"client"_s, u"create"_s, u"--name"_s, u"Reports"_s}).out.startsWith("Created client Reports.\n"));
    QVERIFY(
        line.run({u"grant"_s, u"set"_s, u"Reports"_s, u"orders"_s}).out.startsWith("Authorized Reports → Orders.\n"));
    QVERIFY(line.run({u"api"_s, u"show"_s, u"orders"_s}).out.contains("86400 seconds (1 day)"));
    QVERIFY(line.run({u"grant"_s, u"list"_s, u"--api"_s, u"orders"_s}).out.contains("a b c"));
    QVERIFY(line.run({u"client"_s, u"rotate-secret"_s, u"Reports"_s}).out.startsWith("Rotated the secret of Reports."));
    QVERIFY(line.run({u"api"_s, u"update"_s, u"orders"_s, u"--token-lifetime"_s, u"60"_s})
                .out.startsWith("Changed Token Expiration of Orders.\n"));
    QVERIFY(line.run({u"api"_s, u"delete"_s, u"orders"_s}).out.startsWith("Deleted API Orders.\n"));
}

void tst_app_Tenant::hostileNamesDoNotReachTheTerminal()
{
    const CommandLine line;
    const QString name = QString::fromUtf8("Or\u202Ede\u200Brs");
    const QString description = QString::fromUtf8("\u202Epam\U000E0041");
    QCOMPARE(line.run({u"api"_s, u"create"_s, u"--name"_s, name, u"--identifier"_s, u"orders"_s}).exit, 0);
    QCOMPARE(line.run({u"scope"_s, u"add"_s, u"orders"_s, u"a"_s, description}).exit, 0);
    for (const QStringList &command :
         {QStringList{u"api"_s, u"list"_s}, {u"api"_s, u"show"_s, u"orders"_s}, {u"scope"_s, u"list"_s, u"orders"_s}}) {
        const Ran text = line.run(command);
        const QString shown = QString::fromUtf8(text.all());
        QVERIFY(!shown.contains(QChar(0x202e)));
        QVERIFY(!shown.contains(QChar(0x200b)));
        // JSON has no such character as itself either, and means the same.
        const Ran json = line.json(command);
        QVERIFY(!QString::fromUtf8(json.out).contains(QChar(0x202e)));
    }
    QCOMPARE(line.json({u"api"_s, u"show"_s, u"orders"_s}).object()[u"name"_s].toString(), name);
    QCOMPARE(line.json({u"scope"_s, u"list"_s, u"orders"_s}).array()[0][u"description"_s].toString(), description);
}

void tst_app_Tenant::theSystemApiRefuses()
{
    const CommandLine line;
    const QString management = u"https://gatehouse.localhost/api/v2/"_s;
    QCOMPARE(line.run({u"api"_s, u"delete"_s, management}).exit, 1);
    QCOMPARE(line.run({u"api"_s, u"update"_s, management, u"--name"_s, u"Mine"_s}).exit, 1);
    QCOMPARE(line.run({u"scope"_s, u"add"_s, management, u"mine"_s}).exit, 1);
    // What contract section 1.7 lets through.
    QCOMPARE(line.run({u"api"_s, u"update"_s, management, u"--token-lifetime"_s, u"600"_s}).exit, 0);
}

QTEST_GUILESS_MAIN(tst_app_Tenant)
#include "tst_app_Tenant.moc"
