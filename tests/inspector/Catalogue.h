#pragma once

#include "tests/inspector/TokenSmith.h"
#include "tests/support/PlainCustody.h"

#include <QTest>

#include <memory>

namespace gatehouse::tests {

using namespace Qt::StringLiterals;

/// The catalogue of token inputs as named rows: what a text is judged to be, in five verdicts, a reason and findings.
/// Its numbers are those of resources/docs/reference/token-inputs.md; each section has a test of its own.
class Catalogue
{
public:
    using Policy = inspector::VerificationPolicy;

    static constexpr qint64 nowSeconds = 1'700'000'000;

    Catalogue() { fillTenant(); }

    TokenSmith smith;
    PlainCustody custody;
    store::StoreSnapshot tenant;

    static QByteArray header() { return R"({"alg":"HS256","typ":"JWT"})"; }
    static QByteArray payload(const QByteArray &more = {})
    {
        return R"({"iss":"https://t.example/","sub":"joe","aud":"https://api.example.com","iat":1700000000,"exp":1700000600)" +
               more + '}';
    }
    QByteArray good() const { return smith.hs256(header(), payload()); }
    QByteArray withHeader(const QByteArray &json) const { return smith.hs256(json, payload()); }
    QByteArray withParameter(const QByteArray &more) const
    {
        return withHeader(R"({"alg":"HS256","typ":"JWT",)" + more + '}');
    }
    QByteArray withPayload(const QByteArray &json) const { return smith.hs256(header(), json); }
    QByteArray withClaim(const QByteArray &more) const { return withPayload(payload(',' + more)); }

    /// The HMAC secret of the smith, and what the payload above says.
    static Policy hmac() { return with(TokenSmith::hmacKey()); }
    Policy rsa() const { return with(smith.rsaKey()); }
    Policy key(const QByteArray &text) const { return with(inspector::PastedKey::fromText(text, smith.crypto.keys())); }
    static Policy secret(const QByteArray &bytes)
    {
        return with(inspector::PastedKey::fromSecret(base::Secret(QByteArrayView(bytes))));
    }
    static Policy none() { return with({}); }
    static Policy with(decltype(Policy::keys) keys)
    {
        Policy policy{.keys = std::move(keys)};
        policy.issuer = u"https://t.example/"_s;
        policy.audience = u"https://api.example.com"_s;
        policy.now = base::Instant(std::chrono::seconds(nowSeconds));
        return policy;
    }
    /// A tenant with an HS256 API and an RS256 API side by side, keys current, retired and revoked, and one client.
    Policy ofTenant() const
    {
        Policy policy;
        policy.keys.emplace<inspector::TenantKeys>(tenant, custody, QStringList{u"https://t.example/"_s});
        policy.now = base::Instant(std::chrono::seconds(nowSeconds));
        return policy;
    }
    static QByteArray tenantSecret() { return QByteArray(48, 's'); }
    static QByteArray otherSecret() { return QByteArray(48, 'o'); }
    /// Claims of a token of the tenant's, for the API of that identifier.
    static QByteArray tenantClaims(const QByteArray &audience, const QByteArray &more = {})
    {
        return R"({"iss":"https://t.example/","sub":"c1@clients","azp":"c1","iat":1700000000,"exp":1700000600,"aud":)" +
               audience + more + '}';
    }

    static void columns()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<std::shared_ptr<Policy>>("policy");
        QTest::addColumn<QString>("verdicts");
        QTest::addColumn<QString>("reason");
        QTest::addColumn<QString>("findings");
    }
    /// `verdicts` are form, signature, time, claims and policy; `findings` are ids, with ! before those that must not
    /// be.
    static void row(const QByteArray &name, const QByteArray &text, const Policy &policy, const char *verdicts,
                    const char *reason, const char *findings = "")
    {
        QTest::newRow(name.constData()) << text << std::make_shared<Policy>(policy) << QString::fromLatin1(verdicts)
                                        << QString::fromLatin1(reason) << QString::fromLatin1(findings);
    }
    /// Judges the current row.
    void check() const
    {
        QFETCH(QByteArray, text);
        QFETCH(std::shared_ptr<Policy>, policy);
        QFETCH(QString, verdicts);
        QFETCH(QString, reason);
        QFETCH(QString, findings);
        const inspector::TokenInspection inspection = smith.inspector.inspect(text, *policy);
        QStringList found;
        for (const inspector::Finding &finding : inspection.findings)
            found.append(finding.id());
        const QString is = verdictsOf(inspection);
        const QString reasonIs = inspector::reasonCode(inspection.reason);
        if (is != verdicts || reasonIs != reason) {
            QFAIL(
                qPrintable(u"%1 | %2 | %3 instead of %4 | %5"_s.arg(is, reasonIs, found.join(u' '), verdicts, reason)));
        }
        for (const QString &id : findings.split(u' ', Qt::SkipEmptyParts)) {
            const bool wanted = !id.startsWith(u'!');
            if (found.contains(wanted ? id : id.sliced(1)) != wanted)
                QFAIL(qPrintable(id + u" in: "_s + found.join(u' ')));
        }
        QCOMPARE(inspection.isVerified(), reason == u"verified"_s);
        QCOMPARE(inspection.verdict() == inspector::Verdict::Verified, inspection.isVerified());

        // The verdicts are the same for who wants no explanation.
        Policy quiet = *policy;
        quiet.explain = false;
        QCOMPARE(verdictsOf(smith.inspector.inspect(text, quiet)), verdicts);
    }

private:
    static QString verdictsOf(const inspector::TokenInspection &inspection)
    {
        return QStringList{inspector::formName(inspection.form), inspector::signatureName(inspection.signature),
                           inspector::timeName(inspection.time), inspector::claimsName(inspection.claimsVerdict),
                           inspector::policyName(inspection.policyVerdict)}
            .join(u' ');
    }
    void fillTenant();
};

inline void Catalogue::fillTenant()
{
    const auto api = [this](const char *id, const char *name, const char *identifier, const QByteArray &secretBytes) {
        domain::ResourceServer server;
        server.id = domain::ResourceServerId(QString::fromLatin1(id));
        server.name = QString::fromLatin1(name);
        server.identifier = QString::fromLatin1(identifier);
        server.tokenLifetime = 600;
        server.scopes = {{u"read:x"_s, {}}, {u"write:x"_s, {}}};
        if (!secretBytes.isEmpty()) {
            server.signingAlgorithm = domain::SigningAlgorithm::HS256;
            server.signingSecret =
                custody.sealSigningSecret(server.id, base::Secret(QByteArrayView(secretBytes))).value();
        }
        return server;
    };
    tenant.resourceServers = {api("a1", "Symmetric", "https://hs.example.com", tenantSecret()),
                              api("a2", "Asymmetric", "https://rs.example.com", {}),
                              api("a3", "Second", "https://rs2.example.com", {}),
                              api("a4", "Other", "https://hs2.example.com", otherSecret())};
    domain::ClientApplication client;
    client.id = domain::ClientId(u"c1"_s);
    domain::ClientApplication idle;
    idle.id = domain::ClientId(u"c2"_s);
    tenant.clients = {client, idle};
    int number = 0;
    for (const domain::ResourceServer &server : std::as_const(tenant.resourceServers)) {
        tenant.grants.append({.id = domain::ClientGrantId(u"g%1"_s.arg(++number)),
                              .clientId = client.id,
                              .resourceServerId = server.id,
                              .scopes = {u"read:x"_s}});
    }
    const auto signingKey = [](const char *id, domain::SigningKey::State state, const QByteArray &der) {
        domain::SigningKey made;
        made.id = domain::KeyId(QString::fromLatin1(id));
        made.state = state;
        made.publicKey = der;
        return made;
    };
    using State = domain::SigningKey::State;
    tenant.signingKeys = {
        signingKey("k0", State::Previous, smith.crypto.signers().generateRsa(2048).value().publicKey),
        signingKey("k1", State::Current, derOfPem(testKeyFile(u"public-spki.pem"_s))),
    };
}

} // namespace gatehouse::tests
