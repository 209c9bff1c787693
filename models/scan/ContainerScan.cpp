#include "models/scan/ContainerScan.h"

#include <QBuffer>

#include <cstring>

namespace gatehouse::scan {

using namespace Qt::StringLiterals;

namespace {

/// Compressed bytes inside one another, beside what one of them holds.
constexpr int deepestPacked = 4;

/// Scans each member of a container as a stream of its own.
class MemberScan : public transport::ContainerVisitor
{
public:
    struct Inner
    {
        QString within;                          ///< the name of what the container was found in
        const transport::Place *place = nullptr; ///< of a container in a text: of what is in it, likewise
        transport::Transports through = {};      ///< of the container
    };

    MemberScan(QIODevice &device, Inner inner, const ScanOptions &options, const FoundSink &sink,
               transport::ContainerUse &use)
        : m_device(device)
        , m_use(use)
        , m_inner(std::move(inner))
        , m_options(options)
        , m_sink(inner.place ? placed(*inner.place, inner.through, sink) : sink)
    {
    }

    void begin(const QString &member) override
    {
        m_member = nameOf(member);
        if (m_options.entered)
            m_options.entered(m_member);
        m_scan.emplace(m_options.containers, m_sink);
        scanName(member);
    }
    bool bytes(QByteArrayView bytes) override
    {
        if (m_options.stop.stop_requested())
            return false;
        char *room = m_scan->room(bytes.size());
        std::memcpy(room, bytes.data(), static_cast<std::size_t>(bytes.size()));
        m_scan->took(room, bytes.size());
        if (m_options.progress && !m_inner.place && !m_device.isSequential())
            m_options.progress(m_device.pos());
        return scanFoundPacked();
    }
    void end() override
    {
        m_scan->finish();
        scanFoundPacked();
        m_scan.reset();
    }
    void skipped(const QString &member, transport::SkipReason reason) override
    {
        if (m_options.skipped)
            m_options.skipped(nameOf(member), reason);
    }

private:
    /// A member may be called what is in it.
    void scanName(const QString &member)
    {
        if (!member.contains("ey"_L1) && !member.contains("ew"_L1))
            return;
        QList<transport::FoundToken> found;
        transport::TokenScanner scanner(inspector::headerShape, [&found](transport::FoundToken &&token) {
            token.place = {};
            token.end = 0;
            found.append(std::move(token));
        });
        scanner.feed(member.toUtf8());
        scanner.finish();
        if (!found.isEmpty())
            m_sink(std::move(found));
    }
    QString nameOf(const QString &member) const
    {
        return m_inner.within.isEmpty() || member.isEmpty() ? m_inner.within + member : m_inner.within + u'/' + member;
    }
    bool scanFoundPacked()
    {
        ++m_use.level; // what is inside was opened
        const auto scanned = scanPacked(m_scan->takePacked(), m_member, m_options, m_sink, m_use);
        --m_use.level;
        return scanned.has_value();
    }
    /// What is found is at one place of the input.
    static FoundSink placed(const transport::Place &place, transport::Transports through, const FoundSink &sink)
    {
        return [&place, through, &sink](QList<transport::FoundToken> &&found) {
            for (transport::FoundToken &token : found) {
                const QString name = token.place.name.isEmpty() ? place.name : token.place.name;
                token.place = place;
                token.place.name = name;
                token.through |= through;
            }
            sink(std::move(found));
        };
    }

    QIODevice &m_device;
    transport::ContainerUse &m_use;
    Inner m_inner;
    const ScanOptions &m_options;
    FoundSink m_sink;
    QString m_member;
    std::optional<StreamScan> m_scan;
};

QLatin1StringView holderName(transport::PackedBytes::Holder holder)
{
    switch (holder) {
    case transport::PackedBytes::Holder::Base64:
        return "base64:"_L1;
    case transport::PackedBytes::Holder::Body:
        return "body:"_L1;
    case transport::PackedBytes::Holder::Bytes:
        return "bytes:"_L1;
    }
    return {};
}

/// Reads a container for nothing but where it ends.
class Measuring : public transport::ContainerVisitor
{
public:
    void begin(const QString & /*member*/) override {}
    bool bytes(QByteArrayView /*bytes*/) override { return true; }
    void end() override {}
    void skipped(const QString & /*member*/, transport::SkipReason /*reason*/) override {}
};

/// What was seen from outside of what is in a container, and not behind it.
QByteArrayList seenInside(const PackedWithin &packed, const transport::Containers &containers,
                          const transport::ContainerUse &use)
{
    qint64 end = packed.bytes.seenTo;
    const bool isOpenEnded = packed.bytes.holder == transport::PackedBytes::Holder::Bytes && !packed.seen.isEmpty();
    if (isOpenEnded) {
        QByteArray bytes = packed.bytes.bytes;
        QBuffer buffer(&bytes);
        Measuring measuring;
        transport::ContainerUse measured = use;
        measured.isRestApart = true;
        measured.rest = 0;
        if (buffer.open(QIODevice::ReadOnly) && containers.visit(buffer, measuring, measured))
            end -= measured.rest;
    }
    QByteArrayList seen;
    for (const PackedWithin::Seen &one : packed.seen) {
        if (one.offset < end)
            seen.append(one.token);
    }
    return seen;
}

} // namespace

base::Result<void> scanPacked(std::vector<PackedWithin> &&packed, const QString &within, const ScanOptions &options,
                              const FoundSink &sink, transport::ContainerUse &use)
{
    for (PackedWithin &found : packed) {
        transport::PackedBytes &one = found.bytes;
        const QLatin1StringView holder = holderName(one.holder);
        const QString line = holder + QString::number(one.place.line);
        const QString name = within.isEmpty() ? line : within + u'/' + line;
        const auto skip = [&](transport::SkipReason reason) {
            if (options.skipped)
                options.skipped(name, reason);
        };
        if (one.skipped || use.level == deepestPacked) {
            skip(one.skipped.value_or(transport::SkipReason::TooDeep));
            continue;
        }
        QBuffer buffer(&one.bytes);
        buffer.open(QIODevice::ReadOnly);
        const bool wasRestApart = std::exchange(use.isRestApart, one.holder == transport::PackedBytes::Holder::Bytes);
        QByteArrayList seen = seenInside(found, *options.containers, use);
        const FoundSink unseen = [&seen, &sink](QList<transport::FoundToken> &&tokens) {
            tokens.removeIf([&seen](const transport::FoundToken &token) { return seen.removeOne(token.token); });
            if (!tokens.isEmpty())
                sink(std::move(tokens));
        };
        MemberScan members(buffer, {.within = name, .place = &one.place, .through = one.through}, options, unseen, use);
        if (const auto visited = options.containers->visit(buffer, members, use); !visited)
            return visited;
        use.isRestApart = wasRestApart;
        if (!one.isWhole)
            skip(transport::SkipReason::TooLarge);
    }
    if (!packed.empty() && options.entered)
        options.entered(within);
    return {};
}

base::Result<qint64> scanContainer(QIODevice &device, const ScanOptions &options, const FoundSink &sink)
{
    transport::ContainerUse use;
    MemberScan members(device, {}, options, sink, use);
    if (const auto visited = options.containers->visit(device, members, use); !visited)
        return std::unexpected(visited.error());
    return device.isSequential() ? 0 : device.size();
}

} // namespace gatehouse::scan
