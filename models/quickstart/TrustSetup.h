#pragma once

#include <QList>
#include <QString>

namespace gatehouse::quickstart {

/// How one client is made to accept the certificates of an authority.
struct TrustSetup
{
    QString client; ///< "Node.js", "Chromium and Chrome"
    QString line;   ///< for a POSIX shell
};

/// For each client people use, the line that lets it reach `url` over https: `authorityPath` is the authority's
/// certificate in PEM, `leafPin` SHA-256 of the key the server shows now, in base64.
QList<TrustSetup> trustSetups(const QString &authorityPath, const QString &url, const QString &leafPin);

} // namespace gatehouse::quickstart
