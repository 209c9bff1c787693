#pragma once

#include "models/base/Secret.h"

#include <QByteArray>
#include <QFile>

namespace gatehouse::tests {

using namespace Qt::StringLiterals;

/// The text of a key file beside this header. The keys are public knowledge: they protect nothing and never may.
inline QByteArray testKeyFile(const QString &name)
{
    QFile file(qEnvironmentVariable("GATEHOUSE_SOURCE_DIR") + u"/tests/support/TestKeys/"_s + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The bytes inside the armour of a PEM file that holds one block.
inline QByteArray derOfPem(const QByteArray &pem)
{
    QByteArray base64;
    const QList<QByteArray> lines = pem.split('\n');
    for (const QByteArray &line : lines) {
        if (!line.startsWith("-----"))
            base64 += line.trimmed();
    }
    return QByteArray::fromBase64(base64);
}

/// The private test key in DER PKCS#8, as a SignerFactory takes it.
inline base::Secret testPrivateKey()
{
    return base::Secret(QByteArrayView(derOfPem(testKeyFile(u"private-pkcs8.pem"_s))));
}

} // namespace gatehouse::tests
