#pragma once

#include <QByteArrayView>
#include <QVarLengthArray>

#include <optional>

namespace gatehouse::scan {

/// What a claims set says of issuer, audience and times, read without building a tree. Views into the JSON.
struct PlainClaims
{
    std::optional<QByteArrayView> issuer;
    std::optional<QVarLengthArray<QByteArrayView, 4>> audience;
    std::optional<qint64> issuedAt, notBefore, expiresAt; ///< Unix seconds up to the year 9999
};

/// Reads a claims set as issuers write it: an object without blanks or escapes, in ASCII, with whole numbers and each
/// name once, `iss`, `sub` and `jti` strings, `aud` a string or strings, times in range. What it reads, the parser
/// reads alike and finds well formed; nothing for everything else, which says nothing.
std::optional<PlainClaims> readPlainClaims(QByteArrayView json);

} // namespace gatehouse::scan
