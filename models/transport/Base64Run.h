#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace gatehouse::transport {

/// Text in base64, in either alphabet (RFC 4648 sections 4 and 5), decoded a piece at a time. Line breaks, folding
/// spaces, quoted-printable soft breaks, JSON's `\/` and `\n`, and %2B, %2F, %3D are no part of it.
class Base64Run
{
public:
    Base64Run(const char *at, const char *end)
        : m_start(at)
        , m_at(at)
        , m_end(end)
    {
    }

    /// Decodes on until `size` bytes are there or the run ends.
    void decode(qsizetype size);
    /// Nothing follows the bytes at hand: what is left of the last group counts, which need not be padded.
    void finish();
    const QByteArray &bytes() const { return m_bytes; }
    /// Whether the run goes no further, rather than the bytes at hand.
    bool hasEnded() const { return m_hasEnded; }
    const char *at() const { return m_at; }
    /// Where in the input the group ends that the decoded byte in front of `offset` comes from.
    const char *inputAt(qsizetype offset) const;

private:
    const char *skip(const char *at) const;

    const char *m_start;
    const char *m_at;
    const char *m_end;
    QByteArray m_bytes;
    unsigned m_bits = 0;
    int m_count = 0;
    bool m_hasEnded = false;
};

/// The six bits of a character of either alphabet, or -1.
int base64Value(char c);

/// What Supabase writes in front of a session in base64url.
inline constexpr QByteArrayView base64Prefix("base64-");

/// Whether a document in base64 may begin at the seed in a text from `begin` on, rather than go on.
bool isRunStart(const char *begin, const char *seed);

} // namespace gatehouse::transport
