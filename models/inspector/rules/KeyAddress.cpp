#include "models/inspector/rules/Rules.h"

#include <QUrl>

namespace gatehouse::inspector::rules {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype maxAddress = 2048;

/// Hosts that are nobody's key server: this machine, its neighbours, and the addresses where clouds keep credentials.
/// Numbers in any base count as addresses, as resolvers read them.
bool isInternalHost(const QString &host)
{
    const QString name = host.endsWith(u'.') ? host.chopped(1) : host;
    if (name == "localhost"_L1 || name.endsWith(".localhost"_L1) || name.endsWith(".local"_L1) ||
        name.endsWith(".internal"_L1) || !name.contains(u'.'))
        return true;
    if (name.contains(u':')) // IPv6: loopback, unspecified, unique local, link-local, mapped IPv4
        return name.startsWith("::"_L1) || name.startsWith("fc"_L1) || name.startsWith("fd"_L1) ||
               name.startsWith("fe8"_L1) || name.startsWith("fe9"_L1) || name.startsWith("fea"_L1) ||
               name.startsWith("feb"_L1);
    const QStringList parts = name.split(u'.');
    if (parts.size() != 4)
        return false;
    std::array<int, 4> octets{};
    for (qsizetype i = 0; i < 4; ++i) {
        bool isNumber = false;
        octets[static_cast<std::size_t>(i)] = parts[i].toInt(&isNumber, 0);
        if (!isNumber)
            return false;
    }
    return octets[0] == 0 || octets[0] == 10 || octets[0] == 127 || (octets[0] == 169 && octets[1] == 254) ||
           (octets[0] == 172 && octets[1] >= 16 && octets[1] < 32) || (octets[0] == 192 && octets[1] == 168) ||
           (octets[0] == 100 && octets[1] >= 64 && octets[1] < 128);
}

void judgeAddress(const QString &name, const QString &address, FindingSink &findings)
{
    const QUrl url(address.left(maxAddress), QUrl::StrictMode);
    const QString host = url.host(QUrl::FullyEncoded).toLower();
    findings.report(kinds::keyUrl, "member"_p = name, "address"_p = address, "host"_p = host);
    if (!url.isValid() || address.size() > maxAddress) {
        findings.report(kinds::keyUrlDeceptive, "member"_p = name, "trick"_p = AddressTrick::Unreadable,
                        "host"_p = host);
        return;
    }
    if (url.scheme() != "https"_L1)
        findings.report(kinds::keyUrlScheme, "member"_p = name, "scheme"_p = url.scheme());
    if (!host.isEmpty() && isInternalHost(host))
        findings.report(kinds::keyUrlInternal, "member"_p = name, "host"_p = host);
    if (!url.userInfo().isEmpty())
        findings.report(kinds::keyUrlDeceptive, "member"_p = name, "trick"_p = AddressTrick::UserInfo, "host"_p = host);
    if (host.startsWith("xn--"_L1) || host.contains(".xn--"_L1))
        findings.report(kinds::keyUrlDeceptive, "member"_p = name, "trick"_p = AddressTrick::International,
                        "host"_p = host);
}

/// `jku` and `x5u`: never fetched, because whoever wrote the token chose the address. Its parts are shown as a program
/// reads them.
void lookForKeyAddress(const RuleContext &context, FindingSink &findings)
{
    for (const QStringView name : {QStringView(u"jku"), QStringView(u"x5u")}) {
        if (const jose::JsonValue *address = context.parameter(name); address && address->isString())
            judgeAddress(name.toString(), address->string, findings);
    }
}

} // namespace

constinit const Rule keyAddress{lookForKeyAddress, kinds::keyUrl, kinds::keyUrlDeceptive, kinds::keyUrlScheme,
                                kinds::keyUrlInternal};

} // namespace gatehouse::inspector::rules
