#include "models/server/ChunkedBody.h"

#include "models/base/Text.h"

#include "models/server/HeadScanner.h"

#include <algorithm>

namespace gatehouse::server {

namespace {

/// Sixteen digits are all of a 64-bit number. Leading zeros count, or a size could go on without an end.
constexpr std::size_t maxDigits = 16;

bool isControl(unsigned char c)
{
    return (c < ' ' && c != '\t') || c == 0x7f;
}

} // namespace

ChunkedBody::ChunkedBody(const RequestLimits &limits)
    : m_limits(limits)
{
}

qsizetype ChunkedBody::decode(QByteArrayView bytes, QByteArray &body)
{
    qsizetype used = 0;
    while (used < bytes.size() && m_refusal == 0 && m_place != Place::Done) {
        if (m_place != Place::Data) {
            step(static_cast<unsigned char>(bytes[used++]));
            continue;
        }
        const qsizetype here = std::min(bytes.size() - used, static_cast<qsizetype>(m_left));
        body.append(bytes.sliced(used, here));
        used += here;
        m_left -= static_cast<std::size_t>(here);
        if (m_left == 0)
            m_place = Place::DataEnd;
    }
    return used;
}

void ChunkedBody::step(unsigned char byte)
{
    switch (m_place) {
    case Place::Size:
        return size(byte);
    case Place::AfterSize:
    case Place::Extension:
        return extension(byte);
    case Place::SizeEnd:
        return expect(byte, '\n', m_isLast ? Place::TrailerStart : Place::Data);
    case Place::DataEnd:
        return expect(byte, '\r', Place::DataLineEnd);
    case Place::DataLineEnd:
        m_digits = 0;
        return expect(byte, '\n', Place::Size);
    case Place::TrailerStart:
    case Place::TrailerName:
    case Place::TrailerValue:
        return trailer(byte);
    case Place::TrailerEnd:
        return expect(byte, '\n', Place::TrailerStart);
    case Place::BodyEnd:
        return expect(byte, '\n', Place::Done);
    case Place::Data:
    case Place::Done:
        return;
    }
}

void ChunkedBody::size(unsigned char byte)
{
    if (const int digit = base::hexDigit(static_cast<char>(byte)); digit >= 0) {
        if (++m_digits > maxDigits)
            return refuse(400);
        m_left = (m_left << 4) | static_cast<std::size_t>(digit);
        return;
    }
    if (m_digits == 0)
        return refuse(400);
    if (m_left > m_limits.body - m_total)
        return refuse(413);
    m_total += m_left;
    m_isLast = m_left == 0;
    if (byte == '\r')
        m_place = Place::SizeEnd;
    else if (byte == ';' || byte == ' ' || byte == '\t')
        extension(byte);
    else
        refuse(400);
}

void ChunkedBody::extension(unsigned char byte)
{
    if (m_place == Place::Extension && byte == '\r') {
        m_place = Place::SizeEnd;
        return;
    }
    count();
    if (m_place == Place::Extension) {
        if (isControl(byte))
            refuse(400);
        return;
    }
    // A size that only spaces follow is read differently by different servers, which is what smuggling is made of.
    if (byte == ';')
        m_place = Place::Extension;
    else if (byte == ' ' || byte == '\t')
        m_place = Place::AfterSize;
    else
        refuse(400);
}

void ChunkedBody::trailer(unsigned char byte)
{
    if (m_place == Place::TrailerStart && byte == '\r') {
        m_place = Place::BodyEnd;
        return;
    }
    count();
    if (m_place == Place::TrailerValue) {
        if (byte == '\r')
            m_place = Place::TrailerEnd;
        else if (isControl(byte))
            refuse(400);
    } else if (m_place == Place::TrailerName && byte == ':') {
        m_place = Place::TrailerValue;
    } else if (!isTokenChar(byte)) {
        refuse(400);
    } else if (m_place == Place::TrailerStart) {
        m_place = Place::TrailerName;
        if (++m_trailers > m_limits.headerCount)
            refuse(431);
    }
}

void ChunkedBody::expect(unsigned char byte, unsigned char wanted, Place next)
{
    if (byte == wanted)
        m_place = next;
    else
        refuse(400);
}

void ChunkedBody::count()
{
    if (++m_overhead > m_limits.headerBlock)
        refuse(431);
}

} // namespace gatehouse::server
