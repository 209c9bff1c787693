#include "models/store/remote/KeptTenant.h"
#include "tests/store/ScriptedTenant.h"
#include "tests/store/StoreSupport.h"
#include "ui/text/ErrorText.h"
#include "ui/text/UnreadText.h"

using namespace gatehouse;
using namespace gatehouse::domain;
using base::ErrorCode;
using tests::await;
using tests::RemoteWorld;
using namespace Qt::StringLiterals;

/// What a tenant says that nobody here understands, and lists that never end.
class tst_store_RemoteOddities : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aListThatNeverEndsIsGivenUp_data();
    void aListThatNeverEndsIsGivenUp();
    void algorithmsAreNamedTruly_data();
    void algorithmsAreNamedTruly();
    void whatNobodyUnderstandsIsNoted();
};

void tst_store_RemoteOddities::aListThatNeverEndsIsGivenUp_data()
{
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<int>("perPage");
    QTest::addColumn<qsizetype>("padding");
    QTest::addColumn<int>("mostRequests");
    constexpr qsizetype mebi = qsizetype{1024} * 1024;
    QTest::newRow("bytes, by page") << "resource-servers"_ba << 100 << mebi * 8 << 10;
    QTest::newRow("bytes, by checkpoint") << "clients"_ba << 100 << mebi * 8 << 11;
    QTest::newRow("objects, by page") << "resource-servers"_ba << 50'000 << qsizetype{0} << 7;
    QTest::newRow("objects, by checkpoint") << "client-grants"_ba << 50'000 << qsizetype{0} << 10;
}

void tst_store_RemoteOddities::aListThatNeverEndsIsGivenUp()
{
    QFETCH(QByteArray, kind);
    QFETCH(int, perPage);
    QFETCH(qsizetype, padding);
    QFETCH(int, mostRequests);
    RemoteWorld world;
    world.tenant->endless = kind;
    world.tenant->perPage = perPage;
    world.tenant->paddedBytes = padding;
    const auto tenant = await(world.backend->load());
    COMPARE_ERROR(tenant, ErrorCode::TooLarge);
    QVERIFY2(world.tenant->requests.size() <= mostRequests,
             QByteArray::number(world.tenant->requests.size()).constData());
    const ui::text::ErrorText text = ui::text::errorText(tenant.error());
    QVERIFY2(text.oneLine().contains(padding > 0 ? u"64 MiB"_s : u"200,000 objects"_s), qPrintable(text.oneLine()));
    // Each reading counts for itself.
    world.tenant->endless.clear();
    world.tenant->perPage = 100;
    VERIFY_RESULT(await(world.backend->load()));
}

void tst_store_RemoteOddities::algorithmsAreNamedTruly_data()
{
    QTest::addColumn<QByteArray>("written");
    QTest::addColumn<SigningAlgorithm>("algorithm");
    QTest::addColumn<QString>("name");
    QTest::newRow("RS512") << "\"RS512\""_ba << SigningAlgorithm::RS512 << u"RS512"_s;
    QTest::newRow("PS256") << "\"PS256\""_ba << SigningAlgorithm::PS256 << u"PS256"_s;
    QTest::newRow("HS256") << "\"HS256\""_ba << SigningAlgorithm::HS256 << u"HS256"_s;
    QTest::newRow("one that nobody knows") << "\"ML-DSA-44\""_ba << SigningAlgorithm::Unknown << u"ML-DSA-44"_s;
    QTest::newRow("another case") << "\"rs256\""_ba << SigningAlgorithm::Unknown << u"rs256"_s;
    QTest::newRow("no text") << "256"_ba << SigningAlgorithm::Unknown << u"256"_s;
    QTest::newRow("too long to hold") << '"' + QByteArray(2000, 'x') + '"' << SigningAlgorithm::Unknown << u"unknown"_s;
}

void tst_store_RemoteOddities::algorithmsAreNamedTruly()
{
    QFETCH(QByteArray, written);
    QFETCH(SigningAlgorithm, algorithm);
    QFETCH(QString, name);
    RemoteWorld world;
    world.tenant->kinds["resource-servers"].append(tests::ScriptedTenant::json(
        "{\"id\":\"a3\",\"name\":\"Stock\",\"identifier\":\"urn:stock\",\"signing_alg\":" + written + "}"));
    const auto tenant = await(world.backend->load());
    VERIFY_RESULT(tenant);
    const ResourceServer api = *tenant->resourceServerByIdentifier(u"urn:stock"_s);
    QCOMPARE(api.signingAlgorithm, algorithm);
    QCOMPARE(api.algorithmName(), name);
    QCOMPARE(api.unread.isEmpty(), algorithm != SigningAlgorithm::Unknown);
    // The tenant's own word for it is in JSON, and in what is kept.
    if (written.size() < maxUnreadBytes) {
        const auto json = management::toJson(management::resourceServerDescription(), api, {});
        QCOMPARE(json.member(u"signing_alg")->toJson(), written);
        const auto kept = store::remote::keptTenantOf(toJson(store::remote::KeptTenant{.tenant = *tenant, .at = {}}));
        QVERIFY(kept && kept->tenant == *tenant);
    }
    // No change sends it back.
    ChangeSet changes;
    ResourceServer after = api;
    after.name = u"Stocks"_s;
    changes.update(api, after);
    VERIFY_RESULT(await(world.backend->commit(changes, {})));
    QCOMPARE(world.tenant->sent("PATCH"), QByteArrayList{"{\"name\":\"Stocks\"}"_ba});
    QCOMPARE(world.tenant->kinds["resource-servers"].last().member(u"signing_alg")->toJson(), written);
}

void tst_store_RemoteOddities::whatNobodyUnderstandsIsNoted()
{
    RemoteWorld world;
    world.tenant->kinds["resource-servers"].append(
        tests::ScriptedTenant::json("{\"id\":\"a3\",\"name\":\"Stock\",\"identifier\":\"urn:stock\",\"signing_alg\":"
                                    "\"RS256\",\"token_lifetime\":-5,\"token_lifetime_for_web\":30,"
                                    "\"token_dialect\":\"new\",\"subject_type_authorization\":{\"user\":{\"policy\":"
                                    "\"ask\"},\"client\":{\"policy\":"
                                    "\"deny_all\"}}}"));
    const auto tenant = await(world.backend->load());
    VERIFY_RESULT(tenant);
    const ResourceServer api = *tenant->resourceServerByIdentifier(u"urn:stock"_s);
    QCOMPARE(api.clientPolicy, ClientPolicy::DenyAll);
    QCOMPARE(ui::text::unreadValues(api.unread),
             (QStringList{u"subject_type_authorization: a part of {\"user\":{\"policy\":\"ask\"},\"client\":"
                          u"{\"policy\":\"deny_all\"}}"_s,
                          u"token_dialect: \"new\""_s, u"token_lifetime: -5"_s}));
    QCOMPARE(tenant->client(ClientId(u"cl2"_s))->unread.keys(), QStringList{u"app_type"_s});
    const auto said = [](const ResourceServer &one, QStringView member) {
        return management::toJson(management::resourceServerDescription(), one, {}).member(member)->toJson();
    };
    QCOMPARE(said(api, u"token_lifetime"), "-5"_ba);
    QCOMPARE(said(api, u"token_dialect"), "\"new\""_ba);
    // What a person puts in its place is sent, and nothing else.
    ChangeSet changes;
    ResourceServer after = api;
    after.tokenLifetime = 60;
    changes.update(api, after);
    const auto changed = await(world.backend->commit(changes, {}));
    VERIFY_RESULT(changed);
    QCOMPARE(world.tenant->sent("PATCH"), QByteArrayList{"{\"token_lifetime\":60}"_ba});
    QVERIFY(!changed->resourceServerByIdentifier(u"urn:stock"_s)->unread.contains(u"token_lifetime"_s));
}

QTEST_GUILESS_MAIN(tst_store_RemoteOddities)
#include "tst_store_RemoteOddities.moc"
