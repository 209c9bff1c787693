#pragma once

#include <QByteArrayView>

#include <optional>

namespace gatehouse::archive {

/// What packed or compressed bytes are, by how they begin.
enum class ContainerFormat {
    Gzip,
    Bzip2,
    Xz,
    Zstd,
    Zlib,
    Deflate, ///< without a header
    Zip,
    Other, ///< recognized, and not opened
};

/// Enough bytes to tell.
inline constexpr qsizetype formatBytes = 512;

std::optional<ContainerFormat> formatOf(QByteArrayView beginning);

/// The memory that decoding what begins like this needs beside what every stream does, as it says itself; 0 where the
/// format bounds it.
quint64 windowOf(ContainerFormat format, QByteArrayView beginning);

} // namespace gatehouse::archive
