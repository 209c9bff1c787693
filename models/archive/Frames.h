#pragma once

#include "models/archive/Layer.h"

namespace gatehouse::archive {

/// Tells where the frames of a compressed file end, in bytes that come in pieces.
class FrameReader
{
public:
    virtual ~FrameReader() = default;

    struct Step
    {
        enum class Kind {
            Take, ///< the first `size` bytes are of a frame; there may be fewer
            More, ///< that cannot be told before `size` bytes are there
            End,  ///< no frame begins here
        };
        Kind kind = Kind::End;
        qint64 size = 0;
    };
    virtual Step step(QByteArrayView bytes) = 0;
};

/// The frames of an xz or Zstandard file, and not what is behind them: their decoders take that for damage.
class Frames : public Source
{
public:
    Frames(ContainerFormat format, Source &packed);

    std::unique_ptr<Source> rest() override;

protected:
    qint64 readMore(char *to, qint64 size) override;

private:
    bool readAhead();
    qint64 readPiece(char *to, qint64 size);

    Source &m_packed;
    std::unique_ptr<FrameReader> m_reader;
    QByteArray m_ahead;    ///< read, and not given yet
    qint64 m_at = 0;       ///< in m_ahead
    qint64 m_known = 0;    ///< bytes from there on that are of a frame, whether they are at hand or not
    bool m_isDone = false; ///< the frames have ended, and what is ahead is behind them
    bool m_isCut = false;
};

} // namespace gatehouse::archive
