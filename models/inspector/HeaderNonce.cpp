#include "models/inspector/HeaderNonce.h"

#include "models/jose/Base64Url.h"
#include "models/jose/StrictJson.h"

#include <QCryptographicHash>

namespace gatehouse::inspector {

using namespace Qt::StringLiterals;

namespace {

/// Where a string, quotes included, that begins at `from` ends.
qsizetype endOfString(QByteArrayView json, qsizetype from)
{
    for (qsizetype at = from + 1; at < json.size(); ++at) {
        if (json[at] == '\\')
            ++at;
        else if (json[at] == '"')
            return at + 1;
    }
    return json.size();
}

QString textOf(QByteArrayView token)
{
    const auto value = jose::parseStrictJson(token);
    return value ? value->string : QString();
}

qsizetype skipSpace(QByteArrayView json, qsizetype at)
{
    while (at < json.size() && QByteArrayView(" \t\r\n").contains(json[at]))
        ++at;
    return at;
}

} // namespace

std::optional<QByteArray> withHashedNonce(QByteArrayView header)
{
    int depth = 0;
    for (qsizetype at = 0; at < header.size();) {
        const char is = header[at];
        if (is != '"') {
            depth += is == '{' || is == '[' ? 1 : is == '}' || is == ']' ? -1 : 0;
            ++at;
            continue;
        }
        const qsizetype end = endOfString(header, at);
        const qsizetype colon = skipSpace(header, end);
        const bool isName = depth == 1 && colon < header.size() && header[colon] == ':';
        if (!isName || textOf(header.sliced(at, end - at)) != "nonce"_L1) {
            at = end;
            continue;
        }
        const qsizetype from = skipSpace(header, colon + 1);
        if (from >= header.size() || header[from] != '"')
            return std::nullopt;
        const qsizetype to = endOfString(header, from);
        const QByteArray nonce = textOf(header.sliced(from, to - from)).toUtf8();
        return header.first(from).toByteArray() + '"' +
               jose::encodeBase64Url(QCryptographicHash::hash(nonce, QCryptographicHash::Sha256)) + '"' +
               header.sliced(to).toByteArray();
    }
    return std::nullopt;
}

} // namespace gatehouse::inspector
