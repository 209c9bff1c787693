#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace gatehouse::transport {

/// Text in UTF-16, as Windows shells write it, or UTF-32, made into what a scanner of bytes understands: one byte for
/// each code unit, and for one beyond ASCII a byte that no token has. So the place of a unit is that of its byte times
/// the unit's size.
class WideInput
{
public:
    static constexpr qint64 utf16Size = 2;
    static constexpr qint64 utf32Size = 4;

    /// Nothing when the input does not begin with the byte order mark of UTF-16 (RFC 2781 section 3.2) or UTF-32, or
    /// with Latin letters in UTF-32, which need no mark to be told.
    static std::optional<WideInput> of(QByteArrayView head);

    /// Of a code unit, in bytes.
    qint64 unitSize() const { return m_unitSize; }

    /// Narrows the next `size` bytes of the input in place; how many are left. A part of a unit at the end is kept for
    /// the next call.
    qsizetype narrow(char *bytes, qsizetype size);

private:
    WideInput(qint64 unitSize, bool isBigEndian)
        : m_unitSize(unitSize)
        , m_isBigEndian(isBigEndian)
    {
    }
    char narrowed(QByteArrayView unit) const;

    qint64 m_unitSize;
    bool m_isBigEndian;
    QByteArray m_part; ///< of a unit
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
