#include "models/jose/CertificateChain.h"
#include "models/jose/openssl/OpensslCrypto.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::jose;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

using std::chrono::days;

/// 2026-11-30T12:00:00Z.
constexpr base::Instant noon{1796040000s};

struct Said
{
    int exitCode = -1;
    QString text;
};

} // namespace

/// The certificates of the loopback, as OpenSSL's own tool sees them under its strictest rules.
class tst_jose_CertificateMint : public QObject
{
    Q_OBJECT

private:
    const openssl::OpensslCrypto m_crypto;
    const CertificateMint &m_mint = m_crypto.certificateMint();
    QTemporaryDir m_folder;

    QString write(const QString &name, const QByteArray &der) const
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(certificatePem(der)) < 0)
            qFatal("cannot write %s", qPrintable(name));
        return file.fileName();
    }
    static Said openssl(const QStringList &arguments)
    {
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(u"openssl"_s, arguments);
        if (!process.waitForFinished(20000))
            return {};
        return {.exitCode = process.exitCode(), .text = QString::fromUtf8(process.readAll())};
    }
    QString textOf(const QByteArray &der) const
    {
        return openssl({u"x509"_s, u"-in"_s, write(u"shown.pem"_s, der), u"-noout"_s, u"-text"_s}).text;
    }
    /// Of `openssl verify -x509_strict` at `when`, for a server of that name.
    Said verify(const QByteArray &authority, const QByteArray &leaf, base::Instant when,
                const QStringList &more = {}) const
    {
        QStringList arguments{u"verify"_s,   u"-x509_strict"_s,
                              u"-purpose"_s, u"sslserver"_s,
                              u"-attime"_s,  QString::number(base::unixSeconds(when)),
                              u"-CAfile"_s,  write(u"ca.pem"_s, authority)};
        return openssl(arguments + more + QStringList{write(u"leaf.pem"_s, leaf)});
    }

private Q_SLOTS:
    void authority()
    {
        const auto made = m_mint.makeAuthority(noon);
        QVERIFY(made);
        const QString text = textOf(made->certificate);
        for (const auto line :
             {"X509v3 Basic Constraints: critical\n                CA:TRUE, pathlen:0\n"_L1,
              "X509v3 Key Usage: critical\n                Certificate Sign, CRL Sign\n"_L1,
              "X509v3 Name Constraints: critical\n                Permitted:\n                  DNS:localhost\n"
              "                  IP:127.0.0.1/255.255.255.255\n                  IP:0:0:0:0:0:0:0:1/"
              "FFFF:FFFF:FFFF:FFFF:FFFF:FFFF:FFFF:FFFF\n"_L1,
              "X509v3 Subject Key Identifier:"_L1, "X509v3 Authority Key Identifier:"_L1, "NIST CURVE: P-256"_L1,
              "Not After : Nov 29 12:00:00 2036 GMT"_L1, "Issuer: O=Gatehouse, CN=Gatehouse loopback CA "_L1})
            QVERIFY2(text.contains(line), qPrintable(line + text));
        QVERIFY(!text.contains("Excluded"_L1));
    }

    void leaf()
    {
        const auto authority = m_mint.makeAuthority(noon);
        QVERIFY(authority);
        const auto made = m_mint.makeIdentity(*authority, noon);
        QVERIFY(made);
        QCOMPARE(made->authority, authority->certificate);
        QCOMPARE(made->renewal, noon - 1h + days(367) - 1s);
        const QString text = textOf(made->leaf.certificate);
        for (const auto line :
             {"X509v3 Basic Constraints: critical\n                CA:FALSE\n"_L1,
              "X509v3 Key Usage: critical\n                Digital Signature\n"_L1,
              "X509v3 Extended Key Usage: \n                TLS Web Server Authentication\n"_L1,
              "DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1\n"_L1,
              "X509v3 Subject Key Identifier:"_L1, "X509v3 Authority Key Identifier:"_L1, "NIST CURVE: P-256"_L1,
              "Not Before: Nov 30 11:00:00 2026 GMT"_L1, "Not After : Jan  1 10:59:59 2028 GMT"_L1})
            QVERIFY2(text.contains(line), qPrintable(line + text));
    }

    void verifiesForTheThreeHostsAlone_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<bool>("isAccepted");
        QTest::newRow("localhost") << QStringList{u"-verify_hostname"_s, u"localhost"_s} << true;
        QTest::newRow("127.0.0.1") << QStringList{u"-verify_ip"_s, u"127.0.0.1"_s} << true;
        QTest::newRow("::1") << QStringList{u"-verify_ip"_s, u"::1"_s} << true;
        QTest::newRow("another name") << QStringList{u"-verify_hostname"_s, u"example.com"_s} << false;
        QTest::newRow("a name below") << QStringList{u"-verify_hostname"_s, u"a.localhost"_s} << false;
        QTest::newRow("another address") << QStringList{u"-verify_ip"_s, u"127.0.0.2"_s} << false;
        QTest::newRow("as a client") << QStringList{u"-purpose"_s, u"sslclient"_s} << false;
    }
    void verifiesForTheThreeHostsAlone()
    {
        QFETCH(const QStringList, options);
        QFETCH(const bool, isAccepted);
        const auto authority = m_mint.makeAuthority(noon);
        const auto made = m_mint.makeIdentity(*authority, noon);
        const Said said = verify(authority->certificate, made->leaf.certificate, noon, options);
        QVERIFY2((said.exitCode == 0) == isAccepted, qPrintable(said.text));
    }

    void lifetimes()
    {
        const auto authority = m_mint.makeAuthority(noon);
        const auto made = m_mint.makeIdentity(*authority, noon);
        QCOMPARE(verify(authority->certificate, made->leaf.certificate, noon + days(395)).exitCode, 0);
        QVERIFY(verify(authority->certificate, made->leaf.certificate, noon + days(397)).exitCode != 0);
        QVERIFY(verify(authority->certificate, made->leaf.certificate, noon - 2h).exitCode != 0);
        // Near its end an authority vouches no longer than it lasts.
        const base::Instant late = noon + days(3600);
        const auto last = m_mint.makeIdentity(*authority, late);
        QCOMPARE(verify(authority->certificate, last->leaf.certificate, noon + days(3651)).exitCode, 0);
        QVERIFY(verify(authority->certificate, last->leaf.certificate, noon + days(3653)).exitCode != 0);
        QVERIFY(last->renewal > late);
    }

    void authoritiesAreRenewedInTime()
    {
        const auto authority = m_mint.makeAuthority(noon);
        QVERIFY(!m_mint.isAuthorityDue(authority->certificate, noon));
        QVERIFY(!m_mint.isAuthorityDue(authority->certificate, noon + days(3590)));
        QVERIFY(m_mint.isAuthorityDue(authority->certificate, noon + days(3593)));
        QVERIFY(m_mint.isAuthorityDue(authority->certificate, noon + days(4000)));
        QVERIFY(m_mint.isAuthorityDue(authority->certificate, noon - days(1)));
        QVERIFY(m_mint.isAuthorityDue({}, noon));
        QVERIFY(m_mint.isAuthorityDue("not a certificate", noon));
        QVERIFY(m_mint.isAuthorityDue(m_mint.makeIdentity(*authority, noon)->leaf.certificate, noon));
    }

    /// What another authority, or another authority's key, issued verifies nothing.
    void strangers()
    {
        const auto authority = m_mint.makeAuthority(noon);
        const auto other = m_mint.makeAuthority(noon);
        QVERIFY(authority->certificate != other->certificate);
        const auto made = m_mint.makeIdentity(*other, noon);
        QVERIFY(verify(authority->certificate, made->leaf.certificate, noon).exitCode != 0);
        QVERIFY(!m_mint.makeIdentity({.certificate = authority->certificate, .key = other->key}, noon));
        QVERIFY(!m_mint.makeIdentity({.certificate = {}, .key = other->key}, noon));
        QVERIFY(!m_mint.makeIdentity({.certificate = authority->certificate, .key = {}}, noon));
    }

    /// Whoever steals the authority's key can vouch for the loopback and for nothing else.
    void aStolenKeyVouchesForNothingElse_data()
    {
        QTest::addColumn<QByteArray>("names");
        QTest::addColumn<bool>("isAccepted");
        QTest::newRow("the three hosts") << "DNS:localhost,IP:127.0.0.1,IP:::1"_ba << true;
        QTest::newRow("a site") << "DNS:example.com"_ba << false;
        QTest::newRow("a site beside localhost") << "DNS:localhost,DNS:example.com"_ba << false;
        QTest::newRow("every site") << "DNS:*"_ba << false;
        QTest::newRow("a name that ends like ours") << "DNS:evillocalhost"_ba << false;
        QTest::newRow("another loopback address") << "IP:127.0.0.2"_ba << false;
        QTest::newRow("an address of the network") << "IP:192.168.0.1"_ba << false;
        QTest::newRow("another IPv6 address") << "IP:::2"_ba << false;
        QTest::newRow("an authority below") << "DNS:localhost"_ba << false;
    }
    void aStolenKeyVouchesForNothingElse()
    {
        QFETCH(const QByteArray, names);
        QFETCH(const bool, isAccepted);
        const bool below = qstrcmp(QTest::currentDataTag(), "an authority below") == 0;
        const base::Instant now = base::SystemClock().now();
        const auto authority = m_mint.makeAuthority(now);
        QFile key(m_folder.filePath(u"ca.key"_s));
        QVERIFY(key.open(QIODevice::WriteOnly));
        key.write(authority->key.bytes().toByteArray());
        key.close();
        const QString ca = write(u"ca.pem"_s, authority->certificate);
        const QString leaf = m_folder.filePath(u"forged.pem"_s);
        const QString leafKey = m_folder.filePath(u"forged.key"_s);
        const auto make = [&](const QString &out, const QString &outKey, const QByteArray &subject,
                              const QString &issuer, const QString &issuerKey, const QStringList &extensions) {
            QStringList arguments{u"req"_s,    u"-x509"_s,    u"-newkey"_s,
                                  u"ec"_s,     u"-pkeyopt"_s, u"ec_paramgen_curve:P-256"_s,
                                  u"-nodes"_s, u"-subj"_s,    QString::fromLatin1(subject),
                                  u"-CA"_s,    issuer,        u"-CAkey"_s,
                                  issuerKey,   u"-days"_s,    u"30"_s,
                                  u"-out"_s,   out,           u"-keyout"_s,
                                  outKey};
            for (const QString &extension : extensions)
                arguments << u"-addext"_s << extension;
            return openssl(arguments);
        };
        QStringList chain;
        QString issuer = ca;
        QString issuerKey = key.fileName();
        if (below) {
            const QString middle = m_folder.filePath(u"middle.pem"_s);
            const QString middleKey = m_folder.filePath(u"middle.key"_s);
            const Said made =
                make(middle, middleKey, "/CN=middle", ca, key.fileName(), {u"keyUsage=critical,keyCertSign"_s});
            QVERIFY2(made.exitCode == 0, qPrintable(made.text));
            chain = {u"-untrusted"_s, middle};
            issuer = middle;
            issuerKey = middleKey;
        }
        const Said made = make(leaf, leafKey, "/CN=x", issuer, issuerKey,
                               {u"basicConstraints=critical,CA:FALSE"_s, u"keyUsage=critical,digitalSignature"_s,
                                u"extendedKeyUsage=serverAuth"_s, u"subjectAltName="_s + QString::fromLatin1(names)});
        QVERIFY2(made.exitCode == 0, qPrintable(made.text));
        const Said said = openssl(QStringList{u"verify"_s, u"-purpose"_s, u"sslserver"_s, u"-CAfile"_s, ca} + chain +
                                  QStringList{leaf});
        QVERIFY2((said.exitCode == 0) == isAccepted, qPrintable(said.text));
        QVERIFY2(isAccepted || said.text.contains(below ? "path length constraint"_L1 : "permitted subtree"_L1),
                 qPrintable(said.text));
    }

    void namesOfKeys()
    {
        const auto authority = m_mint.makeAuthority(noon);
        const QString pem = write(u"pin.pem"_s, authority->certificate);
        QProcess shell;
        shell.start(u"sh"_s,
                    {u"-c"_s,
                     u"openssl x509 -in \"$0\" -pubkey -noout | openssl pkey -pubin -outform DER | openssl dgst "
                     "-sha256 -binary | base64"_s,
                     pem});
        QVERIFY(shell.waitForFinished());
        QCOMPARE(publicKeyPin(authority->certificate), shell.readAllStandardOutput().trimmed());
        QCOMPARE(publicKeyPin("x"), QByteArray());
        QCOMPARE(certificatesIn(certificatePem(authority->certificate)), QList{authority->certificate});
    }
};

QTEST_GUILESS_MAIN(tst_jose_CertificateMint)
#include "tst_jose_CertificateMint.moc"
