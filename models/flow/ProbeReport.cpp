#include "models/flow/ProbeReport.h"

#include "models/http/ThisMachine.h"

#include <algorithm>
#include <array>

namespace gatehouse::flow {

using namespace Qt::StringLiterals;

namespace {

bool isTokenCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
}

} // namespace

QString probeKindName(ProbeRow::Kind kind)
{
    static constexpr std::array<QLatin1StringView, probeKindCount> names{
        "good-token"_L1,   "no-token"_L1,    "altered"_L1,        "expired"_L1,       "wrong-audience"_L1,
        "wrong-issuer"_L1, "unknown-key"_L1, "algorithm-none"_L1, "key-confusion"_L1, "missing-scope"_L1};
    return names.at(static_cast<std::size_t>(kind));
}

QString probeVerdictName(ProbeRow::Verdict verdict)
{
    static constexpr std::array names{"waiting"_L1, "right"_L1,   "other-status"_L1, "accepted"_L1, "good-refused"_L1,
                                      "broke"_L1,   "unclear"_L1, "no-answer"_L1,    "not-tried"_L1};
    return names.at(static_cast<std::size_t>(verdict));
}

QString probeOutcomeName(ProbeReport::Outcome outcome)
{
    static constexpr std::array names{"running"_L1, "sound"_L1, "faulty"_L1, "unclear"_L1, "cancelled"_L1, "failed"_L1};
    return names.at(static_cast<std::size_t>(outcome));
}

ProbeRow::Verdict probeVerdict(int expected, int status)
{
    using enum ProbeRow::Verdict;
    const bool isIn = status >= 200 && status < 300;
    if (status >= 500)
        return Broke;
    if (expected == 200)
        return isIn ? Right : status == 401 || status == 403 ? GoodRefused : Unclear;
    if (isIn)
        return Accepted;
    if (status == expected)
        return Right;
    return status == 400 || status == 401 || status == 403 ? OtherStatus : Unclear;
}

int ProbeReport::faults() const
{
    return static_cast<int>(std::ranges::count_if(rows, &ProbeRow::isFault));
}

ProbeTarget probeTarget(const QUrl &url)
{
    const bool isHttp = url.scheme() == "http"_L1;
    if (!url.isValid() || (!isHttp && url.scheme() != "https"_L1) || url.host().isEmpty() ||
        !url.userInfo().isEmpty() || url.hasFragment())
        return ProbeTarget::NotAnUrl;
    if (http::isThisMachine(url.host()))
        return ProbeTarget::Loopback;
    return isHttp ? ProbeTarget::InTheClear : ProbeTarget::Elsewhere;
}

bool isProbeHeader(const QByteArray &name, const QByteArray &value)
{
    static constexpr std::array reserved{"authorization", "host",    "content-length", "transfer-encoding",
                                         "connection",    "upgrade", "accept-encoding"};
    const QByteArray lower = name.toLower();
    return !name.isEmpty() && std::ranges::all_of(name, isTokenCharacter) &&
           std::ranges::none_of(reserved, [&](const char *one) { return lower == one; }) &&
           std::ranges::none_of(value, [](char c) { return (c >= 0 && c < 0x20 && c != '\t') || c == 0x7f; });
}

} // namespace gatehouse::flow
