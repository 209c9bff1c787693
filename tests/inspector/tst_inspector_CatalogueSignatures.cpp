#include "tests/inspector/Catalogue.h"

using namespace gatehouse;
using namespace gatehouse::tests;

/// Section 1.6: signature bytes. What a provider makes of single vectors is tests/jose's; here is the verdict.
class tst_inspector_CatalogueSignatures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judges_data();
    void judges() { m_catalogue.check(); }

private:
    struct Pair
    {
        QByteArray input;
        QByteArray signature;
        Catalogue::Policy policy;
    };
    Pair make(jose::Algorithm algorithm) const;
    static QByteArray withSignature(const Pair &pair, const QByteArray &signature)
    {
        return pair.input + '.' + TokenSmith::part(signature);
    }
    void addEcdsa();
    void addRsa();
    void addOthers();

    Catalogue m_catalogue;
};

namespace {

constexpr const char *verified = "ok verified valid ok ok";
constexpr const char *failed = "ok failed valid ok ok";

// The order of P-256 (SEC 2 section 2.4.2).
const QByteArray order = QByteArray::fromHex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");

QByteArray derInteger(QByteArray number)
{
    while (number.size() > 1 && number.front() == 0)
        number.remove(0, 1);
    if ((static_cast<unsigned char>(number.front()) & 0x80U) != 0)
        number.prepend('\0');
    return '\2' + QByteArray(1, static_cast<char>(number.size())) + number;
}

/// order - s, big-endian.
QByteArray twinOf(const QByteArray &s)
{
    QByteArray out(32, '\0');
    int borrow = 0;
    for (qsizetype i = 31; i >= 0; --i) {
        const int difference = static_cast<unsigned char>(order[i]) - static_cast<unsigned char>(s[i]) - borrow;
        borrow = difference < 0 ? 1 : 0;
        out[i] = static_cast<char>(difference & 0xff);
    }
    return out;
}

} // namespace

tst_inspector_CatalogueSignatures::Pair tst_inspector_CatalogueSignatures::make(jose::Algorithm algorithm) const
{
    const jose::PrivateKey key = m_catalogue.smith.generate(algorithm);
    const QByteArray input =
        TokenSmith::part(R"({"alg":")" + jose::algorithmName(algorithm).toLatin1() + R"(","typ":"JWT"})") + '.' +
        TokenSmith::part(Catalogue::payload());
    const auto signer = m_catalogue.smith.crypto.privateKeys().signer(algorithm, key);
    return {input, signer.value()->sign(input).value(), Catalogue::with(TokenSmith::publicOf(key))};
}

void tst_inspector_CatalogueSignatures::judges_data()
{
    Catalogue::columns();
    addEcdsa();
    addRsa();
    addOthers();
}

void tst_inspector_CatalogueSignatures::addEcdsa()
{
    const Pair es = make(jose::Algorithm::ES256);
    const auto bad = [&es](const QByteArray &name, const QByteArray &signature, const char *findings = "") {
        Catalogue::row(name, withSignature(es, signature), es.policy, failed, "signature-wrong", findings);
    };
    const QByteArray zero(32, '\0');
    const QByteArray one = QByteArray(31, '\0') + '\1';
    QByteArray beforeOrder = order;
    beforeOrder.back() = static_cast<char>(beforeOrder.back() - 1);
    int number = 0;
    for (const QByteArray &r : {zero, one, beforeOrder, order}) {
        for (const QByteArray &s : {zero, one, beforeOrder, order})
            bad("61 psychic " + QByteArray::number(++number), r + s);
    }
    const QByteArray r = es.signature.first(32);
    const QByteArray s = es.signature.last(32);
    const QByteArray body = derInteger(r) + derInteger(s);
    bad("62 DER", '\x30' + QByteArray(1, static_cast<char>(body.size())) + body, "probe-der-signature");
    bad("63 extra zeros", zero + r + zero + s);
    bad("63 one byte short", es.signature.chopped(1));
    bad("63 one byte long", es.signature + '\0');
    const Pair es512 = make(jose::Algorithm::ES512);
    Catalogue::row("63 ES512 with 132 octets", withSignature(es512, es512.signature), es512.policy, verified,
                   "verified");
    Catalogue::row("63 ES512 with 131 octets", withSignature(es512, es512.signature.sliced(1)), es512.policy, failed,
                   "signature-wrong");
    Catalogue::row("63 ES512 with 128 octets", withSignature(es512, es512.signature.sliced(4)), es512.policy, failed,
                   "signature-wrong");
    const QByteArray twin = twinOf(s);
    const bool isHigh = jose::isHighS(jose::Algorithm::ES256, es.signature);
    const QByteArray high = isHigh ? es.signature : r + twin;
    const QByteArray low = isHigh ? r + twin : es.signature;
    Catalogue::row("64 high s", withSignature(es, high), es.policy, verified, "verified", "ecdsa-high-s");
    Catalogue::row("64 low s", withSignature(es, low), es.policy, verified, "verified", "!ecdsa-high-s");
}

void tst_inspector_CatalogueSignatures::addRsa()
{
    const Pair rs = make(jose::Algorithm::RS256);
    const auto bad = [&rs](const char *name, const QByteArray &signature) {
        Catalogue::row(name, withSignature(rs, signature), rs.policy, failed, "signature-wrong");
    };
    Catalogue::row("65 RS256", withSignature(rs, rs.signature), rs.policy, verified, "verified");
    bad("65 trailing byte", rs.signature + '\0');
    QByteArray altered = rs.signature;
    altered[100] = static_cast<char>(altered[100] ^ 1);
    bad("65 one bit changed", altered);
    bad("66 shorter than the modulus", rs.signature.sliced(1));
    bad("66 longer than the modulus", '\0' + rs.signature);
    bad("66 s = 0", QByteArray(rs.signature.size(), '\0'));
    bad("66 s = 1", QByteArray(rs.signature.size() - 1, '\0') + '\1');
    bad("66 s above n", QByteArray(rs.signature.size(), '\xff'));
    const Pair ps = make(jose::Algorithm::PS256);
    Catalogue::row("67 PS256", withSignature(ps, ps.signature), ps.policy, verified, "verified");
    const QByteArray asRs =
        TokenSmith::part(R"({"alg":"RS256","typ":"JWT"})") + '.' + TokenSmith::part(Catalogue::payload());
    const jose::PrivateKey key = m_catalogue.smith.generate(jose::Algorithm::PS384);
    const auto signer = m_catalogue.smith.crypto.privateKeys().signer(jose::Algorithm::PS384, key);
    Catalogue::row("67 PSS under the name of RS256", asRs + '.' + TokenSmith::part(signer.value()->sign(asRs).value()),
                   Catalogue::with(TokenSmith::publicOf(key)), failed, "signature-wrong", "probe-other-algorithm");
}

void tst_inspector_CatalogueSignatures::addOthers()
{
    const Pair ed = make(jose::Algorithm::Ed25519);
    Catalogue::row("68 Ed25519", withSignature(ed, ed.signature), ed.policy, verified, "verified");
    Catalogue::row("68 s above the order", withSignature(ed, ed.signature.first(32) + QByteArray(32, '\xff')),
                   ed.policy, failed, "signature-wrong");
    Catalogue::row("68 all zeros", withSignature(ed, QByteArray(64, '\0')), ed.policy, failed, "signature-wrong");
    const QByteArray good = m_catalogue.good();
    const qsizetype dot = good.lastIndexOf('.');
    const QByteArray mac = jose::decodeBase64Url(QByteArrayView(good).sliced(dot + 1)).value();
    for (const qsizetype size : {1, 16, 31}) {
        Catalogue::row("69 MAC cut to " + QByteArray::number(size),
                       good.first(dot + 1) + TokenSmith::part(mac.first(size)), Catalogue::hmac(), failed,
                       "signature-wrong");
    }
    Catalogue::row("69 MAC with a byte more", good.first(dot + 1) + TokenSmith::part(mac + '\0'), Catalogue::hmac(),
                   failed, "signature-wrong");
    const QByteArray input =
        TokenSmith::part(R"({"alg":"HS512","typ":"JWT"})") + '.' + TokenSmith::part(Catalogue::payload());
    const QByteArray secret(64, 'k');
    const QByteArray hs512 = m_catalogue.smith.mac(input, secret, jose::Algorithm::HS512);
    const QByteArray tag = jose::decodeBase64Url(QByteArrayView(hs512).sliced(hs512.lastIndexOf('.') + 1)).value();
    Catalogue::row("69 HS512 tag cut to 32", input + '.' + TokenSmith::part(tag.first(32)), Catalogue::secret(secret),
                   failed, "signature-wrong");
    const QByteArray head = TokenSmith::part(Catalogue::header());
    const QByteArray body = TokenSmith::part(Catalogue::payload());
    const QByteArray swapped = m_catalogue.smith.mac(body + '.' + head);
    Catalogue::row("70 signature for the other order", head + '.' + body + swapped.sliced(swapped.lastIndexOf('.')),
                   Catalogue::hmac(), failed, "signature-wrong", "probe-signed-text");
    const QByteArray detached = head + '.' + good.sliced(dot);
    Catalogue::row("70 detached payload, not given", detached, Catalogue::hmac(),
                   "ok not-checked not-judged not-judged not-judged", "content-missing", "payload-detached");
    Catalogue::Policy given = Catalogue::hmac();
    given.detachedPayload = Catalogue::payload();
    Catalogue::row("70 detached payload, given", detached, given, verified, "verified", "!payload-detached");
    given.detachedPayload = "{}";
    Catalogue::row("70 another detached payload", detached, given, "ok failed no-expiry mismatch warned",
                   "signature-wrong");
}

QTEST_GUILESS_MAIN(tst_inspector_CatalogueSignatures)
#include "tst_inspector_CatalogueSignatures.moc"
