#include "models/store/remote/RequestPace.h"

#include <QDateTime>
#include <QLocale>
#include <QTimeZone>

#include <algorithm>
#include <array>

namespace gatehouse::store::remote {

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace {

constexpr milliseconds second{1000};
constexpr milliseconds firstPause{500};
constexpr int mostDoublings = 5;

/// RFC 9110 section 5.6.7, the form that is still made.
std::optional<qint64> httpDate(const QByteArray &text)
{
    const QDateTime at = QLocale::c().toDateTime(QString::fromLatin1(text), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
    if (!at.isValid())
        return {};
    return QDateTime(at.date(), at.time(), QTimeZone::UTC).toSecsSinceEpoch();
}

} // namespace

RequestPace::RequestPace(const base::Clock &clock, base::RandomSource &random, int perSecond)
    : m_clock(clock)
    , m_random(random)
    , m_interval(perSecond > 0 ? second / perSecond : milliseconds(0))
    , m_next(clock.steady())
{
}

milliseconds RequestPace::untilNext() const
{
    const auto left = std::chrono::ceil<milliseconds>(m_next - m_clock.steady());
    // A clock that jumped while the machine slept lets nobody wait for ever.
    return std::clamp(left, milliseconds(0), longestWait);
}

void RequestPace::onSent()
{
    m_next = m_clock.steady() + m_interval;
}

void RequestPace::onAnswer(const http::HttpResponse &answer)
{
    bool isNumber = false;
    const int remaining = answer.header("X-RateLimit-Remaining").toInt(&isNumber);
    if (!isNumber || remaining > 0)
        return;
    if (const auto wait = untilReset(answer))
        m_next = std::max(m_next, m_clock.steady() + std::min(*wait, longestWait));
}

std::optional<milliseconds> RequestPace::untilReset(const http::HttpResponse &answer) const
{
    bool isNumber = false;
    const qint64 reset = answer.header("X-RateLimit-Reset").toLongLong(&isNumber);
    if (!isNumber)
        return {};
    // This machine's clock may be an hour off; the tenant's own is what it counts by.
    const qint64 now = httpDate(answer.header("Date")).value_or(base::unixSeconds(m_clock.now()));
    constexpr qint64 day = 86400;
    return std::clamp<qint64>(reset - now, 0, day) * second;
}

milliseconds RequestPace::afterFailure(const http::HttpResponse *answer, int attempt)
{
    std::array<unsigned char, 1> bytes{};
    m_random.fill(bytes);
    const milliseconds jitter{bytes.front()};
    if (answer) {
        const QByteArray header = answer->header("Retry-After");
        bool isNumber = false;
        const qint64 seconds = header.toLongLong(&isNumber);
        if (isNumber)
            return std::max<qint64>(0, std::min<qint64>(seconds, 86400)) * second + jitter;
        if (const auto at = httpDate(header)) {
            const qint64 now = httpDate(answer->header("Date")).value_or(base::unixSeconds(m_clock.now()));
            return std::clamp<qint64>(*at - now, 0, 86400) * second + jitter;
        }
        if (const auto reset = untilReset(*answer); reset && *reset > milliseconds(0))
            return *reset + jitter;
    }
    return firstPause * (1 << std::min(attempt, mostDoublings)) + jitter;
}

} // namespace gatehouse::store::remote
