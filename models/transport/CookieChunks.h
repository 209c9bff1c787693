#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace gatehouse::transport {

/// A cookie too large for one is sent as several, numbered from 0 or 1: `name.0`, `name_0`, `name-0`, `name:0`,
/// `name[0]`, `name%5B0%5D`, `name%2E0`, `name.00`, `name0`. The first may also be `name` alone, and the next one
/// `name.1` or, of ASP.NET, `nameC1`.
class CookieChunks
{
public:
    /// Ten cookies as large as browsers keep them, and what is between.
    static constexpr qsizetype window = qsizetype{48} * 1024;

    /// From the name of the chunk at hand; nothing when it has no number that a first chunk may have.
    explicit CookieChunks(const QByteArray &name = {});
    /// From the name of any chunk that has a number.
    static CookieChunks anyOf(const QByteArray &name);

    bool isNumbered() const { return m_number >= 0; }
    /// Whether the first one's name has no number.
    bool isPlain() const { return m_isPlain; }
    /// Whether the number is set apart, so that it says by itself that there may be more.
    bool isSetApart() const { return !m_open.isEmpty(); }
    /// Whether another cookie says in how many this one is: `name=chunks-2` beside `nameC1`.
    bool isAnnounced() const { return m_isAnnounced; }
    /// Its number is 0, which nothing but a chunk begins to count with.
    bool isFirst() const { return m_number == 0; }
    int number() const { return m_number; }

    /// Bounds where the other chunks are looked for, in [begin, end) around the first one's value: as far as there is
    /// no other first one.
    void lookAround(const char *begin, const char *own, const char *end);
    /// Whether nothing but the end of the bytes bounds it.
    bool endsWithBytes() const { return !m_isFollowed; }
    qsizetype lookedAt() const { return m_regionEnd - m_regionBegin + m_beside; }

    struct Value
    {
        const char *at = nullptr; ///< nothing when it is not there, or is there with several values
        bool isAmbiguous = false;
    };
    /// The value of the next chunk, where the text holds it; its order there is of no matter, unless there is another
    /// cookie of this kind that it may belong to.
    Value next();
    void advance() { ++m_number; }
    /// Bounds the search to [begin, end), whatever is in it.
    void lookIn(const char *begin, const char *end);
    /// The value of the chunk with this number, however it is set apart in its name.
    Value numbered(int number);
    /// Whether there is one in front of the chunk at hand: with a lower number, or with none.
    bool hasEarlier();

private:
    bool readName(QByteArrayView name);
    QByteArrayView valueAt(const char *begin, const char *at, qsizetype nameSize, const char *end);
    QByteArrayView valueInObject(const char *begin, const char *name, const char *nameEnd, const char *end);
    void readNotation();
    Value valueOf(const QByteArray &name, qsizetype from);
    QByteArray nameOf(int number) const;

    QByteArray m_base;
    QByteArray m_open;
    QByteArray m_close;
    qsizetype m_digits = 1; ///< of a number, with zeros in front
    int m_number = -1;
    bool m_isPlain = false;
    bool m_isAnnounced = false;
    qsizetype m_beside = 0; ///< looked at beside the region, for values in objects
    const char *m_own = nullptr;
    const char *m_regionBegin = nullptr;
    const char *m_regionEnd = nullptr;
    bool m_isPreceded = false; ///< by another first one
    bool m_isFollowed = false;
};

/// Where the value of a chunk begins whose name ends in the digit at `at`; nothing when no long value is behind it,
/// `end` when that cannot be told yet.
const char *chunkValueBehind(const char *at, const char *end);
const char *endOfChunkValue(const char *at, const char *end);

} // namespace gatehouse::transport
