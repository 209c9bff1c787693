#pragma once

#include "models/archive/Layer.h"

#include <QList>

namespace gatehouse::archive {

struct ZipGap
{
    qint64 begin = 0;
    qint64 size = 0;
};

/// Where a zip has bytes that its central directory says nothing of: in front of its members, between them, and behind
/// them. Those who unpack it do not see them. Empty when the directory cannot be read; moves the source.
QList<ZipGap> gapsOfZip(Source &source);

/// Where the end record of a zip's central directory ends, in front of its comment (APPNOTE section 4.3.16); -1 when it
/// is not where libarchive looks for it.
qint64 endOfZipDirectory(Source &source);

/// A part of a source that can be moved.
class PartSource : public Source
{
public:
    PartSource(Source &whole, ZipGap part);

protected:
    qint64 readMore(char *to, qint64 size) override;

private:
    Source &m_whole;
    qint64 m_left;
};

} // namespace gatehouse::archive
