#pragma once

#include "models/server/RequestLimits.h"

#include <QByteArray>

namespace gatehouse::server {

/// Decodes the chunked transfer coding of RFC 9112 section 7.1 byte by byte, and stops at the first byte that must not
/// be there: a bare LF, a size that is not hexadecimal, data that is longer than its size. Chunk extensions and trailer
/// fields are checked for their form, count against the limits of a head, and are dropped.
class ChunkedBody
{
public:
    explicit ChunkedBody(const RequestLimits &limits);

    /// Decodes the next bytes, up to the end of the body, onto `body`. Returns how many of them belong to the body.
    qsizetype decode(QByteArrayView bytes, QByteArray &body);

    bool isComplete() const { return m_place == Place::Done; }
    /// 0, or the status with which the request is to be refused: 400, or 413 and 431 beyond the limits.
    int refusal() const { return m_refusal; }

private:
    enum class Place {
        Size,
        AfterSize, ///< spaces that only an extension may follow
        Extension,
        SizeEnd,
        Data,
        DataEnd,
        DataLineEnd,
        TrailerStart,
        TrailerName,
        TrailerValue,
        TrailerEnd,
        BodyEnd,
        Done,
    };

    void step(unsigned char byte);
    void size(unsigned char byte);
    void extension(unsigned char byte);
    void trailer(unsigned char byte);
    void expect(unsigned char byte, unsigned char wanted, Place next);
    void count();
    void refuse(int status) { m_refusal = status; }

    RequestLimits m_limits;
    Place m_place = Place::Size;
    int m_refusal = 0;
    std::size_t m_digits = 0;   ///< of the size being read
    std::size_t m_left = 0;     ///< of the chunk being read, in bytes
    std::size_t m_total = 0;    ///< decoded and announced, in bytes
    std::size_t m_overhead = 0; ///< extensions and trailer fields, in bytes
    std::size_t m_trailers = 0;
    bool m_isLast = false;
};

} // namespace gatehouse::server
