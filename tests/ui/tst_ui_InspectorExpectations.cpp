#include "models/inspector/WeakSecrets.h"
#include "tests/inspector/TokenSmith.h"
#include "tests/support/GuiHarness.h"
#include "tests/ui/TokenWorld.h"
#include "tests/ui/WidgetWalk.h"
#include "ui/inspector/FileChoice.h"
#include "ui/inspector/KeyChoice.h"
#include "ui/inspector/TokenEdit.h"
#include "ui/pages/InspectorPage.h"
#include "ui/widgets/FieldMessage.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCryptographicHash>
#include <QFile>
#include <QLineEdit>
#include <QScrollArea>
#include <QTableView>

using namespace gatehouse;
using namespace gatehouse::ui;
using namespace Qt::StringLiterals;
using inspector::Form;
using inspector::Policy;
using inspector::Reason;
using inspector::Signature;
using tests::hasFinding;
using tests::TokenSmith;

/// What a person knows of a token and the token does not say: each is asked for where it bears on the token, and bears
/// on no other.
class tst_ui_InspectorExpectations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void ordinaryTokenAsksNothing();
    void scopesStandSideBySide();
    void scopesNobodyKnows();
    void profileIsHeldAgainstAnyToken();
    void signaturesOfTheWhole();
    void contentThatIsElsewhere();
    void contentOfAFileKeepsItsLineEnds();
    void anyContentIsSaidForEachToken();
    void proofAgainstItsRequest();
    void rootsATokenMayLeadTo();
    void weakSecretsAreTried();
    void filesOfNoUse_data();
    void filesOfNoUse();
    void tokenInAClaimIsOneClickAway();
    void pastesThatAreTooLargeAreSaid();
    void walkable();

private:
    template <typename T> T *find(const QString &name) const { return m_page->findChild<T *>(name); }
    const inspector::TokenInspection &show(const QByteArray &token)
    {
        m_page->setToken(token);
        return m_page->inspection();
    }
    const inspector::TokenInspection &shown() const { return m_page->inspection(); }
    bool asks(const QString &name) const { return find<QWidget>(name)->isVisibleTo(m_page.get()); }
    void checkWithSecret(const QByteArray &secret)
    {
        find<inspection::KeyChoice>(u"keyChoice"_s)->setKind(inspection::KeyChoice::Kind::Secret);
        find<QComboBox>(u"keySecretEncoding"_s)->setCurrentIndex(3);
        find<QLineEdit>(u"keySecret"_s)->setText(QString::fromLatin1(secret.toHex()));
    }
    QString file(const QString &name, const QByteArray &content) const
    {
        QFile file(m_world->folder.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? file.fileName() : QString();
    }
    QStringList cells(int row) const
    {
        const QAbstractItemModel &model = *find<QTableView>(u"scopesTable"_s)->model();
        QStringList texts;
        for (int column = 0; column < model.columnCount(); ++column)
            texts.append(model.index(row, column).data().toString());
        return texts;
    }

    /// The whole page, as far as it scrolls.
    void picture(const QString &name) const
    {
        tests::GuiHarness::settle();
        tests::picture(*find<QScrollArea>(u"inspectorScroll"_s)->widget(), name);
    }

    std::unique_ptr<tests::GuiHarness> m_look;
    std::unique_ptr<tests::TokenWorld> m_world;
    std::unique_ptr<TokenSmith> m_smith;
    std::unique_ptr<pages::InspectorPage> m_page;
};

void tst_ui_InspectorExpectations::init()
{
    m_look = std::make_unique<tests::GuiHarness>();
    m_world = std::make_unique<tests::TokenWorld>();
    m_smith = std::make_unique<TokenSmith>();
    const app::Crypto &crypto = m_smith->crypto;
    m_page = std::make_unique<pages::InspectorPage>(
        m_world->access(), m_world->control, m_smith->inspector, crypto.keys(),
        pages::InspectorPageExtras{.privateKeys = &crypto.privateKeys(), .certificates = &crypto.certificates()});
    m_page->resize(1100, 1100);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
}

void tst_ui_InspectorExpectations::cleanup()
{
    m_page.reset();
    m_smith.reset();
    m_world.reset();
    m_look.reset();
}

void tst_ui_InspectorExpectations::ordinaryTokenAsksNothing()
{
    QVERIFY(!asks(u"expectationsPane"_s));
    QVERIFY(show(m_world->goodToken()).isVerified());
    QVERIFY(!asks(u"expectationsPane"_s));
    show("not a token");
    QVERIFY(!asks(u"expectationsPane"_s));
}

void tst_ui_InspectorExpectations::scopesStandSideBySide()
{
    show(m_world->goodToken());
    QCOMPARE(shown().policyVerdict, Policy::Ok);
    auto *needed = find<QLineEdit>(u"scopesNeeded"_s);
    QTest::keyClicks(needed, u"read:orders  admin:orders"_s);
    QVERIFY(hasFinding(shown(), "scope-missing-for-call"));
    QCOMPARE(shown().policyVerdict, Policy::Violated);
    const QAbstractItemModel &model = *find<QTableView>(u"scopesTable"_s)->model();
    QStringList columns;
    for (int column = 0; column < model.columnCount(); ++column)
        columns.append(model.headerData(column, Qt::Horizontal).toString());
    QCOMPARE(columns, (QStringList{u"Scope"_s, u"Token"_s, u"API"_s, u"Grant"_s, u"Call"_s}));
    QCOMPARE(cells(0), (QStringList{u"read:orders"_s, u"Yes"_s, u"Yes"_s, u"Yes"_s, u"Yes"_s}));
    QCOMPARE(cells(2), (QStringList{u"admin:orders"_s, u"No"_s, u"No"_s, u"No"_s, u"Yes"_s}));
    QVERIFY(!model.index(2, 0).data(Qt::DecorationRole).value<QIcon>().isNull());
    QVERIFY(model.index(0, 0).data(Qt::DecorationRole).value<QIcon>().isNull());
    picture(u"scopes-side-by-side"_s);
    // Typed for one call, and good for the next token of it as well; emptied, no call is known.
    show(m_world->signedByTenant(m_world->header(), m_world->claims(-100, 100)));
    QVERIFY(hasFinding(shown(), "scope-missing-for-call"));
    needed->clear();
    QVERIFY(!shown().scopeSets.call);
    QCOMPARE(shown().policyVerdict, Policy::Ok);
    QCOMPARE(model.columnCount(), 4);
}

void tst_ui_InspectorExpectations::scopesNobodyKnows()
{
    show(m_smith->good());
    QVERIFY(asks(u"scopesNone"_s));
    QVERIFY(!asks(u"scopesTable"_s));
    QByteArray many("s0");
    for (int i = 1; i < 500; ++i)
        many += " s" + QByteArray::number(i);
    show(m_smith->hs256(R"({"alg":"HS256"})", R"({"scope":"<b>x</b> )" + many + "\"}"));
    QCOMPARE(find<QTableView>(u"scopesTable"_s)->model()->rowCount(), 200);
    QCOMPARE(cells(0), (QStringList{u"<b>x</b>"_s, u"Yes"_s}));
}

void tst_ui_InspectorExpectations::profileIsHeldAgainstAnyToken()
{
    show(m_world->goodToken());
    QVERIFY(!hasFinding(shown(), "profile-type"));
    auto *profile = find<QComboBox>(u"findingsProfile"_s);
    const auto before = shown().findings.size();
    profile->setCurrentIndex(1);
    QVERIFY(shown().findings.size() > before);
    QCOMPARE(shown().policyVerdict, Policy::Violated);
    QVERIFY(shown().isVerified()); // what a profile asks has no say in the signature
    profile->setCurrentIndex(0);
    QCOMPARE(shown().findings.size(), before);
}

void tst_ui_InspectorExpectations::signaturesOfTheWhole()
{
    checkWithSecret(TokenSmith::hmacSecret());
    const QByteArray head = TokenSmith::part(R"({"alg":"HS256"})");
    const QByteArray body = TokenSmith::part(R"({"sub":"joe"})");
    const auto one = [&](const QByteArray &secret) {
        const QByteArray token = m_smith->mac(head + '.' + body, secret);
        return R"({"protected":")" + head + R"(","signature":")" + token.sliced(token.lastIndexOf('.') + 1) + "\"}";
    };
    const QByteArray wrong(32, 'w');
    show(R"({"payload":")" + body + R"(","signatures":[)" + one(wrong) + ',' + one(TokenSmith::hmacSecret()) + "]}");
    QVERIFY(asks(u"signatureRule"_s));
    QCOMPARE(shown().reason, Reason::SignaturesApart);
    QVERIFY(!shown().isVerified());
    picture(u"several-signatures"_s);
    auto *rule = find<QComboBox>(u"signatureRule"_s);
    rule->setCurrentIndex(1);
    QVERIFY(shown().isVerified());
    QCOMPARE(shown().signatureRule, inspector::SignatureRule::Any);
    rule->setCurrentIndex(2);
    QCOMPARE(shown().reason, Reason::SignatureWrong);
    QVERIFY(!shown().isVerified());
    // A single token is none of the rule's business.
    QVERIFY(show(m_smith->good()).isVerified());
    QVERIFY(!asks(u"signatureRule"_s));
    QCOMPARE(shown().signatureRule, inspector::SignatureRule::None);
}

void tst_ui_InspectorExpectations::contentThatIsElsewhere()
{
    checkWithSecret(TokenSmith::hmacSecret());
    const QByteArray head = TokenSmith::part(R"({"alg":"HS256"})");
    const QByteArray whole = m_smith->mac(head + '.' + TokenSmith::part(R"({"sub":"joe"})"));
    const QByteArray detached = head + ".." + whole.sliced(whole.lastIndexOf('.') + 1);
    show(detached);
    QVERIFY(asks(u"contentText"_s) && asks(u"contentFile"_s));
    QVERIFY(hasFinding(shown(), "payload-detached"));
    QVERIFY(!shown().isVerified());
    auto *content = find<QPlainTextEdit>(u"contentText"_s);
    content->setPlainText(uR"({"sub":"jim"})"_s);
    QCOMPARE(shown().signature, Signature::Failed);
    content->setPlainText(uR"({"sub":"joe"})"_s);
    QVERIFY(shown().isVerified());
    QCOMPARE(shown().claims->member(u"sub")->string, u"joe"_s);
    QVERIFY(find<QWidget>(u"claimsTable"_s)->isVisibleTo(m_page.get()));
    picture(u"detached-content"_s);
    // A token that has its own content is judged by that.
    QVERIFY(show(whole).isVerified());
    QVERIFY(!asks(u"contentText"_s));
    // The same in JSON serialization.
    show(R"({"signatures":[{"protected":")" + head + R"(","signature":")" + whole.sliced(whole.lastIndexOf('.') + 1) +
         "\"}]}");
    QVERIFY(asks(u"contentText"_s));
    QCOMPARE(shown().reason, Reason::SignaturesApart);
    find<QComboBox>(u"signatureRule"_s)->setCurrentIndex(2);
    QVERIFY(shown().isVerified());
}

void tst_ui_InspectorExpectations::contentOfAFileKeepsItsLineEnds()
{
    checkWithSecret(TokenSmith::hmacSecret());
    const QByteArray message("first\r\nsecond\r\n\0third", 22);
    const QByteArray head = TokenSmith::part(R"({"alg":"HS256"})");
    const QByteArray whole = m_smith->mac(head + '.' + TokenSmith::part(message));
    show(head + ".." + whole.sliced(whole.lastIndexOf('.') + 1));
    auto *choice = find<inspection::FileChoice>(u"contentFile"_s);
    choice->take(file(u"message"_s, message));
    find<QCheckBox>(u"anyContent"_s)->setChecked(true);
    QVERIFY(shown().isVerified());
    QCOMPARE(shown().form, Form::NotAJwt);
    QVERIFY(!find<QPlainTextEdit>(u"contentText"_s)->isEnabled());
    choice->take(file(u"message"_s, QByteArray(message).replace("\r\n", "\n")));
    QCOMPARE(shown().signature, Signature::Failed);
    choice->forget();
    QVERIFY(find<QPlainTextEdit>(u"contentText"_s)->isEnabled());
    QVERIFY(!shown().isVerified());
}

void tst_ui_InspectorExpectations::anyContentIsSaidForEachToken()
{
    checkWithSecret(TokenSmith::hmacSecret());
    const QByteArray head = TokenSmith::part(R"({"alg":"HS256","b64":false,"crit":["b64"]})");
    const QByteArray raw = m_smith->mac(head + ".$02");
    show(raw);
    QCOMPARE(shown().reason, Reason::B64Unsupported);
    auto *any = find<QCheckBox>(u"anyContent"_s);
    QVERIFY(any->isVisibleTo(m_page.get()));
    any->click();
    QVERIFY(shown().isVerified());
    QCOMPARE(shown().form, Form::NotAJwt);
    picture(u"any-content"_s);
    // The next one may be an access token again.
    show(m_smith->mac(head + ".$03"));
    QVERIFY(!any->isChecked());
    QCOMPARE(shown().reason, Reason::B64Unsupported);
}

void tst_ui_InspectorExpectations::proofAgainstItsRequest()
{
    const qint64 now = base::unixSeconds(m_world->clock.now());
    const jose::PrivateKey key = m_smith->generate(jose::Algorithm::ES256);
    const QByteArray jwk = key.publicPart->toPublicJson();
    const QByteArray accessToken = m_world->signedByTenant(
        m_world->header(),
        m_world->claims(-600, 3000, R"(,"cnf":{"jkt":")" + key.publicPart->thumbprint().toLatin1() + "\"}"));
    const QByteArray hash = TokenSmith::part(QCryptographicHash::hash(accessToken, QCryptographicHash::Sha256));
    const QByteArray proof =
        m_smith->sign(TokenSmith::part(R"({"typ":"dpop+jwt","alg":"ES256","jwk":)" + jwk + '}') + '.' +
                          TokenSmith::part(R"({"jti":"p","htm":"GET","htu":"https://api.example.com/x","iat":)" +
                                           QByteArray::number(now) + R"(,"ath":")" + hash + "\"}"),
                      jose::Algorithm::ES256, key);
    show(proof);
    QVERIFY(asks(u"proofMethod"_s) && asks(u"proofAddress"_s) && asks(u"proofAccessToken"_s));
    find<QLineEdit>(u"proofMethod"_s)->setText(u"GET"_s);
    find<QLineEdit>(u"proofAddress"_s)->setText(u"https://api.example.com/x?page=2"_s);
    find<QPlainTextEdit>(u"proofAccessToken"_s)->setPlainText(u"DPoP "_s + QString::fromLatin1(accessToken));
    QVERIFY(hasFinding(shown(), "dpop-fits"));
    QVERIFY(!shown().isVerified()); // its own key proves no issuer
    picture(u"dpop-proof"_s);
    find<QLineEdit>(u"proofMethod"_s)->setText(u"POST"_s);
    QVERIFY(hasFinding(shown(), "dpop-request-differs"));
    QCOMPARE(shown().policyVerdict, Policy::Violated);
    // The access token itself is not held to be a proof.
    QVERIFY(show(accessToken).isVerified());
    QVERIFY(!hasFinding(shown(), "dpop-not-a-proof"));
    QVERIFY(!asks(u"expectationsPane"_s));
    // And what was said of the request is still there for the next proof.
    show(proof);
    QVERIFY(hasFinding(shown(), "dpop-request-differs"));
}

void tst_ui_InspectorExpectations::rootsATokenMayLeadTo()
{
    QByteArrayList entries;
    for (const QString &name : {u"chain-leaf.pem"_s, u"chain-inter.pem"_s})
        entries.append('"' + tests::derOfPem(tests::testKeyFile(name)).toBase64() + '"');
    show(m_smith->rs256(R"({"alg":"RS256","x5c":[)" + entries.join(',') + "]}", "{}"));
    QVERIFY(asks(u"trustedRoots"_s));
    QVERIFY(!hasFinding(shown(), "certificate-root") && !hasFinding(shown(), "certificate-no-root"));
    auto *roots = find<inspection::FileChoice>(u"trustedRoots"_s);
    roots->take(file(u"other.pem"_s, tests::testKeyFile(u"chain-other-root.pem"_s)));
    QVERIFY(hasFinding(shown(), "certificate-no-root"));
    roots->take(file(u"root.pem"_s, tests::testKeyFile(u"chain-root.pem"_s)));
    QVERIFY(!hasFinding(shown(), "certificate-no-root"));
    QVERIFY(!shown().isVerified()); // a root makes no key
    picture(u"certificates"_s);
    roots->forget();
    QVERIFY(!hasFinding(shown(), "certificate-root"));
    // Certificates that were pasted as the key have a way to a root as well.
    show(m_smith->rs256(R"({"alg":"RS256"})", "{}"));
    QVERIFY(!asks(u"trustedRoots"_s));
    find<inspection::KeyChoice>(u"keyChoice"_s)->setKind(inspection::KeyChoice::Kind::PublicKey);
    find<QPlainTextEdit>(u"keyText"_s)
        ->setPlainText(
            QString::fromLatin1(tests::testKeyFile(u"chain-leaf.pem"_s) + tests::testKeyFile(u"chain-inter.pem"_s)));
    QVERIFY(asks(u"trustedRoots"_s));
}

void tst_ui_InspectorExpectations::weakSecretsAreTried()
{
    show(m_smith->hs256(R"({"alg":"HS256"})", R"({"sub":"joe"})", "tr0ub4dor"));
    QVERIFY(asks(u"weakSecrets"_s));
    QVERIFY(!hasFinding(shown(), "weak-secret"));
    auto *secrets = find<inspection::FileChoice>(u"weakSecrets"_s);
    secrets->take(file(u"words"_s, "letmein\r\n\ntr0ub4dor\r\n"));
    QVERIFY(hasFinding(shown(), "weak-secret"));
    QVERIFY(!shown().isVerified()); // found, and no key for that
    QVERIFY(secrets->findChild<ui::widgets::FieldMessage *>()->text().contains(u'2'));
    picture(u"weak-secrets"_s);
    show(m_smith->hs256(R"({"alg":"HS256"})", R"({"sub":"joe"})", "another one"));
    QVERIFY(!hasFinding(shown(), "weak-secret"));
    QByteArray many;
    for (int i = 0; i < 10001; ++i)
        many += "secret" + QByteArray::number(i) + '\n';
    secrets->take(file(u"many"_s, many));
    QVERIFY(secrets->findChild<ui::widgets::FieldMessage *>()->text().contains(u"skipped"_s));
}

void tst_ui_InspectorExpectations::filesOfNoUse_data()
{
    QTest::addColumn<QString>("choice");
    QTest::addColumn<QByteArray>("content");
    QTest::addRow("empty list") << u"weakSecrets"_s << QByteArray();
    QTest::addRow("list that is too large") << u"weakSecrets"_s << QByteArray(inspector::mostWeakSecretsBytes + 1, 'x');
    QTest::addRow("roots that are none") << u"trustedRoots"_s << "hello"_ba;
    QTest::addRow("a key instead of roots") << u"trustedRoots"_s << tests::testKeyFile(u"public-spki.pem"_s);
}

void tst_ui_InspectorExpectations::filesOfNoUse()
{
    QFETCH(const QString, choice);
    QFETCH(const QByteArray, content);
    show(m_smith->hs256(R"({"alg":"HS256","x5c":["AAAA"]})", "{}"));
    auto *files = find<inspection::FileChoice>(choice);
    const qsizetype before = shown().findings.size();
    files->take(file(u"file"_s, content));
    QVERIFY(!files->isTaken());
    QVERIFY(!files->findChild<widgets::FieldMessage *>()->text().isEmpty());
    QCOMPARE(shown().findings.size(), before);
    files->take(m_world->folder.path()); // a folder
    QVERIFY(!files->isTaken());
    files->take(m_world->folder.filePath(u"missing"_s));
    QVERIFY(!files->isTaken());
    QVERIFY(!files->findChild<widgets::FieldMessage *>()->text().isEmpty());
}

void tst_ui_InspectorExpectations::tokenInAClaimIsOneClickAway()
{
    checkWithSecret(TokenSmith::hmacSecret());
    const QByteArray inner = m_smith->hs256(R"({"alg":"HS256"})", R"({"sub":"inner"})");
    show(m_smith->hs256(R"({"alg":"HS256"})", R"({"sub":"outer","subject_token":")" + inner + "\"}"));
    auto *nested = find<QAbstractButton>(u"inspectNested"_s);
    QVERIFY(nested->isVisibleTo(m_page.get()));
    nested->click();
    QCOMPARE(shown().claims->member(u"sub")->string, u"inner"_s);
    QVERIFY(!nested->isVisibleTo(m_page.get()));
}

void tst_ui_InspectorExpectations::pastesThatAreTooLargeAreSaid()
{
    const QByteArray head = TokenSmith::part(R"({"alg":"HS256"})");
    show(head + "..c2ln");
    auto *content = find<inspection::PasteEdit>(u"contentText"_s);
    const QString large(300 * 1024, u'x');
    content->replaceAll(large);
    QVERIFY(content->toPlainText().isEmpty());
    const auto messages = find<QWidget>(u"expectationsPane"_s)->findChildren<widgets::FieldMessage *>();
    QVERIFY(std::ranges::any_of(messages, [](const widgets::FieldMessage *message) {
        return message->isVisible() && message->text().contains(u"at most"_s);
    }));
}

void tst_ui_InspectorExpectations::walkable()
{
    const QByteArray head =
        TokenSmith::part(R"({"typ":"dpop+jwt","alg":"HS256","x5c":["AAAA"],"b64":false,"crit":["b64"]})");
    const QByteArray token = m_smith->mac(head + '.');
    show(R"({"signatures":[{"protected":")" + head + R"(","signature":")" + token.sliced(token.lastIndexOf('.') + 1) +
         "\"}]}");
    // Everything that may be asked at once, which no honest token brings about.
    for (const QString &name :
         {u"signatureRule"_s, u"contentText"_s, u"anyContent"_s, u"proofMethod"_s, u"trustedRoots"_s, u"weakSecrets"_s})
        QVERIFY2(asks(name), qPrintable(name));
    picture(u"everything-asked"_s);
    tests::GuiHarness::settle();
    const QStringList problems = tests::walk(*m_page);
    QVERIFY2(problems.isEmpty(), qPrintable(problems.join(u'\n')));
    QFont large = QApplication::font();
    large.setPointSizeF(large.pointSizeF() * 1.5);
    m_page->setFont(large);
    m_page->resize(1400, 1000);
    tests::GuiHarness::settle();
    const QStringList clipped = tests::clippedTexts(*m_page);
    QVERIFY2(clipped.isEmpty(), qPrintable(clipped.join(u'\n')));
}

QTEST_MAIN(tst_ui_InspectorExpectations)
#include "tst_ui_InspectorExpectations.moc"
