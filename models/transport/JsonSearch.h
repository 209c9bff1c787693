#pragma once

#include "models/transport/JsonTokens.h"

namespace gatehouse::transport {

/// Reads a text of any kind forward, each byte once, and finds the tokens in JSON serialization in it. The text may
/// come in pieces: what is at hand is told by setText(), what is not needed any more is given up by drop().
class JsonSearch
{
public:
    /// Larger objects are no tokens; whoever waits for one to end waits no longer than this.
    static constexpr qsizetype longestObject = qsizetype{1024} * 1024;

    explicit JsonSearch(int level = 0)
        : m_level(level)
    {
    }

    /// The text from where it was dropped up to what is at hand; with `isFinal`, nothing follows.
    void setText(QByteArrayView text, bool isFinal);
    /// The first `count` bytes are not in the next text any more. At most keepFrom().
    void drop(qsizetype count);
    qsizetype keepFrom() const;

    /// Reads on to `to` at least. False where that depends on what is not at hand yet.
    bool readTo(qsizetype to);
    /// Reads all of a text to which nothing is added, and tells what is cut off at its end as well.
    void finish();
    /// Whether an object is open at this place, and was not too large when reading stopped.
    bool isOpenAround(qsizetype at) const;
    /// Whether one is open there that is too large.
    bool isTooLargeAround(qsizetype at) const
    {
        return !m_open.isEmpty() && m_open.constFirst().begin <= at && m_at - m_open.constFirst().begin > longestObject;
    }
    qsizetype at() const { return m_at; }
    /// Goes on at `at` as if the text began there.
    void restartAt(qsizetype at);

    QList<JsonToken> &found() { return m_found; }

private:
    struct Object
    {
        qsizetype begin = 0;
        unsigned members = 0;
    };

    const Object *outermost() const;
    bool step(qsizetype to);
    bool outside(qsizetype to);
    bool readString();
    bool readEscaped();
    void close();
    bool restartAfterCut();
    void add(JsonToken::Kind kind, const Object &object, qsizetype end);
    void addInner(qsizetype begin, qsizetype end, QByteArrayView string);
    qsizetype afterBlanks(qsizetype at) const;

    QByteArrayView m_text;
    bool m_isFinal = true;
    int m_level;
    int m_restarts = 0;
    qsizetype m_at = 0;
    QList<Object> m_open; ///< and arrays, which have no members
    char m_before = 0;    ///< the last character that is no blank
    QList<JsonToken> m_found;
};

} // namespace gatehouse::transport
