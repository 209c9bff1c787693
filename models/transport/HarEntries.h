#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

namespace gatehouse::transport {

/// Counts the entries of a HAR (HTTP Archive 1.2), each with one "request". Reads the same bytes as the scanner, in
/// front of it.
class HarEntries
{
public:
    /// Whether an input that begins like this is a HAR.
    static bool isHar(QByteArrayView beginning);

    /// The next bytes of the stream, which begin at `offset` of it.
    void read(QByteArrayView bytes, qint64 offset);
    /// The entry that the byte at `offset` belongs to, of those read; -1 in front of the first. Offsets never go back.
    int entryAt(qint64 offset);

    qint64 steps() const { return m_steps; }

private:
    QList<qint64> m_entries; ///< offsets of their "request" members, of those not passed by entryAt yet
    int m_passed = -1;
    QByteArray m_tail; ///< the last bytes, in which a member's name may have begun
    qint64 m_steps = 0;
};

} // namespace gatehouse::transport
