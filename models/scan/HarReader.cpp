#include "models/scan/HarReader.h"

#include "models/scan/TokenScanner.h"

#include <algorithm>
#include <array>

namespace gatehouse::scan {

namespace {

constexpr QByteArrayView requestMember("\"request\"");
constexpr QByteArrayView textMember("\"text\"");
/// Longer than a member's name with the blanks and the quote behind it.
constexpr qsizetype tailKept = 32;

int sixBits(char c)
{
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (c >= '0' && c <= '9')
        return c - '0' + 52;
    if (c == '+' || c == '-')
        return 62;
    return c == '/' || c == '_' ? 63 : -1;
}

bool isJsonBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

} // namespace

/// A string that may be base64, decoded while it is read. What is found in it counts once it has ended well.
struct HarReader::Body
{
    qint64 offset = 0;
    int entry = -1;
    QByteArray decoded;
    unsigned bits = 0;
    int count = 0;
    bool isPadded = false;
    QList<FoundToken> found;
    std::unique_ptr<TokenScanner> scanner;
};

HarReader::HarReader(Sink sink)
    : m_sink(std::move(sink))
{
}

HarReader::~HarReader() = default;

bool HarReader::isHar(QByteArrayView beginning)
{
    if (beginning.startsWith("\xEF\xBB\xBF"))
        beginning = beginning.sliced(3);
    while (!beginning.isEmpty() && isJsonBlank(beginning.front()))
        beginning = beginning.sliced(1);
    return beginning.startsWith('{') && beginning.contains("\"log\"") &&
           (beginning.contains("\"entries\"") || beginning.contains("\"creator\""));
}

void HarReader::read(QByteArrayView bytes, qint64 offset)
{
    m_steps += bytes.size();
    m_offset = offset;
    const char *at = bytes.data();
    const char *end = at + bytes.size();
    if (m_body) {
        at = readBody(at, end);
        m_offset = offset + (at - bytes.data());
    }
    if (!m_body)
        take(QByteArrayView(at, end - at), false);
}

/// Bytes outside a body: members are looked for, also those that began in the bytes before.
void HarReader::take(QByteArrayView bytes, bool isFinal)
{
    QByteArray joined = m_tail;
    joined.append(bytes);
    const qint64 base = m_offset - m_tail.size();
    m_tail.clear();
    qsizetype at = 0;
    for (;;) {
        const qsizetype quote = joined.indexOf('"', at);
        if (quote < 0)
            return;
        const QByteArrayView rest = QByteArrayView(joined).sliced(quote);
        if (rest.size() < tailKept && !isFinal) {
            m_tail = rest.toByteArray();
            return;
        }
        at = quote + 1;
        const bool isRequest = rest.startsWith(requestMember);
        if (!isRequest && !rest.startsWith(textMember))
            continue;
        qsizetype value = isRequest ? requestMember.size() : textMember.size();
        while (value < rest.size() && value < tailKept - 2 && (isJsonBlank(rest[value]) || rest[value] == ':'))
            ++value;
        if (value >= rest.size())
            continue;
        if (isRequest && rest[value] == '{') {
            ++m_begun;
            m_entries.append(base + quote);
        } else if (!isRequest && rest[value] == '"') {
            beginBody(base + quote + value + 1);
            const QByteArrayView inside = rest.sliced(value + 1);
            const char *stop = readBody(inside.data(), inside.data() + inside.size());
            if (m_body)
                return;
            at = stop - joined.constData();
        }
    }
}

void HarReader::beginBody(qint64 offset)
{
    m_body = std::make_unique<Body>();
    m_body->offset = offset;
    m_body->entry = m_begun;
    Body *body = m_body.get();
    m_body->scanner =
        std::make_unique<TokenScanner>([body](FoundToken &&found) { body->found.append(std::move(found)); });
}

/// Decodes on; where the body ended, or `end`.
const char *HarReader::readBody(const char *at, const char *end)
{
    Body &body = *m_body;
    for (; at < end; ++at) {
        if (*at == '"' || *at == '=') {
            if (*at == '=') {
                body.isPadded = true;
                continue;
            }
            endBody(true);
            return at + 1;
        }
        if (*at == '\\')
            continue; // of "\/", or of an escape that the next character gives away
        const int value = sixBits(*at);
        if (value < 0 || body.isPadded) {
            endBody(false);
            return at;
        }
        body.bits = body.bits << 6 | static_cast<unsigned>(value);
        if (++body.count % 4 == 0) {
            const std::array<char, 3> block{static_cast<char>(body.bits >> 16), static_cast<char>(body.bits >> 8),
                                            static_cast<char>(body.bits)};
            body.decoded.append(block.data(), block.size());
            body.bits = 0;
            if (body.decoded.size() >= qsizetype{64} * 1024) {
                body.scanner->feed(body.decoded);
                body.decoded.resize(0);
            }
        }
    }
    return end;
}

void HarReader::endBody(bool isBase64)
{
    const std::unique_ptr<Body> body = std::move(m_body);
    if (!isBase64)
        return;
    if (body->count % 4 == 3)
        body->decoded.append(static_cast<char>(body->bits >> 10)).append(static_cast<char>(body->bits >> 2));
    else if (body->count % 4 == 2)
        body->decoded.append(static_cast<char>(body->bits >> 4));
    body->scanner->feed(body->decoded);
    body->scanner->finish();
    m_steps += body->scanner->steps();
    for (FoundToken &found : body->found) {
        found.through |= Transport::Base64Body;
        found.place.offset = found.end = body->offset;
        found.place.line = 0;
        found.place.entry = body->entry;
        if (found.place.name.isEmpty())
            found.place.name = QStringLiteral("text");
        m_sink(std::move(found));
    }
}

void HarReader::finish()
{
    m_body.reset();
    take({}, true);
}

int HarReader::entryAt(qint64 offset)
{
    while (!m_entries.isEmpty() && m_entries.constFirst() <= offset) {
        m_entries.removeFirst();
        ++m_passed;
    }
    return m_passed;
}

} // namespace gatehouse::scan
