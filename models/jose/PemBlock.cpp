#include "models/jose/PemBlock.h"

namespace gatehouse::jose {

namespace {

using Kind = KeyError::Kind;

constexpr QByteArrayView beginMark("-----BEGIN ");
constexpr QByteArrayView dashes("-----");

std::unexpected<KeyError> refuseBlock(Kind kind)
{
    return std::unexpected(KeyError{kind, {}});
}

/// A block as it stands in the text.
struct Armour
{
    QByteArrayView label;
    QByteArrayView body;
    qsizetype end = 0; ///< where the text goes on
};

std::optional<Armour> armourAt(QByteArrayView text, qsizetype from)
{
    const qsizetype beginAt = text.indexOf(beginMark, from);
    if (beginAt < 0)
        return std::nullopt;
    const qsizetype labelAt = beginAt + beginMark.size();
    const qsizetype labelEnd = text.indexOf(dashes, labelAt);
    if (labelEnd < 0)
        return std::nullopt;
    Armour armour;
    armour.label = text.sliced(labelAt, labelEnd - labelAt);
    const QByteArray endMark = "-----END " + armour.label.toByteArray() + "-----";
    const qsizetype bodyAt = labelEnd + dashes.size();
    const qsizetype bodyEnd = text.indexOf(endMark, bodyAt);
    if (bodyEnd < 0)
        return std::nullopt;
    armour.body = text.sliced(bodyAt, bodyEnd - bodyAt);
    armour.end = bodyEnd + endMark.size();
    return armour;
}

std::expected<PemBlock, KeyError> blockOf(const Armour &armour)
{
    if (armour.label == "ENCRYPTED PRIVATE KEY" ||
        (armour.body.contains("Proc-Type:") && armour.body.contains("ENCRYPTED")))
        return refuseBlock(Kind::Encrypted);
    if (armour.label == "OPENSSH PRIVATE KEY")
        return refuseBlock(Kind::OpenSsh);
    if (armour.label == "PKCS12")
        return refuseBlock(Kind::Pkcs12);

    QByteArray base64 = armour.body.toByteArray();
    base64.removeIf(
        [](char character) { return character == '\n' || character == '\r' || character == ' ' || character == '\t'; });
    auto bytes = QByteArray::fromBase64Encoding(base64, QByteArray::AbortOnBase64DecodingErrors);
    base::wipe(base64.data(), static_cast<std::size_t>(base64.size()));
    if (!bytes)
        return refuseBlock(Kind::NotAKey);
    PemBlock block;
    block.label = armour.label.toByteArray();
    block.der = base::Secret(QByteArrayView(*bytes));
    base::wipe((*bytes).data(), static_cast<std::size_t>((*bytes).size()));
    return block;
}

} // namespace

std::expected<PemBlock, KeyError> PemBlock::sole(QByteArrayView text)
{
    auto armour = armourAt(text, 0);
    if (armour && armour->label == "EC PARAMETERS")
        armour = armourAt(text, armour->end);
    if (!armour)
        return refuseBlock(Kind::NotAKey);
    if (text.indexOf(beginMark, armour->end) >= 0)
        return refuseBlock(Kind::SeveralKeys);
    return blockOf(*armour);
}

std::expected<std::vector<PemBlock>, KeyError> PemBlock::every(QByteArrayView text, qsizetype most)
{
    std::vector<PemBlock> blocks;
    for (auto armour = armourAt(text, 0); armour; armour = armourAt(text, armour->end)) {
        if (std::ssize(blocks) == most)
            return refuseBlock(Kind::TooLarge);
        auto block = blockOf(*armour);
        if (!block)
            return std::unexpected(block.error());
        blocks.push_back(std::move(*block));
    }
    if (blocks.empty())
        return refuseBlock(Kind::NotAKey);
    return blocks;
}

} // namespace gatehouse::jose
