#include "models/server/HeadScanner.h"

#include <string_view>

namespace gatehouse::server {

namespace {

/// No registered method is longer than 18 characters.
constexpr std::size_t maxMethod = 24;
constexpr std::size_t versionSize = 8; // "HTTP/1.1"

bool isVersion(const std::string &text)
{
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    return text.size() == versionSize && text.starts_with("HTTP/") && digit(text[5]) && text[6] == '.' &&
           digit(text[7]);
}

} // namespace

bool isTokenChar(unsigned char c)
{
    constexpr std::string_view others = "!#$%&'*+-.^_`|~";
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           others.find(static_cast<char>(c)) != std::string_view::npos;
}

HeadScanner::HeadScanner(const RequestLimits &limits)
    : m_limits(limits)
{
    m_version.reserve(versionSize);
}

qsizetype HeadScanner::scan(QByteArrayView bytes)
{
    qsizetype used = 0;
    while (used < bytes.size() && m_refusal == 0 && m_place != Place::Done)
        step(static_cast<unsigned char>(bytes[used++]));
    return used;
}

void HeadScanner::step(unsigned char byte)
{
    switch (m_place) {
    case Place::Method:
        return method(byte);
    case Place::Target:
        return target(byte);
    case Place::Version:
        return version(byte);
    case Place::RequestLineEnd:
        return expect(byte, '\n', Place::LineStart);
    case Place::HeadEnd:
        return expect(byte, '\n', Place::Done);
    case Place::LineStart:
    case Place::Name:
    case Place::Value:
    case Place::LineEnd:
        return headerByte(byte);
    case Place::Done:
        return;
    }
}

void HeadScanner::method(unsigned char byte)
{
    if (byte == ' ' && m_methodSize > 0)
        m_place = Place::Target;
    else if (!isTokenChar(byte) || ++m_methodSize > maxMethod)
        refuse(400);
}

void HeadScanner::target(unsigned char byte)
{
    if (byte == ' ' && m_targetSize > 0)
        m_place = Place::Version;
    else if (byte <= ' ' || byte >= 0x7f || byte == '#')
        refuse(400);
    else if (++m_targetSize > m_limits.target)
        refuse(414);
}

void HeadScanner::version(unsigned char byte)
{
    if (byte != '\r') {
        m_version.push_back(static_cast<char>(byte));
        if (m_version.size() > versionSize)
            refuse(400);
        return;
    }
    m_place = Place::RequestLineEnd;
    if (!isVersion(m_version))
        refuse(400);
    else if (m_version != "HTTP/1.1" && m_version != "HTTP/1.0")
        refuse(505);
}

void HeadScanner::headerByte(unsigned char byte)
{
    // The line break of the empty line that ends the head is not the headers'.
    const bool endsHead = m_place == Place::LineStart && byte == '\r';
    if (!endsHead && ++m_headerBytes > m_limits.headerBlock)
        return refuse(431);
    switch (m_place) {
    case Place::LineStart:
        if (endsHead) {
            m_place = Place::HeadEnd;
        } else if (!isTokenChar(byte)) { // a blank here is the folding of RFC 9112 section 5.2
            refuse(400);
        } else {
            m_place = Place::Name;
            if (++m_headers > m_limits.headerCount)
                refuse(431);
        }
        return;
    case Place::Name:
        if (byte == ':')
            m_place = Place::Value;
        else if (!isTokenChar(byte))
            refuse(400);
        return;
    case Place::Value:
        if (byte == '\r')
            m_place = Place::LineEnd;
        else if ((byte < ' ' && byte != '\t') || byte == 0x7f)
            refuse(400);
        return;
    default:
        return expect(byte, '\n', Place::LineStart);
    }
}

void HeadScanner::expect(unsigned char byte, unsigned char wanted, Place next)
{
    if (byte == wanted)
        m_place = next;
    else
        refuse(400);
}

} // namespace gatehouse::server
