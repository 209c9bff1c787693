#include "Targets.h"

#include "models/inspector/TokenBatch.h"
#include "models/inspector/TokenInspector.h"
#include "models/jose/openssl/OpensslCrypto.h"
#include "models/scan/PlainObject.h"
#include "models/scan/TokenScanner.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace gatehouse::fuzz {

namespace {

void require(bool promise, const char *what)
{
    if (promise)
        return;
    std::fprintf(stderr, "broken: %s\n", what);
    std::abort();
}

class NeverVerifies final : public jose::SignatureVerifier
{
public:
    Outcome verify(jose::Algorithm, const jose::Jwk &, QByteArrayView, QByteArrayView) const override
    {
        return Outcome::Failed;
    }
};

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
    scan::TokenScanner scanner([&out](scan::FoundToken &&found) {
        require(found.token.size() <= jose::maxTokenSize + 8, "a token longer than the limit");
        out.tokens.append(std::move(found.token));
    });
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

void token(QByteArrayView bytes)
{
    static const NeverVerifies verifier;
    const inspector::TokenInspector inspector(verifier, crypto().keys());
    inspector::VerificationPolicy policy;
    policy.keys = inspector::PastedKey::fromSecret(base::Secret(QByteArrayView("0123456789abcdef0123456789abcdef")));
    policy.now = base::Instant(std::chrono::seconds(1700000000));
    for (const bool explain : {true, false}) {
        policy.explain = explain;
        require(!inspector.inspect(bytes, policy).isVerified(), "verified by nobody");
    }
    const auto answer = inspector::verifyLine(bytes, inspector, crypto().keys());
    require(!answer.verified && !answer.json.contains('\n'), "a line without an answer");
}

void json(QByteArrayView bytes)
{
    const auto value = jose::parseStrictJson(bytes);
    require(value || !scan::isPlainObject(bytes), "a plain object that is none");
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
