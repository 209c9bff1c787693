#include "tests/fuzz/Targets.h"

#include "models/inspector/HeaderShape.h"
#include "models/jose/Jwe.h"
#include "models/jose/StrictJson.h"
#include "models/jose/openssl/OpensslCrypto.h"
#include "models/scan/PlainClaims.h"
#include "models/transport/TokenScanner.h"
#include "tests/fuzz/Promise.h"

#include <algorithm>

namespace gatehouse::fuzz {

namespace {

const jose::openssl::OpensslCrypto &crypto()
{
    static const jose::openssl::OpensslCrypto openssl;
    return openssl;
}

struct Scanned
{
    QByteArrayList tokens;
    qint64 steps = 0;
};

Scanned scanned(QByteArrayView bytes, qsizetype piece)
{
    Scanned out;
    transport::TokenScanner scanner(inspector::headerShape, [&out](transport::FoundToken &&found) {
        require(found.token.size() <= jose::maxJweSize + 8, "a token longer than the limit");
        out.tokens.append(std::move(found.token));
    });
    scanner.setPackedSink({.isPacked = [](QByteArrayView beginning) { return !beginning.startsWith('x'); },
                           .take = [&out](transport::PackedBytes &&packed) { out.tokens.append(packed.bytes); }});
    for (qsizetype at = 0; at < bytes.size(); at += piece)
        scanner.feed(bytes.sliced(at, std::min(piece, bytes.size() - at)));
    scanner.finish();
    std::ranges::sort(out.tokens);
    out.steps = scanner.steps();
    return out;
}

void comparePieces(QByteArrayView bytes)
{
    const Scanned whole = scanned(bytes, std::max<qsizetype>(1, bytes.size()));
    require(scanned(bytes, 7).tokens == whole.tokens, "pieces make a difference");
    // A few looks at each byte, and the budget of chunked cookies once.
    require(whole.steps <= 24 * bytes.size() + 3 * 1024 * 1024, "the work is not linear");
}

} // namespace

void json(QByteArrayView bytes)
{
    const auto value = jose::parseStrictJson(bytes);
    require(value || !scan::readPlainClaims(bytes), "plain claims that are not JSON");
    if (!value)
        return;
    const QByteArray written = value->toJson();
    const auto again = jose::parseStrictJson(written);
    require(again && again->toJson() == written, "JSON that is not taken again");
    require(jose::parseStrictJson(value->toIndentedJson()).has_value(), "indented JSON that is not taken again");
}

void jwkSet(QByteArrayView bytes)
{
    const auto keys = jose::parseKeyText(bytes, crypto().keys());
    if (!keys)
        return;
    for (const jose::Jwk &key : keys->keys) {
        const QByteArray text = key.type == jose::KeyType::Octets ? QByteArray() : key.toPublicJson();
        require(key.type == jose::KeyType::Octets || jose::parseStrictJson(text).has_value(), "a key that is no JSON");
        require(key.type != jose::KeyType::Octets || key.thumbprint().isEmpty(), "a secret's thumbprint");
    }
}

void har(QByteArrayView bytes)
{
    QByteArray text = R"({"log":{"creator":{},"entries":[)";
    text.append(bytes);
    comparePieces(text);
}

void scanner(QByteArrayView bytes)
{
    comparePieces(bytes);
}

} // namespace gatehouse::fuzz
