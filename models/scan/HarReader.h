#pragma once

#include "models/scan/FoundToken.h"

#include <QByteArray>
#include <QByteArrayView>

#include <functional>
#include <memory>

namespace gatehouse::scan {

class TokenScanner;

/// What a HAR (HTTP Archive 1.2) has besides its bytes: entries, each with one "request", and bodies in base64. Reads
/// the same bytes as the scanner, in front of it.
class HarReader
{
public:
    using Sink = std::function<void(FoundToken &&found)>;

    explicit HarReader(Sink sink);
    ~HarReader();
    HarReader(const HarReader &) = delete;
    HarReader &operator=(const HarReader &) = delete;

    /// Whether an input that begins like this is one.
    static bool isHar(QByteArrayView beginning);

    /// The next bytes of the stream, which begin at `offset` of it.
    void read(QByteArrayView bytes, qint64 offset);
    void finish();
    /// The entry that the byte at `offset` belongs to, of those read; -1 in front of the first.
    int entryAt(qint64 offset);

    qint64 steps() const { return m_steps; }

private:
    struct Body;

    void take(QByteArrayView bytes, bool isFinal);
    void beginBody(qint64 offset);
    const char *readBody(const char *at, const char *end);
    void endBody(bool isBase64);

    Sink m_sink;
    QList<qint64> m_entries; ///< offsets of their "request" members, of those not passed by entryAt yet
    int m_passed = -1;
    int m_begun = -1;  ///< entries begun so far
    QByteArray m_tail; ///< the last bytes, in which a member's name may have begun
    std::unique_ptr<Body> m_body;
    qint64 m_offset = 0;
    qint64 m_steps = 0;
};

} // namespace gatehouse::scan
