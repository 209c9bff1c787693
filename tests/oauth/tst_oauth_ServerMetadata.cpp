#include "models/oauth/ServerMetadata.h"

#include <QTest>

using namespace gatehouse::oauth;
using namespace Qt::StringLiterals;

namespace {

/// Outside the class below: moc takes the slashes of a raw string for a comment.
QByteArray document(const QByteArray &issuer, const QByteArray &keys)
{
    return R"({"issuer":")" + issuer + R"(","jwks_uri":")" + keys + "\"}";
}

const QByteArray noKeys = R"({"issuer":"https://t.example/a"})";
const QByteArray keysOfNoText = R"({"issuer":"https://t.example/a","jwks_uri":["https://t.example/keys"]})";
const QByteArray noIssuer = R"({"jwks_uri":"https://t.example/keys"})";
const QByteArray issuerTwice = R"({"issuer":"https://t.example/a","issuer":"x","jwks_uri":"https://t.example/keys"})";

} // namespace

class tst_oauth_ServerMetadata : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addressOfAnIssuer_data()
    {
        QTest::addColumn<QString>("issuer");
        QTest::addColumn<QString>("address");
        const QString path = u"/.well-known/openid-configuration"_s;
        QTest::addRow("with slash") << u"https://t.eu.auth0.com/"_s << u"https://t.eu.auth0.com"_s + path;
        QTest::addRow("without slash") << u"https://t.example"_s << u"https://t.example"_s + path;
        QTest::addRow("with a path") << u"https://t.example/a/v2.0"_s << u"https://t.example/a/v2.0"_s + path;
        QTest::addRow("http") << u"http://t.example/"_s << QString();
        QTest::addRow("file") << u"file:///etc/passwd"_s << QString();
        QTest::addRow("credentials") << u"https://a:b@t.example/"_s << QString();
        QTest::addRow("query") << u"https://t.example/?x=1"_s << QString();
        QTest::addRow("empty") << QString() << QString();
    }
    void addressOfAnIssuer()
    {
        QFETCH(const QString, issuer);
        QFETCH(const QString, address);
        const auto made = metadataAddressOf(issuer);
        QCOMPARE(made ? made->toString() : QString(), address);
        QCOMPARE(made && isMetadataAddress(*made), !address.isEmpty());
    }

    void keysByADocument_data()
    {
        QTest::addColumn<QByteArray>("document");
        QTest::addColumn<QString>("outcome");
        const QByteArray keys = "https://t.example/keys";
        QTest::addRow("as it should be") << document("https://t.example/a", keys) << u"https://t.example/keys"_s;
        QTest::addRow("slash at its end") << document("https://t.example/a/", keys) << u"https://t.example/keys"_s;
        QTest::addRow("keys elsewhere") << document("https://t.example/a", "https://cdn.example/k?v=1#f")
                                        << u"https://cdn.example/k?v=1"_s;
        QTest::addRow("another issuer") << document("https://evil.example/a", keys) << u"other"_s;
        QTest::addRow("another path") << document("https://t.example/b", keys) << u"other"_s;
        QTest::addRow("another path above") << document("https://t.example", keys) << u"other"_s;
        QTest::addRow("two slashes") << document("https://t.example/a//", keys) << u"other"_s;
        QTest::addRow("another case") << document("https://t.example/A", keys) << u"other"_s;
        QTest::addRow("another scheme") << document("http://t.example/a", keys) << u"other"_s;
        QTest::addRow("no keys") << noKeys << u"none"_s;
        QTest::addRow("keys that are no text") << keysOfNoText << u"none"_s;
        QTest::addRow("keys over http") << document("https://t.example/a", "http://t.example/keys") << u"refused"_s;
        QTest::addRow("keys in a file") << document("https://t.example/a", "file:///etc/passwd") << u"refused"_s;
        QTest::addRow("keys in themselves")
            << document("https://t.example/a", "data:application/json,{}") << u"refused"_s;
        QTest::addRow("keys with credentials")
            << document("https://t.example/a", "https://a:b@t.example/k") << u"refused"_s;
        QTest::addRow("keys at a half address") << document("https://t.example/a", "/keys") << u"refused"_s;
        QTest::addRow("no issuer") << noIssuer << u"unread"_s;
        QTest::addRow("issuer twice") << issuerTwice << u"unread"_s;
        QTest::addRow("a page") << "<html>"_ba << u"unread"_s;
        QTest::addRow("nothing") << QByteArray() << u"unread"_s;
        QTest::addRow("an array") << "[]"_ba << u"unread"_s;
        QTest::addRow("too deep") << QByteArray(100, '[') << u"unread"_s;
    }
    void keysByADocument()
    {
        QFETCH(const QByteArray, document);
        QFETCH(const QString, outcome);
        const auto metadata = ServerMetadata::parse(document);
        QString got = u"unread"_s;
        if (metadata) {
            const auto keys = keysAddressOf(*metadata, QUrl(u"https://t.example/a/.well-known/openid-configuration"_s));
            if (keys)
                got = keys->toString();
            else if (keys.error() == MetadataFault::OtherIssuer)
                got = u"other"_s;
            else
                got = keys.error() == MetadataFault::NoKeysAddress ? u"none"_s : u"refused"_s;
        }
        QCOMPARE(got, outcome);
    }

    void hosts_data()
    {
        QTest::addColumn<QString>("other");
        QTest::addColumn<bool>("same");
        QTest::addRow("same") << u"https://t.example/x"_s << true;
        QTest::addRow("its port told") << u"https://t.example:443/x"_s << true;
        QTest::addRow("capitals") << u"https://T.EXAMPLE/x"_s << true;
        QTest::addRow("another port") << u"https://t.example:8443/x"_s << false;
        QTest::addRow("below it") << u"https://a.t.example/x"_s << false;
        QTest::addRow("above it") << u"https://example/x"_s << false;
        QTest::addRow("look-alike") << u"https://t.ex\u0430mple/x"_s << false;
        QTest::addRow("behind an at sign") << u"https://t.example@evil.example/x"_s << false;
    }
    void hosts()
    {
        QFETCH(const QString, other);
        QFETCH(const bool, same);
        QCOMPARE(isSameHost(QUrl(u"https://t.example/.well-known/openid-configuration"_s), QUrl(other)), same);
    }
};

QTEST_GUILESS_MAIN(tst_oauth_ServerMetadata)
#include "tst_oauth_ServerMetadata.moc"
