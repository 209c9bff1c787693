// Pasting opens no socket, whatever the token names: the kernel itself is asked to report each socket(2) of the
// process.

#include "tests/ui/SocketWatch.h"
#include "tests/ui/TokenWorld.h"
#include "ui/inspector/TokenEdit.h"
#include "ui/pages/InspectorPage.h"

#include <QClipboard>
#include <QTest>

#include <sys/socket.h>

using namespace gatehouse;
using namespace Qt::StringLiterals;
using tests::TokenWorld;

class tst_ui_InspectorNoSockets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!tests::watchSockets())
            QSKIP("this machine's kernel does not let a process watch its own calls");
    }

    /// The watch itself works: what must not happen is seen when it does.
    void aSocketIsSeen()
    {
        tests::takeSocketsAsked();
        QCOMPARE(::socket(AF_INET, SOCK_STREAM, 0), -1);
        QCOMPARE(tests::takeSocketsAsked(), 1);
    }

    void pasteOpensNone_data();
    void pasteOpensNone()
    {
        QFETCH(QByteArray, header);
        QFETCH(QByteArray, claims);
        TokenWorld world;
        ui::pages::InspectorPage page(world.access(), world.control, world.inspector, world.crypto.keys());
        page.resize(1100, 860);
        page.show();
        QVERIFY(QTest::qWaitForWindowExposed(&page));
        auto *edit = page.findChild<ui::inspection::TokenEdit *>();
        QVERIFY(edit);
        const QByteArray token = world.signedByTenant(header, claims.isEmpty() ? world.claims() : claims);
        tests::takeSocketsAsked();
        QGuiApplication::clipboard()->setText(QString::fromLatin1(token));
        edit->setFocus();
        edit->paste();
        QCoreApplication::processEvents();
        page.grab();
        QCoreApplication::processEvents();
        QVERIFY(edit->toPlainText().contains(QString::fromLatin1(token.last(20))));
        QCOMPARE(tests::takeSocketsAsked(), 0);
    }
};

void tst_ui_InspectorNoSockets::pasteOpensNone_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("claims");
    const auto row = [](const char *name, const QByteArray &header, const QByteArray &claims = {}) {
        QTest::newRow(name) << header << claims;
    };
    row("plain", R"({"alg":"RS256","typ":"JWT"})");
    row("jku", R"({"alg":"RS256","jku":"https://attacker.example/jwks.json"})");
    row("jku of the link-local address", R"({"alg":"RS256","jku":"http://169.254.169.254/latest/meta-data"})");
    row("jku of a file", R"({"alg":"RS256","jku":"file:///etc/hostname"})");
    row("x5u", R"({"alg":"RS256","x5u":"https://attacker.example/chain.pem"})");
    row("x5c", R"({"alg":"RS256","x5c":["MIIB"]})");
    row("jwk", R"({"alg":"RS256","jwk":{"kty":"RSA","n":"AQAB","e":"AQAB"}})");
    row("kid that is an address", R"({"alg":"RS256","kid":"https://attacker.example/key"})");
    row("issuer on the net", R"({"alg":"RS256"})",
        R"({"iss":"https://tenant.eu.example/","aud":"https://elsewhere.example/"})");
    row("picture and markup", R"({"alg":"RS256"})",
        R"({"picture":"https://attacker.example/p.png","<img src=https://attacker.example/p.png>":1})");
}

QTEST_MAIN(tst_ui_InspectorNoSockets)
#include "tst_ui_InspectorNoSockets.moc"
