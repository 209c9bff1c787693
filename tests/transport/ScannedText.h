#pragma once

#include "models/inspector/HeaderShape.h"
#include "models/jose/Base64Url.h"
#include "models/transport/TokenScanner.h"

namespace gatehouse::tests {

using transport::FoundToken;
using transport::TokenScanner;

inline QByteArray part(QByteArrayView bytes)
{
    return jose::encodeBase64Url(bytes);
}

/// HS256 by its header; nobody verifies here.
inline QByteArray jws(int number = 0)
{
    return part(R"({"alg":"HS256","typ":"JWT"})") + '.' +
           part(R"({"sub":"auth0|5f7c8ec7c33c6c004bbafe82","scope":"read:messages","n":)" + QByteArray::number(number) +
                "}") +
           '.' + part(QByteArray(32, static_cast<char>('a' + number % 20)));
}

inline QByteArray jwe()
{
    return part(R"({"alg":"dir","enc":"A256GCM"})") + ".." + part(QByteArray(12, 'i')) + '.' +
           part(QByteArray(700, 'c')) + '.' + part(QByteArray(16, 't'));
}

inline QByteArray wrapped(const QByteArray &text, qsizetype width, const QByteArray &lineBreak)
{
    QByteArray out;
    for (qsizetype at = 0; at < text.size(); at += width)
        out += (at ? lineBreak : QByteArray()) + text.mid(at, width);
    return out;
}

inline QList<FoundToken> scanAll(const QByteArray &bytes, qsizetype piece = 0)
{
    QList<FoundToken> found;
    TokenScanner scanner(inspector::headerShape, [&found](FoundToken &&token) { found.append(std::move(token)); });
    if (piece == 0)
        scanner.feed(bytes);
    for (qsizetype at = 0; piece > 0 && at < bytes.size(); at += piece)
        scanner.feed(QByteArrayView(bytes).sliced(at, std::min(piece, bytes.size() - at)));
    scanner.finish();
    return found;
}

inline qint64 stepsFor(const QByteArray &bytes)
{
    TokenScanner scanner(inspector::headerShape, [](FoundToken &&) {});
    scanner.setPackedSink({.isPacked = [](QByteArrayView) { return true; }, .take = [](transport::PackedBytes &&) {}});
    scanner.feed(bytes);
    scanner.finish();
    return scanner.steps();
}

inline QByteArrayList tokensOf(const QList<FoundToken> &found)
{
    QByteArrayList list;
    for (const FoundToken &token : found)
        list.append(token.token);
    return list;
}

} // namespace gatehouse::tests
