#pragma once

#include "models/transport/Containers.h"

namespace gatehouse::archive {

/// Opens gzip, bzip2, xz, Zstandard and zip through libarchive, and zlib streams through zlib: one inside another, down
/// to a depth, in bounded memory and never running a program. What it does not open, or not to its end, it says.
class ArchiveReader : public transport::Containers
{
public:
    struct Limits
    {
        int depth = 6;                       ///< containers inside one another
        quint64 ratio = 250;                 ///< of all that comes out to what was read of the input…
        quint64 freely = quint64{16} << 20;  ///< …beyond this many bytes
        quint64 total = quint64{16} << 30;   ///< of all that comes out of one input
        quint64 window = quint64{128} << 20; ///< a decoder's
        int members = 200000;
    };

    ArchiveReader() = default;
    explicit ArchiveReader(const Limits &limits)
        : m_limits(limits)
    {
    }

    bool isContainer(QByteArrayView beginning) const override;
    base::Result<void> visit(QIODevice &device, transport::ContainerVisitor &visitor,
                             transport::ContainerUse &use) const override;

private:
    Limits m_limits;
};

} // namespace gatehouse::archive
