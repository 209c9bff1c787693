#include "ManagementWorld.h"

#include <QTest>

using namespace gatehouse;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

/// Client grants in the Management API.
class tst_server_ManagementGrants : public QObject
{
    Q_OBJECT

private:
    ManagementWorld m_world;

private Q_SLOTS:
    void init() { m_world.reset(); }

    void grantsAreCreatedOnce();
    void grantsNameWhatTheirApiDoesNotDefine();
};

void tst_server_ManagementGrants::grantsAreCreatedOnce()
{
    const QByteArray beta = TokenTenant::beta.latin1();
    const QByteArray body =
        "{\"client_id\":\"" + beta + "\",\"audience\":\"urn:archive\",\"scope\":[\"read:archive\"]}";
    const auto made = m_world.ask("POST", "/client-grants", body);
    QCOMPARE(made.status, 201);
    QVERIFY(made.text(u"id").startsWith("cgr_"_L1));
    QCOMPARE(made.text(u"subject_type"), u"client"_s);
    const auto again = m_world.ask("POST", "/client-grants", body);
    QCOMPARE(again.status, 409);
    QCOMPARE(again.text(u"errorCode"), u"client_grant_conflict"_s);
    QCOMPARE(m_world
                 .ask("POST", "/client-grants",
                      QByteArray(body).replace("\"scope\":[", "\"subject_type\":\"user\",\"scope\":["))
                 .status,
             201);
    QCOMPARE(
        m_world.ask("POST", "/client-grants", QByteArray(body).replace("urn:archive", "urn:none")).text(u"message"),
        u"No resource with identifier urn:none"_s);
    QCOMPARE(m_world.ask("POST", "/client-grants", QByteArray(body).replace(beta, "nobody")).text(u"message"),
             u"Client not found"_s);
    const QByteArray path = "/client-grants/" + made.text(u"id").toUtf8();
    const auto everything = m_world.ask("PATCH", path, "{\"allow_all_scopes\":true}");
    QCOMPARE(everything.text(u"scope"), u"(absent)"_s);
    QCOMPARE(everything.text(u"allow_all_scopes"), u"true"_s);
    const auto nothing = m_world.ask("PATCH", path, "{\"allow_all_scopes\":false,\"scope\":[]}");
    QCOMPARE(nothing.text(u"scope"), u"[]"_s);
    QCOMPARE(nothing.text(u"allow_all_scopes"), u"false"_s);
    QCOMPARE(m_world.ask("PATCH", path, "{\"scope\":[\"a\",\"b\",\"a\"]}").text(u"message"),
             u"Payload validation error: 'Array items are not unique (indexes 0 and 2)' on property scope."_s);
}

/// Contract section 1.9: it is not checked; and it gives nothing before the API defines it.
void tst_server_ManagementGrants::grantsNameWhatTheirApiDoesNotDefine()
{
    const QByteArray beta = TokenTenant::beta.latin1();
    const auto made = m_world.ask("POST", "/client-grants",
                                  "{\"client_id\":\"" + beta +
                                      "\",\"audience\":\"urn:archive\",\"scope\":[\"soon:there\",\"read:archive\"]}");
    QCOMPARE(made.status, 201);
    QCOMPARE(made.text(u"scope"), u"[\"read:archive\",\"soon:there\"]"_s);
    const QByteArray path = "/client-grants/" + made.text(u"id").toUtf8();
    const auto given = [&] {
        return m_world.tenant.read()->grant(domain::ClientGrantId(made.text(u"id")))->scopes.join(u' ');
    };
    QCOMPARE(given(), u"read:archive"_s);
    QCOMPARE(m_world.token(TokenTenant::beta, u"soon:there"_s, u"urn:archive"_s), "");
    // What says nothing of scopes leaves them; what they were told as changes nothing.
    QCOMPARE(m_world.ask("PATCH", path, "{\"organization_usage\":\"deny\"}").text(u"scope"), made.text(u"scope"));
    const qsizetype before = m_world.commitCount();
    QCOMPARE(m_world.ask("PATCH", path, "{\"scope\":" + made.text(u"scope").toUtf8() + '}').status, 200);
    QCOMPARE(m_world.commitCount(), before);
    // Defined, it is granted, and undefined again it waits again.
    const QByteArray api = "/resource-servers/333333333333333333333333";
    QCOMPARE(m_world.ask("PATCH", api, "{\"scopes\":[{\"value\":\"soon:there\"}]}").status, 200);
    QCOMPARE(given(), u"soon:there"_s);
    QVERIFY(!m_world.token(TokenTenant::beta, u"soon:there"_s, u"urn:archive"_s).isEmpty());
    QCOMPARE(m_world.ask("GET", path).text(u"scope"), u"[\"soon:there\",\"read:archive\"]"_s);
    QCOMPARE(m_world.ask("PATCH", path, "{\"allow_all_scopes\":true}").text(u"scope"), u"(absent)"_s);
    QCOMPARE(m_world.ask("PATCH", path, "{\"allow_all_scopes\":false}").text(u"scope"), u"[\"soon:there\"]"_s);
    QCOMPARE(m_world.ask("PATCH", path, "{\"scope\":null}").text(u"scope"), u"[]"_s);
}

QTEST_GUILESS_MAIN(tst_server_ManagementGrants)
#include "tst_server_ManagementGrants.moc"
