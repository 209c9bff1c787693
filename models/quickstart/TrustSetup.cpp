#include "models/quickstart/TrustSetup.h"

#include "models/quickstart/SnippetEscaping.h"

namespace gatehouse::quickstart {

using namespace Qt::StringLiterals;

QList<TrustSetup> trustSetups(const QString &authorityPath, const QString &url, const QString &leafPin)
{
    const QString file = literal(Syntax::Shell, authorityPath);
    return {
        {u"Node.js"_s, u"NODE_EXTRA_CA_CERTS=%1 node app.js"_s.arg(file)},
        {u"Python"_s, u"SSL_CERT_FILE=%1 REQUESTS_CA_BUNDLE=%1 python3 app.py"_s.arg(file)},
        {u"Go"_s, u"SSL_CERT_FILE=%1 go run ."_s.arg(file)},
        {u"Java"_s,
         u"keytool -importcert -noprompt -alias gatehouse -file %1 -keystore gatehouse.p12 -storetype PKCS12 "
         "-storepass changeit && java -Djavax.net.ssl.trustStore=gatehouse.p12 "
         "-Djavax.net.ssl.trustStorePassword=changeit -jar app.jar"_s.arg(file)},
        {u"curl"_s,
         u"curl --cacert %1 %2"_s.arg(file, literal(Syntax::Shell, url + u".well-known/openid-configuration"_s))},
        {u"Chromium, kept"_s,
         u"mkdir -p $HOME/.pki/nssdb && certutil -d sql:$HOME/.pki/nssdb -A -t C,, -n Gatehouse -i %1"_s.arg(file)},
        {u"Chromium, this start"_s,
         u"chromium --ignore-certificate-errors-spki-list=%1 %2"_s.arg(leafPin, literal(Syntax::Shell, url))},
    };
}

} // namespace gatehouse::quickstart
