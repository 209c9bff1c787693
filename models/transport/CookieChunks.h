#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace gatehouse::transport {

/// A cookie too large for one is sent as several, numbered from 0 or 1: `name.0`, `name_0`, `name-0`, `name[0]`,
/// `name0`.
class CookieChunks
{
public:
    /// From the name of the chunk at hand; nothing when it has no number that a first chunk may have.
    explicit CookieChunks(QByteArray name = {});

    bool isNumbered() const { return m_number >= 0; }
    /// Whether the number is set apart, so that it says by itself that there may be more.
    bool isSetApart() const { return !m_open.isEmpty(); }
    /// Its number is 0, which nothing but a chunk begins to count with.
    bool isFirst() const { return m_number == 0; }

    /// The value of the next chunk in [begin, end), where the text holds it; its order there is of no matter.
    const char *next(const char *begin, const char *end) const;
    void advance() { ++m_number; }

private:
    QByteArray m_base;
    QByteArray m_open;
    QByteArray m_close;
    int m_number = -1;
};

} // namespace gatehouse::transport
