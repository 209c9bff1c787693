#include "tests/inspector/Catalogue.h"

#include <QCryptographicHash>

using namespace gatehouse;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

namespace {

QByteArray claims(const QByteArray &more)
{
    return R"({"jti":"p1","htm":"GET","htu":"https://api.example.com/orders","iat":1700000000)" + more + '}';
}

QByteArray ath(const QByteArray &accessToken)
{
    return ",\"ath\":\"" + TokenSmith::part(QCryptographicHash::hash(accessToken, QCryptographicHash::Sha256)) + "\"";
}

QByteArray headerWith(const QByteArray &jwk)
{
    return R"({"typ":"dpop+jwt","alg":"ES256","jwk":)" + jwk + '}';
}

QByteArray confirmation(const QByteArray &thumbprint)
{
    return R"("cnf":{"jkt":")" + thumbprint + R"("})";
}

} // namespace

/// A DPoP proof held against what it came with (RFC 9449 section 4.3). It is never *verified*: its key is its own.
class tst_inspector_DpopRequest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judges_data();
    void judges() { m_catalogue.check(); }

private:
    QByteArray jwk() const { return m_key.publicPart->toPublicJson(); }
    QByteArray header() const { return headerWith(jwk()); }
    QByteArray proof(const QByteArray &header, const QByteArray &payload) const
    {
        return m_catalogue.smith.sign(TokenSmith::part(header) + '.' + TokenSmith::part(payload),
                                      jose::Algorithm::ES256, m_key);
    }
    QByteArray bound(const QString &thumbprint) const
    {
        return m_catalogue.withClaim(confirmation(thumbprint.toLatin1()));
    }
    Catalogue::Policy with(const QByteArray &accessToken, const QString &method = {}, const QString &address = {}) const
    {
        Catalogue::Policy policy;
        policy.now = base::Instant(std::chrono::seconds(Catalogue::nowSeconds));
        policy.dpop.emplace();
        if (!accessToken.isEmpty())
            policy.dpop->accessToken = accessToken;
        if (!method.isEmpty())
            policy.dpop->method = method;
        if (!address.isEmpty())
            policy.dpop->address = address;
        return policy;
    }

    Catalogue m_catalogue;
    jose::PrivateKey m_key = m_catalogue.smith.generate(jose::Algorithm::ES256);
    QByteArray m_accessToken = bound(m_key.publicPart->thumbprint());
};

void tst_inspector_DpopRequest::judges_data()
{
    Catalogue::columns();
    const auto row = [](const char *name, const QByteArray &token, const Catalogue::Policy &policy, bool fits,
                        const char *findings) {
        Catalogue::row(name, token, policy,
                       fits ? "ok not-checked no-expiry not-judged ok" : "ok not-checked no-expiry not-judged violated",
                       "key-not-given", findings);
    };
    const QByteArray good = proof(header(), claims(ath(m_accessToken)));
    const QString address = u"https://api.example.com/orders"_s;
    row("everything fits", good, with(m_accessToken, u"GET"_s, address), true,
        "dpop-fits !dpop-token-hash !dpop-token-binding !dpop-request-differs !dpop-proof-time !dpop-proof-signature");
    row("scheme in front of the access token", good, with("DPoP " + m_accessToken), true, "dpop-fits");
    row("opaque access token", proof(header(), claims(ath("opaque-token"))), with("opaque-token"), true,
        "dpop-token-opaque dpop-fits");
    row("address with a query", good, with({}, {}, address + u"?page=2#top"_s), true, "dpop-fits");
    row("address normalised", good, with({}, {}, u"HTTPS://API.example.com:443/x/../orders"_s), true, "dpop-fits");

    row("ath missing", proof(header(), claims({})), with(m_accessToken), false, "dpop-token-hash !dpop-fits");
    row("ath of another token", good, with(bound(m_key.publicPart->thumbprint()) + 'x'), false, "dpop-token-hash");
    const QByteArray stolen = bound(QString::fromLatin1(TokenSmith::part(QByteArray(32, '\7'))));
    row("access token of another key", proof(header(), claims(ath(stolen))), with(stolen), false,
        "dpop-token-binding !dpop-token-hash");
    const QByteArray bearer = m_catalogue.good();
    row("access token without cnf", proof(header(), claims(ath(bearer))), with(bearer), false, "dpop-token-binding");
    const QByteArray odd = m_catalogue.withClaim(R"("cnf":{"jkt":7})");
    row("jkt no string", proof(header(), claims(ath(odd))), with(odd), false, "dpop-token-binding");
    row("another method", good, with({}, u"POST"_s), false, "dpop-request-differs");
    row("method in another case", good, with({}, u"get"_s), false, "dpop-request-differs");
    row("another path", good, with({}, {}, u"https://api.example.com/orders/1"_s), false, "dpop-request-differs");
    row("another host", good, with({}, {}, u"https://evil.example/orders"_s), false, "dpop-request-differs");
    row("another scheme", good, with({}, {}, u"http://api.example.com/orders"_s), false, "dpop-request-differs");
    row("address that is none", good, with({}, {}, u"orders"_s), false, "dpop-request-differs");
    row("a query in htu", proof(header(), QByteArray(claims({})).replace("/orders", "/orders?page=2")),
        with({}, {}, address), false, "dpop-request-differs");
    const auto madeAt = [this](const char *iat) {
        return proof(header(), QByteArray(claims({})).replace("1700000000", iat));
    };
    row("made 300 s ago", madeAt("1699999700"), with({}, u"GET"_s), true, "dpop-fits");
    row("made 301 s ago", madeAt("1699999699"), with({}, u"GET"_s), false, "dpop-proof-time");
    row("made in 5 s", madeAt("1700000005"), with({}, u"GET"_s), true, "dpop-fits issued-in-future");
    row("made in 6 s", madeAt("1700000006"), with({}, u"GET"_s), false, "dpop-proof-time");
    Catalogue::row("iat a text", madeAt("\"now\""), with({}, u"GET"_s), "ok not-checked malformed malformed violated",
                   "key-not-given", "dpop-proof-time !dpop-fits");
    row("jti missing", proof(header(), QByteArray(claims({})).replace(R"("jti":"p1",)", "")), with({}, u"GET"_s), false,
        "dpop-proof-incomplete !dpop-fits");
    row("signature altered", good.chopped(4) + "AAAA", with(m_accessToken), false, "dpop-proof-signature");
    const jose::PrivateKey other = m_catalogue.smith.generate(jose::Algorithm::ES256);
    row("signed with another key", proof(headerWith(other.publicPart->toPublicJson()), claims(ath(m_accessToken))),
        with(m_accessToken), false, "dpop-proof-signature dpop-token-binding");
    row("no key", proof(R"({"typ":"dpop+jwt","alg":"ES256"})", claims(ath(m_accessToken))), with(m_accessToken), false,
        "dpop-proof-signature dpop-token-binding");
    row("typ JWT", proof(R"({"typ":"JWT","alg":"ES256","jwk":)" + jwk() + '}', claims(ath(m_accessToken))),
        with(m_accessToken), false, "dpop-not-a-proof !dpop-fits");
    // Without a request, a proof is looked at as before.
    Catalogue::Policy alone;
    alone.now = base::Instant(std::chrono::seconds(Catalogue::nowSeconds));
    Catalogue::row("without a request", good, alone, "ok not-checked no-expiry not-judged not-judged", "key-not-given",
                   "dpop-proof !dpop-fits !dpop-token-hash");
}

QTEST_GUILESS_MAIN(tst_inspector_DpopRequest)
#include "tst_inspector_DpopRequest.moc"
