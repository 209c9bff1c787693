#include "models/inspector/NearName.h"

#include <QUrl>

#include <array>
#include <utility>

namespace gatehouse::inspector {

namespace {

using namespace Qt::StringLiterals;

/// The same but for case, percent-encoding, a slash at the end, the scheme or a port that goes without saying.
QString folded(const QString &text)
{
    QString out = QUrl::fromPercentEncoding(text.trimmed().toUtf8()).toLower();
    if (out.startsWith("http://"_L1))
        out.replace(0, 7, "https://"_L1);
    out.replace(":443/"_L1, "/"_L1);
    while (out.endsWith(u'/'))
        out.chop(1);
    if (out.endsWith(":443"_L1))
        out.chop(4);
    return out;
}

QString hostOf(const QString &folded)
{
    const QUrl url(folded, QUrl::StrictMode);
    QString host = url.host();
    while (host.endsWith(u'.'))
        host.chop(1);
    return host;
}

/// A host with one letter for those that are read alike in many typefaces.
QString blurred(QString host)
{
    static constexpr std::array<std::pair<QLatin1StringView, QLatin1StringView>, 8> alike{{{"rn"_L1, "m"_L1},
                                                                                           {"vv"_L1, "w"_L1},
                                                                                           {"0"_L1, "o"_L1},
                                                                                           {"1"_L1, "l"_L1},
                                                                                           {"i"_L1, "l"_L1},
                                                                                           {"5"_L1, "s"_L1},
                                                                                           {"-"_L1, ""_L1},
                                                                                           {"_"_L1, ""_L1}}};
    for (const auto &[written, meant] : alike)
        host.replace(written, meant);
    return host;
}

} // namespace

NearName::NearName(const QString &name)
    : m_name(name)
    , m_folded(folded(name))
    , m_host(hostOf(m_folded))
    , m_look(m_folded)
{
}

bool NearName::isNear(const QString &other) const
{
    return other != m_name && m_look.isAlike(folded(other));
}

bool NearName::isTakenFor(const QString &other) const
{
    if (isNear(other))
        return true;
    if (other == m_name || m_host.isEmpty())
        return false;
    // One host may have several issuers, each in a path of its own. What goes on behind a whole one is none of them.
    const QString address = folded(other);
    const bool hasPath = m_folded.size() > QStringView(u"https://").size() + m_host.size();
    if (hasPath && address.startsWith(m_folded + u'/'))
        return true;
    const QString host = hostOf(address);
    if (host == m_host)
        return false;
    return host.startsWith(m_host + u'.') || QUrl(address).userInfo().contains(m_host) ||
           blurred(host) == blurred(m_host);
}

} // namespace gatehouse::inspector
