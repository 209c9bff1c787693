#include "models/archive/ArchiveReader.h"
#include "models/inspector/TokenCleaner.h"
#include "models/transport/JsonTokens.h"
#include "tests/fuzz/Promise.h"
#include "tests/fuzz/Targets.h"

#include <QBuffer>

namespace gatehouse::fuzz {

namespace {

/// Counts what comes out, and in what order.
class Counted : public transport::ContainerVisitor
{
public:
    void begin(const QString & /*member*/) override
    {
        require(!m_isInside, "a member inside a member");
        m_isInside = true;
    }
    bool bytes(QByteArrayView bytes) override
    {
        require(m_isInside, "bytes of no member");
        total += static_cast<quint64>(bytes.size());
        return true;
    }
    void end() override
    {
        require(m_isInside, "an end without a beginning");
        m_isInside = false;
    }
    void skipped(const QString & /*member*/, transport::SkipReason reason) override
    {
        require(!transport::skipReasonName(reason).isEmpty(), "a reason without a name");
    }
    bool isInside() const { return m_isInside; }

    quint64 total = 0;

private:
    bool m_isInside = false;
};

} // namespace

void transport(QByteArrayView bytes)
{
    qsizetype begin = -1;
    qsizetype end = 0;
    for (const transport::JsonToken &token : transport::jsonTokensIn(bytes)) {
        const bool isOfSameString = token.begin == begin && token.end == end;
        require((token.begin >= end || isOfSameString) && token.begin < token.end && token.end <= bytes.size(),
                "extents out of order");
        begin = token.begin;
        end = token.end;
    }
    const inspector::CleanedText cleaned = inspector::cleanText(bytes);
    require(cleaned.token.size() <= std::max<qsizetype>(bytes.size(), 1), "a token longer than its text");
    require(cleaned.tokens != 1, "one of several");
    if (transport::jsonTokenKind(bytes) && bytes.endsWith('}'))
        require(cleaned.token == bytes && cleaned.removed.isEmpty(), "a token in JSON serialization was replaced");
}

void archive(QByteArrayView bytes)
{
    constexpr quint64 most = quint64{4} << 20;
    constexpr quint64 piece = quint64{256} << 10;
    const archive::ArchiveReader reader({.freely = quint64{1} << 20, .total = most, .members = 100});
    QBuffer buffer;
    buffer.setData(bytes.toByteArray());
    buffer.open(QIODevice::ReadOnly);
    Counted counted;
    transport::ContainerUse use;
    require(reader.visit(buffer, counted, use).has_value(), "cancelled by nobody");
    require(!counted.isInside(), "a member without an end");
    require(counted.total <= most + piece, "a limit was passed");
}

} // namespace gatehouse::fuzz
