#include "models/inspector/TokenShape.h"

#include "models/jose/Base64Url.h"

#include <QTest>

using namespace gatehouse;
using namespace Qt::StringLiterals;
using inspector::withoutProof;

namespace {

QByteArray part(QByteArrayView text)
{
    return jose::encodeBase64Url(text);
}

} // namespace

/// What is left of a token in reports and exports proves nothing.
class tst_inspector_TokenShape : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void proofsAreTakenAway_data();
    void proofsAreTakenAway();
};

void tst_inspector_TokenShape::proofsAreTakenAway_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QByteArray>("rest");
    const QByteArray header = part(R"({"alg":"HS256"})");
    const QByteArray inner = header + '.' + part(R"({"sub":"ada"})") + ".c2lnbmF0dXJl";
    const auto row = [](const char *name, const QByteArray &token, const QByteArray &rest) {
        QTest::newRow(name) << token << rest;
    };
    row("JWS", "aa.bb.cc", "aa.bb.");
    row("unsecured", "aa.bb.", "aa.bb.");
    row("SD-JWT", "aa.bb.cc~dd~ee.ff.gg", "aa.bb.");
    row("detached", "aa..cc", "aa..");
    row("JWE", "aa.bb.cc.dd.ee", "aa.");
    row("JWE without an encrypted key", "aa..cc.dd.ee", "aa.");
    row("JSON serialization", R"({"payload":"aa","signature":"cc","header":{"jku":"https://a.b.c"}})", "");
    row("two parts", "aa.bb", "");
    row("text", "hello", "");
    row("nothing", "", "");
    row("its content is a token", header + '.' + part(inner) + ".cc", header + '.');
    row("its content is a token in quotes", header + '.' + part('"' + inner + '"') + ".cc", header + '.');
    row("a claim is a token", header + '.' + part(R"({"a":{"id_token":")" + inner + R"("}})") + ".cc", header + '.');
    row("a claim is an encrypted token", header + '.' + part(R"({"a":")" + inner + R"(.dd.ee"})") + ".cc",
        header + '.');
    row("a claim has a token in a sentence", header + '.' + part(R"({"a":"Bearer )" + inner + R"("})") + ".cc",
        header + '.');
    // RFC 7797: the payload stands as it is, and may hold no dots.
    row("a claim is part of a token", header + '.' + part(R"({"a":")" + header + R"("})") + ".cc",
        header + '.' + part(R"({"a":")" + header + R"("})") + '.');
}

void tst_inspector_TokenShape::proofsAreTakenAway()
{
    QFETCH(const QByteArray, token);
    QFETCH(const QByteArray, rest);
    QCOMPARE(withoutProof(token).toByteArray(), rest);
}

QTEST_GUILESS_MAIN(tst_inspector_TokenShape)
#include "tst_inspector_TokenShape.moc"
