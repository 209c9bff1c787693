#include "models/issuer/Documents.h"
#include "models/jose/qca/QcaCrypto.h"
#include "tests/support/TokenTenant.h"

#include <QTest>

using namespace gatehouse;
using namespace Qt::StringLiterals;

class tst_issuer_Documents : public QObject
{
    Q_OBJECT

private:
    jose::qca::QcaCrypto m_crypto;

    static domain::SigningKey key(const QString &id, domain::SigningKey::State state)
    {
        domain::SigningKey made = tests::TokenTenant::make().signingKeys.first();
        made.id = domain::KeyId(id);
        made.state = state;
        return made;
    }

private Q_SLOTS:
    void keySetHoldsCurrentNextPrevious()
    {
        using State = domain::SigningKey::State;
        store::StoreSnapshot tenant = tests::TokenTenant::make();
        tenant.signingKeys = {key(u"old"_s, State::Previous), key(u"gone"_s, State::Revoked),
                              key(u"next"_s, State::Next), key(u"now"_s, State::Current)};
        const QByteArray json = issuer::jwksDocument(tenant, m_crypto.keys());
        const auto parsed = jose::parseStrictJson(json);
        QVERIFY(parsed);
        const auto set = jose::JwkSet::parse(*parsed);
        QVERIFY(set);
        QCOMPARE(set->keys.size(), 3);
        QCOMPARE(set->keys.at(0).kid, u"now"_s);
        QCOMPARE(set->keys.at(1).kid, u"next"_s); // known to verifiers before it signs
        QCOMPARE(set->keys.at(2).kid, u"old"_s);
        QCOMPARE(set->keys.at(0).alg, u"RS256"_s);
        QCOMPARE(set->keys.at(0).use, u"sig"_s);
        const auto published = m_crypto.keys().publicKeyFromDer(tenant.signingKeys.first().publicKey);
        QVERIFY(published);
        QCOMPARE(set->keys.at(0).n, published->n);
        QCOMPARE(set->keys.at(0).e, published->e);

        QStringList members;
        for (const jose::JsonMember &member : parsed->member(u"keys")->elements.first().members)
            members.append(member.name);
        QCOMPARE(members, (QStringList{u"alg"_s, u"kty"_s, u"use"_s, u"n"_s, u"e"_s, u"kid"_s}));
    }

    /// What HS256 APIs share with the tenant, and private parts, never appear.
    void keySetHoldsNoSecret()
    {
        const QByteArray json = issuer::jwksDocument(tests::TokenTenant::make(), m_crypto.keys());
        QVERIFY(!json.contains("oct"));
        QVERIFY(!json.contains(tests::TokenTenant::ledgerSecret.latin1()));
        for (const char *member : {R"("d":)", R"("p":)", R"("q":)", R"("k":)"})
            QVERIFY2(!json.contains(member), member);
    }

    void keySetOfATenantWithoutKeys()
    {
        QCOMPARE(issuer::jwksDocument({}, m_crypto.keys()), R"({"keys":[]})");
        store::StoreSnapshot broken = tests::TokenTenant::make();
        broken.signingKeys.first().publicKey = "not DER";
        QCOMPARE(issuer::jwksDocument(broken, m_crypto.keys()), R"({"keys":[]})");
    }

    /// RFC 8414 section 3.2: what has no elements is omitted.
    void serverMetadata()
    {
        QCOMPARE(issuer::serverMetadata(u"http://127.0.0.1:8080/"_s, false),
                 R"({"issuer":"http://127.0.0.1:8080/","token_endpoint":"http://127.0.0.1:8080/oauth/token",)"
                 R"("jwks_uri":"http://127.0.0.1:8080/.well-known/jwks.json",)"
                 R"("grant_types_supported":["client_credentials"],)"
                 R"("token_endpoint_auth_methods_supported":["client_secret_basic","client_secret_post"],)"
                 R"("authorization_endpoint":"http://127.0.0.1:8080/authorize","response_types_supported":["none"],)"
                 R"("subject_types_supported":["public"],"id_token_signing_alg_values_supported":["RS256"]})");
    }

    /// OpenID Connect Discovery 1.0 section 3: every required member, and no empty array.
    void openIdMetadata_data()
    {
        QTest::addColumn<QString>("member");
        for (const QString &member :
             {u"issuer"_s, u"authorization_endpoint"_s, u"token_endpoint"_s, u"jwks_uri"_s,
              u"response_types_supported"_s, u"subject_types_supported"_s, u"id_token_signing_alg_values_supported"_s})
            QTest::newRow(qPrintable(member)) << member;
    }
    void openIdMetadata()
    {
        QFETCH(const QString, member);
        const auto document = jose::parseStrictJson(issuer::serverMetadata(u"http://127.0.0.1:8080/"_s, true));
        QVERIFY(document);
        const jose::JsonValue *value = document->member(member);
        QVERIFY(value);
        QVERIFY(!value->string.isEmpty() || !value->elements.isEmpty());
        for (const jose::JsonMember &any : document->members)
            QVERIFY2(any.value.isString() || any.value.isBool() || !any.value.elements.isEmpty(), qPrintable(any.name));
    }
};

QTEST_GUILESS_MAIN(tst_issuer_Documents)
#include "tst_issuer_Documents.moc"
