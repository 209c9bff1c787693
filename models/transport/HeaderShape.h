#pragma once

#include <QByteArrayView>

#include <optional>

namespace gatehouse::transport {

/// What a header says about the token behind it.
struct HeaderShape
{
    bool isToken = false;                     ///< it is one of a token at all: dotted text has none
    bool isEncrypted = false;                 ///< five parts rather than three
    std::optional<qsizetype> signatureLength; ///< in characters, where the algorithm fixes it
};

/// Reads the JSON of a header. The one thing this folder has to be told about what it looks for.
using ReadHeader = HeaderShape (*)(QByteArrayView json);

} // namespace gatehouse::transport
