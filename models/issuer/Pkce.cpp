#include "models/issuer/Pkce.h"

#include "models/base/Secret.h"
#include "models/jose/Base64Url.h"

#include <QCryptographicHash>

#include <algorithm>

namespace gatehouse::issuer {

using namespace Qt::StringLiterals;

bool isPkceText(const QString &text)
{
    constexpr qsizetype least = 43;
    constexpr qsizetype most = 128;
    return text.size() >= least && text.size() <= most && std::ranges::all_of(text, [](QChar c) {
               return (c >= u'A' && c <= u'Z') || (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') ||
                      u"-._~"_s.contains(c);
           });
}

QString s256Challenge(const QString &verifier)
{
    return QString::fromLatin1(
        jose::encodeBase64Url(QCryptographicHash::hash(verifier.toLatin1(), QCryptographicHash::Sha256)));
}

bool isRightVerifier(const QString &verifier, const QString &challenge, bool isPlain)
{
    if (!isPkceText(verifier))
        return false;
    const QString made = isPlain ? verifier : s256Challenge(verifier);
    return base::Secret(made.toLatin1()).equals(base::Secret(challenge.toLatin1()));
}

} // namespace gatehouse::issuer
