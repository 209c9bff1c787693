#include "models/inspector/rules/Rules.h"

#include <QUrl>

namespace gatehouse::inspector::rules {

namespace {

using namespace Qt::StringLiterals;

constexpr std::array keyAddressKinds{
    // address, host as a browser would read it
    FindingKind{"key-url"_L1, Severity::Warning, Finding::Subject::Header, "RFC 8725 section 3.10"_L1},
    FindingKind{"key-url-scheme"_L1, Severity::Error, Finding::Subject::Header, "RFC 7515 section 4.1.2"_L1,
                Bearing::Breaks}, // scheme
    FindingKind{"key-url-internal"_L1, Severity::Error, Finding::Subject::Header, "RFC 8725 section 3.10"_L1,
                Bearing::Breaks}, // host
    FindingKind{"key-url-deceptive"_L1, Severity::Warning, Finding::Subject::Header, "RFC 8725 section 3.10"_L1,
                Bearing::Warns}, // user-info|unreadable|international, host
};

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

void judgeAddress(const QString &name, const QString &address, QList<Finding> &findings)
{
    const QUrl url(address.left(maxAddress), QUrl::StrictMode);
    const QString host = url.host(QUrl::FullyEncoded).toLower();
    findings.append(makeFinding("key-url"_L1, name, {address, host}));
    if (!url.isValid() || address.size() > maxAddress) {
        findings.append(makeFinding("key-url-deceptive"_L1, name, {u"unreadable"_s, host}));
        return;
    }
    if (url.scheme() != "https"_L1)
        findings.append(makeFinding("key-url-scheme"_L1, name, {url.scheme()}));
    if (!host.isEmpty() && isInternalHost(host))
        findings.append(makeFinding("key-url-internal"_L1, name, {host}));
    if (!url.userInfo().isEmpty())
        findings.append(makeFinding("key-url-deceptive"_L1, name, {u"user-info"_s, host}));
    if (host.startsWith("xn--"_L1) || host.contains(".xn--"_L1))
        findings.append(makeFinding("key-url-deceptive"_L1, name, {u"international"_s, host}));
}

/// `jku` and `x5u`: never fetched, because whoever wrote the token chose the address. Its parts are shown as a program
/// reads them.
void lookForKeyAddress(const RuleContext &context, QList<Finding> &findings)
{
    for (const QStringView name : {QStringView(u"jku"), QStringView(u"x5u")}) {
        if (const jose::JsonValue *address = context.parameter(name); address && address->isString())
            judgeAddress(name.toString(), address->string, findings);
    }
}

} // namespace

constinit const Rule keyAddress{keyAddressKinds, lookForKeyAddress};

} // namespace gatehouse::inspector::rules
