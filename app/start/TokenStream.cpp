#include "app/start/TokenStream.h"

#include "models/base/Descriptor.h"

#include <cerrno>
#include <cstring>
#include <poll.h>
#include <unistd.h>

namespace gatehouse::app::start {

namespace {

constexpr qsizetype chunkSize = 1024 * 1024;
constexpr qsizetype flushSize = 256 * 1024;

} // namespace

TokenStream::TokenStream(int input, int output)
    : m_input(input)
    , m_output(output)
{
}

bool TokenStream::hasInputWaiting() const
{
    pollfd waiting{.fd = m_input, .events = POLLIN, .revents = 0};
    return ::poll(&waiting, 1, 0) > 0;
}

bool TokenStream::flush()
{
    if (!base::writeAll(m_output, m_answers))
        return false;
    m_answers.clear();
    m_answers.reserve(flushSize + flushSize / 4);
    return true;
}

void TokenStream::endLine(QByteArrayView line, const Answer &answer)
{
    if (line.endsWith('\r'))
        line.chop(1);
    m_answers += answer(line);
    m_answers += '\n';
}

void TokenStream::feed(QByteArrayView chunk, const Answer &answer)
{
    while (!chunk.isEmpty()) {
        const void *found = std::memchr(chunk.data(), '\n', static_cast<std::size_t>(chunk.size()));
        const qsizetype length = found ? static_cast<const char *>(found) - chunk.data() : chunk.size();
        const QByteArrayView part = chunk.first(length);
        if (!found) {
            m_isOverlong = m_isOverlong || m_rest.size() + part.size() > lineLimit;
            if (m_isOverlong)
                m_rest.clear();
            else
                m_rest.append(part);
            return;
        }
        if (m_isOverlong || m_rest.size() + part.size() > lineLimit) {
            endLine({}, answer);
        } else if (m_rest.isEmpty()) {
            endLine(part, answer);
        } else {
            m_rest.append(part);
            endLine(m_rest, answer);
        }
        m_rest.clear();
        m_isOverlong = false;
        chunk = chunk.sliced(length + 1);
    }
}

bool TokenStream::run(const Answer &answer)
{
    QByteArray chunk(chunkSize, Qt::Uninitialized);
    for (;;) {
        if (!m_answers.isEmpty() && (m_answers.size() >= flushSize || !hasInputWaiting()) && !flush())
            return false;
        const ssize_t count = ::read(m_input, chunk.data(), static_cast<std::size_t>(chunk.size()));
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            break;
        feed(QByteArrayView(chunk.constData(), count), answer);
    }
    if (m_isOverlong || !m_rest.isEmpty())
        endLine(m_isOverlong ? QByteArrayView() : QByteArrayView(m_rest), answer);
    return flush();
}

} // namespace gatehouse::app::start
