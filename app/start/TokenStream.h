#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <functional>

namespace gatehouse::app::start {

/// Answers a stream of lines, line by line and in order, as fast as they come: large reads and writes, and what is
/// answered is flushed as soon as the input pauses, so that a person or a pipe partner sees it.
class TokenStream
{
public:
    /// Answers one line without its line feed; the answer carries none either.
    using Answer = std::function<QByteArray(QByteArrayView line)>;

    /// A line longer than this is answered as an empty one, and not kept in memory.
    static constexpr qsizetype lineLimit = 4 * 1024 * 1024;

    TokenStream(int input, int output);

    /// Until the input ends. Whether everything could be written.
    bool run(const Answer &answer);

private:
    bool hasInputWaiting() const;
    bool flush();
    void feed(QByteArrayView chunk, const Answer &answer);
    void endLine(QByteArrayView line, const Answer &answer);

    int m_input;
    int m_output;
    QByteArray m_rest;    ///< the beginning of a line whose end has not come yet
    QByteArray m_answers; ///< not written yet
    bool m_isOverlong = false;
};

} // namespace gatehouse::app::start
