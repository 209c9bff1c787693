#pragma once

#include "models/server/RequestLimits.h"

#include <QByteArrayView>

#include <string>

namespace gatehouse::server {

/// Whether a byte may be in a token (RFC 9110 section 5.6.2), such as a method or a field name.
bool isTokenChar(unsigned char c);

/// Reads the request line and header lines of RFC 9112 byte by byte and stops at the first byte that must not be there:
/// bare CR or LF, NUL and other controls, folded lines, a blank before the colon, anything beyond the limits. What
/// general parsers let through for old clients' sake is what request smuggling is made of. Since it looks at every byte
/// once and in order, the verdict cannot depend on how the bytes were cut into packets.
class HeadScanner
{
public:
    explicit HeadScanner(const RequestLimits &limits);

    /// Looks at the next bytes of the request, up to the end of its head. Returns how many belong to the head.
    qsizetype scan(QByteArrayView bytes);

    bool isComplete() const { return m_place == Place::Done; }
    /// 0, or the status with which the request is to be refused.
    int refusal() const { return m_refusal; }

private:
    enum class Place { Method, Target, Version, RequestLineEnd, LineStart, Name, Value, LineEnd, HeadEnd, Done };

    void step(unsigned char byte);
    void method(unsigned char byte);
    void target(unsigned char byte);
    void version(unsigned char byte);
    void headerByte(unsigned char byte);
    void expect(unsigned char byte, unsigned char wanted, Place next);
    void refuse(int status) { m_refusal = status; }

    RequestLimits m_limits;
    Place m_place = Place::Method;
    int m_refusal = 0;
    std::size_t m_methodSize = 0;
    std::size_t m_targetSize = 0;
    std::size_t m_headerBytes = 0;
    std::size_t m_headers = 0;
    std::string m_version;
};

} // namespace gatehouse::server
