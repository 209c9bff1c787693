#include "models/scan/StreamScan.h"

#include <algorithm>
#include <iterator>

namespace gatehouse::scan {

namespace {

/// From the byte of a unit to the unit's own place.
void widen(transport::FoundToken &token, qint64 unitSize)
{
    token.place.offset *= unitSize;
    token.end *= unitSize;
    token.through |= transport::Transport::Utf16;
}

} // namespace

std::vector<PackedWithin> withSeen(std::vector<transport::PackedBytes> &&packed,
                                   const QList<transport::FoundToken> &found)
{
    std::vector<PackedWithin> all;
    if (packed.empty())
        return all;
    std::vector<const transport::FoundToken *> sorted;
    for (const transport::FoundToken &token : found)
        sorted.push_back(&token);
    const auto offsetOf = [](const transport::FoundToken *token) { return token->place.offset; };
    std::ranges::stable_sort(sorted, {}, offsetOf);
    for (transport::PackedBytes &one : packed) {
        PackedWithin within{.bytes = std::move(one)};
        auto token = std::ranges::lower_bound(sorted, within.bytes.place.offset, {}, offsetOf);
        for (; token != sorted.end() && (*token)->place.offset < within.bytes.seenTo; ++token)
            within.see(**token);
        all.push_back(std::move(within));
    }
    return all;
}

transport::PackedSink packedSink(const transport::Containers *containers,
                                 std::function<void(transport::PackedBytes &&packed)> take)
{
    if (!containers)
        return {};
    return {.isPacked = [containers](QByteArrayView beginning) { return containers->isContainer(beginning); },
            .take = std::move(take)};
}

StreamScan::StreamScan(const transport::Containers *containers, const FoundSink &sink)
    : m_sink(sink)
    , m_scanner(inspector::headerShape, [this](transport::FoundToken &&token) { keep(std::move(token)); })
{
    m_scanner.setPackedSink(packedSink(
        containers, [this](transport::PackedBytes &&packed) { m_packed.push_back({.bytes = std::move(packed)}); }));
}

void StreamScan::took(char *bytes, qint64 size)
{
    if (std::exchange(m_isFirst, false))
        m_wide = transport::WideInput::of(QByteArrayView(bytes, size));
    m_scanner.took(m_wide ? m_wide->narrow(bytes, size) : size);
    handOver();
}

void StreamScan::finish()
{
    m_scanner.finish();
    m_isFinished = true;
    handOver();
}

std::vector<PackedWithin> StreamScan::takePacked()
{
    const auto isPassed = [this](const PackedWithin &one) {
        return m_isFinished || one.bytes.seenTo <= m_scanner.at();
    };
    const auto rest = std::ranges::stable_partition(m_packed, isPassed);
    std::vector<PackedWithin> passed(std::move_iterator(m_packed.begin()), std::move_iterator(rest.begin()));
    m_packed.erase(m_packed.begin(), rest.begin());
    return passed;
}

void StreamScan::keep(transport::FoundToken &&token)
{
    for (PackedWithin &one : m_packed)
        one.see(token);
    m_found.append(std::move(token));
}

void StreamScan::handOver()
{
    if (m_found.isEmpty())
        return;
    if (m_wide) {
        for (transport::FoundToken &token : m_found)
            widen(token, m_wide->unitSize());
    }
    std::ranges::stable_sort(m_found, {}, [](const transport::FoundToken &token) { return token.place.offset; });
    m_sink(std::exchange(m_found, {}));
}

} // namespace gatehouse::scan
