#include "models/inspector/TokenShape.h"

#include "models/base/Text.h"
#include "models/inspector/HeaderShape.h"
#include "models/transport/TokenScanner.h"

#include <QSet>

#include <algorithm>
#include <array>

namespace gatehouse::inspector {

using namespace Qt::StringLiterals;

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

bool isSignedSession(QByteArrayView text)
{
    // A dot in front says that the data is compressed.
    const QByteArrayView data = text.startsWith('.') ? text.sliced(1) : text;
    const qsizetype first = data.indexOf('.');
    const qsizetype second = first < 0 ? -1 : data.indexOf('.', first + 1);
    if (first < 1 || second < 0 || !isTokenText(data) || data.indexOf('.', second + 1) >= 0)
        return false;
    const auto decoded = [](QByteArrayView part) {
        return QByteArray::fromBase64(part.toByteArray(), QByteArray::Base64UrlEncoding);
    };
    // Seconds since 1970, or since 2011 in older versions, and SHA-1, SHA-256 or SHA-512.
    const qsizetype time = decoded(data.sliced(first + 1, second - first - 1)).size();
    const qsizetype mac = decoded(data.sliced(second + 1)).size();
    if (time < 3 || time > 5 || (mac != 20 && mac != 32 && mac != 64))
        return false;
    const QByteArray content = decoded(data.first(first));
    const bool isCompressed = text.startsWith('.') && content.startsWith('\x78');
    const bool isJson = content.startsWith('{') || content.startsWith('[') || content.startsWith('"');
    return isCompressed || (isJson && !content.contains("\"alg\"") && !content.contains("\"enc\""));
}

QString knownFamily(QByteArrayView text)
{
    if (isSignedSession(text))
        return u"Flask session (itsdangerous)"_s;
    struct Family
    {
        QByteArrayView start;
        QLatin1StringView name;
    };
    static constexpr std::array families{
        Family{"v1.local.", "PASETO"_L1},    Family{"v2.local.", "PASETO"_L1},
        Family{"v3.local.", "PASETO"_L1},    Family{"v4.local.", "PASETO"_L1},
        Family{"v1.public.", "PASETO"_L1},   Family{"v2.public.", "PASETO"_L1},
        Family{"v3.public.", "PASETO"_L1},   Family{"v4.public.", "PASETO"_L1},
        Family{"gAAAAA", "Fernet"_L1},       Family{"ya29.", "Google access token"_L1},
        Family{"ghp_", "GitHub token"_L1},   Family{"gho_", "GitHub token"_L1},
        Family{"ghs_", "GitHub token"_L1},   Family{"github_pat_", "GitHub token"_L1},
        Family{"glpat-", "GitLab token"_L1}, Family{"xoxb-", "Slack token"_L1},
        Family{"xoxp-", "Slack token"_L1},   Family{"AKIA", "AWS access key id"_L1},
        Family{"PHNhbW", "SAML"_L1},         Family{"<saml", "SAML"_L1},
        Family{"-----BEGIN ", "PEM key"_L1}, Family{"MDA", "macaroon"_L1},
    };
    for (const Family &family : families) {
        if (text.startsWith(family.start))
            return family.name;
    }
    if (text.size() == 36 && text[8] == '-' && text[13] == '-' && text[18] == '-' && text[23] == '-' &&
        std::ranges::all_of(text, [](char c) { return c == '-' || base::hexDigit(c) >= 0; }))
        return u"UUID"_s;
    const bool opaque = text.size() == 32 && isTokenText(text) && !text.contains('.');
    return opaque ? u"opaque token"_s : QString();
}

QString packedFormat(QByteArrayView text)
{
    struct Format
    {
        QByteArrayView start;
        QLatin1StringView name;
    };
    static constexpr std::array formats{
        Format{"\x1F\x8B\x08", "gzip"_L1},
        Format{"PK\x03\x04", "zip"_L1},
        Format{"BZh", "bzip2"_L1},
        Format{"\xFD"
               "7zXZ",
               "xz"_L1},
        Format{"\x28\xB5\x2F\xFD", "Zstandard"_L1},
        Format{"H4sI", "gzip in base64"_L1},
        Format{"SDRzS", "gzip in base64"_L1},
        Format{"UEsDB", "zip in base64"_L1},
        Format{"QlpoO", "bzip2 in base64"_L1},
        Format{"/Td6WFo", "xz in base64"_L1},
        Format{"eJw", "zlib in base64"_L1},
        Format{"eNo", "zlib in base64"_L1},
        Format{"KLUv", "Zstandard in base64"_L1},
    };
    const auto *format =
        std::ranges::find_if(formats, [text](const Format &one) { return text.startsWith(one.start); });
    return format == formats.end() ? QString() : format->name;
}

qsizetype distinctTokens(QByteArrayView text)
{
    QSet<QByteArray> tokens;
    transport::TokenScanner scanner(headerShape, [&tokens](transport::FoundToken &&found) {
        if (found.kind != transport::FoundToken::Kind::Parts)
            tokens.insert(found.token);
    });
    scanner.feed(text);
    scanner.finish();
    return tokens.size();
}

} // namespace gatehouse::inspector
