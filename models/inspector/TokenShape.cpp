#include "models/inspector/TokenShape.h"

#include <algorithm>
#include <array>

namespace gatehouse::inspector {

namespace {

constexpr std::array<bool, 256> makeTokenTable()
{
    std::array<bool, 256> table{};
    for (int c = 0; c < 256; ++c)
        table[static_cast<std::size_t>(c)] = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                                             (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
    return table;
}

/// Every byte of every token is asked for once and more.
constexpr std::array<bool, 256> tokenTable = makeTokenTable();

/// Whether one of the words of a text, as it stands between quotes and blanks, is counted as a token.
bool holdsToken(QByteArrayView text)
{
    qsizetype begin = 0;
    for (qsizetype i = 0; i <= text.size(); ++i) {
        if (i < text.size() && isTokenCharacter(text[i]))
            continue;
        if (looksLikeToken(text.sliced(begin, i - begin)))
            return true;
        begin = i + 1;
    }
    return false;
}

} // namespace

bool isTokenCharacter(char c)
{
    return tokenTable[static_cast<unsigned char>(c)];
}

bool isTokenText(QByteArrayView text)
{
    return std::ranges::all_of(text, [](char c) { return tokenTable[static_cast<unsigned char>(c)]; });
}

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

bool looksLikeToken(QByteArrayView text)
{
    if (!text.startsWith("ey") || text.size() < 16)
        return false;
    int dots = 0;
    for (const char c : text) {
        if (!isTokenCharacter(c))
            return false;
        dots += c == '.' ? 1 : 0;
    }
    return dots == 2 || dots == 4;
}

QByteArrayView withoutProof(QByteArrayView token)
{
    const qsizetype first = token.indexOf('.');
    const qsizetype second = first < 0 ? -1 : token.indexOf('.', first + 1);
    if (second < 0 || token.startsWith('{'))
        return {};
    const QByteArrayView header = token.first(first + 1);
    const bool isJwe = token.indexOf('.', second + 1) >= 0 && !token.contains('~');
    if (isJwe)
        return header;
    // Under b64:false the payload stands as it is.
    const QByteArray payload = token.sliced(first + 1, second - first - 1).toByteArray();
    const bool hasInner =
        holdsToken(payload) || holdsToken(QByteArray::fromBase64(payload, QByteArray::Base64UrlEncoding));
    return hasInner ? header : token.first(second + 1);
}

QString knownFamily(QByteArrayView text)
{
    struct Family
    {
        QByteArrayView start;
        QLatin1StringView name;
    };
    static constexpr std::array families{
        Family{"v1.local.", QLatin1StringView("PASETO")},    Family{"v2.local.", QLatin1StringView("PASETO")},
        Family{"v3.local.", QLatin1StringView("PASETO")},    Family{"v4.local.", QLatin1StringView("PASETO")},
        Family{"v1.public.", QLatin1StringView("PASETO")},   Family{"v2.public.", QLatin1StringView("PASETO")},
        Family{"v3.public.", QLatin1StringView("PASETO")},   Family{"v4.public.", QLatin1StringView("PASETO")},
        Family{"gAAAAA", QLatin1StringView("Fernet")},       Family{"ya29.", QLatin1StringView("Google access token")},
        Family{"ghp_", QLatin1StringView("GitHub token")},   Family{"gho_", QLatin1StringView("GitHub token")},
        Family{"ghs_", QLatin1StringView("GitHub token")},   Family{"github_pat_", QLatin1StringView("GitHub token")},
        Family{"glpat-", QLatin1StringView("GitLab token")}, Family{"xoxb-", QLatin1StringView("Slack token")},
        Family{"xoxp-", QLatin1StringView("Slack token")},   Family{"AKIA", QLatin1StringView("AWS access key id")},
        Family{"PHNhbW", QLatin1StringView("SAML")},         Family{"<saml", QLatin1StringView("SAML")},
        Family{"-----BEGIN ", QLatin1StringView("PEM key")}, Family{"MDA", QLatin1StringView("macaroon")},
    };
    for (const Family &family : families) {
        if (text.startsWith(family.start))
            return family.name;
    }
    if (text.size() == 36 && text[8] == '-' && text[13] == '-' && text[18] == '-' && text[23] == '-' &&
        std::ranges::all_of(text, [](char c) { return c == '-' || hexValue(c) >= 0; }))
        return QStringLiteral("UUID");
    const bool opaque = text.size() == 32 && isTokenText(text) && !text.contains('.');
    return opaque ? QStringLiteral("opaque token") : QString();
}

} // namespace gatehouse::inspector
