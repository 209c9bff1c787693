#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace gatehouse::transport {

/// Text in UTF-16, as Windows shells write it, made into what a scanner of bytes understands: one byte for each code
/// unit, and for one beyond ASCII a byte that no token has. So the place of a unit is twice that of its byte.
class Utf16Input
{
public:
    static constexpr qint64 unitSize = 2;

    /// Nothing when the input does not begin with the byte order mark of UTF-16 (RFC 2781 section 3.2).
    static std::optional<Utf16Input> of(QByteArrayView head);

    /// Narrows the next `size` bytes of the input in place; how many are left. Half a unit at the end is kept for the
    /// next call.
    qsizetype narrow(char *bytes, qsizetype size);

private:
    explicit Utf16Input(bool isBigEndian)
        : m_isBigEndian(isBigEndian)
    {
    }
    char unit(char first, char second) const;

    bool m_isBigEndian;
    std::optional<char> m_half;
};

/// ASCII of UTF-16 in the middle of other bytes, as a part of a mail has it.
struct Utf16Run
{
    QByteArray text;
    const char *end = nullptr; ///< of what was read
};

/// Reads from the first unit's byte on, whichever comes first in a unit; also in quoted-printable, which writes the
/// other byte as "=00". At most `longest` units.
Utf16Run utf16From(const char *at, const char *end, qsizetype longest);
/// What is in front of the unit at `at`, at most `longest` units.
QByteArray utf16Before(const char *begin, const char *at, qsizetype longest);

} // namespace gatehouse::transport
