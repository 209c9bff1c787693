// Makes what the benchmarks of many tokens read.
//
//     bench_make_inputs rs256 COUNT TOKENS-FILE JWKS-FILE
//     bench_make_inputs hs256 COUNT TOKENS-FILE SECRET-FILE
//     bench_make_inputs log MEBIBYTES LOG-FILE
//
// Tokens are distinct, of about 500 bytes, one a line, as the Auth0 profile of a client credentials token is. Beside
// TOKENS-FILE goes TOKENS-FILE.few: a hundred tokens of which the last five are expired, not yet valid, of another
// issuer, for another audience, and with a changed signature. The log has requests of a web server, one in five with a
// token of a few thousand.

#include "models/jose/Base64Url.h"
#include "models/jose/qca/QcaCrypto.h"
#include "models/scan/Parallel.h"
#include "tests/support/TestKeys/TestKeys.h"

#include <QFile>

#include <cstdio>
#include <string_view>
#include <vector>

using namespace gatehouse;
using namespace Qt::StringLiterals;

namespace {

/// What differs between tokens.
struct Content
{
    int number = 0;
    QByteArray issuer = "http://127.0.0.1:8126/";
    QByteArray audience = "https://api.example.com/";
    qint64 notBefore = 1700000000;
    qint64 expiresAt = 4000000000;
};

QByteArray signingInput(const char *alg, const Content &content)
{
    const QByteArray header = R"({"alg":")"_ba + alg + R"(","typ":"JWT","kid":"21hi274Rp02112mgkUGma"})";
    const QByteArray claims =
        R"({"iss":")" + content.issuer + R"(","sub":"K9pZc2pQ3vRkYwTn5sLx8aBd7eFg4hJm@clients","aud":")" +
        content.audience + R"(","iat":1700000000,"nbf":)" + QByteArray::number(content.notBefore) + R"(,"exp":)" +
        QByteArray::number(content.expiresAt) +
        QByteArray(std::string_view(alg) == "HS256" ? R"(,"scope":"read:appointments write:appointments read:patients )"
                                                      R"(write:patients read:invoices write:invoices delete:invoices")"
                                                    : "") +
        R"(,"gty":"client-credentials","jti":")" + QByteArray::number(content.number) + R"("})";
    return jose::encodeBase64Url(header) + '.' + jose::encodeBase64Url(claims);
}

QByteArray makeToken(const char *alg, const Content &content, const jose::Signer &signer)
{
    const QByteArray input = signingInput(alg, content);
    return input + '.' + jose::encodeBase64Url(signer.sign(input).value_or(QByteArray()));
}

std::vector<QByteArray> makeTokens(const char *alg, int count, const jose::Signer &signer)
{
    std::vector<QByteArray> tokens(static_cast<std::size_t>(count));
    scan::forEachIndex(count, scan::processorCount(), [&](qsizetype index) {
        tokens[static_cast<std::size_t>(index)] = makeToken(alg, {.number = static_cast<int>(index)}, signer);
    });
    return tokens;
}

std::vector<QByteArray> makeFew(const char *alg, const jose::Signer &signer)
{
    std::vector<QByteArray> few = makeTokens(alg, 95, signer);
    few.push_back(makeToken(alg, {.expiresAt = 1700000001}, signer));
    few.push_back(makeToken(alg, {.notBefore = 3999999999}, signer));
    few.push_back(makeToken(alg, {.issuer = "http://127.0.0.1:8127/"}, signer));
    few.push_back(makeToken(alg, {.audience = "https://other.example.com/"}, signer));
    QByteArray changed = few.front();
    char &first = changed[changed.lastIndexOf('.') + 1];
    first = first == 'A' ? 'B' : 'A';
    few.push_back(changed);
    return few;
}

bool write(const char *path, const QByteArray &bytes)
{
    QFile file(QString::fromLocal8Bit(path));
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

bool writeLines(const char *path, const std::vector<QByteArray> &lines)
{
    QByteArray bytes;
    for (const QByteArray &line : lines)
        bytes += line + '\n';
    return write(path, bytes);
}

bool writeLog(const char *path, qint64 size, const std::vector<QByteArray> &tokens)
{
    QFile file(QString::fromLocal8Bit(path));
    if (!file.open(QIODevice::WriteOnly))
        return false;
    QByteArray bytes;
    qint64 written = 0;
    for (int i = 0; written < size; ++i) {
        const QByteArray number = QByteArray::number(i);
        bytes += "2026-11-25T10:" + number.rightJustified(2, '0', true) + ":07.123Z INFO  http request=" + number +
                 " method=GET path=/api/v2/appointments/" + number +
                 "/notes?page=2&per_page=50 status=200 bytes=" + number +
                 " agent=\"Mozilla/5.0 (X11; Linux x86_64) key eye they\"";
        if (i % 5 == 0)
            bytes += " authorization=\"Bearer " + tokens[static_cast<std::size_t>(i) / 5 % tokens.size()] + '"';
        bytes += '\n';
        if (bytes.size() > 1024 * 1024) {
            written += bytes.size();
            if (file.write(bytes) != bytes.size())
                return false;
            bytes.resize(0);
        }
    }
    return true;
}

} // namespace

int main(int argc, char **argv)
{
    const std::string_view what = argc > 3 ? argv[1] : "";
    const int amount = argc > 3 ? QByteArray(argv[2]).toInt() : 0;
    const jose::qca::QcaCrypto crypto;
    const QByteArray secret("a secret of forty-eight bytes for the benchmarks");
    const auto hmac = crypto.signers().hmacSigner(jose::Algorithm::HS256, base::Secret(QByteArrayView(secret)));
    bool done = false;
    if (what == "rs256" && argc == 5) {
        const auto rsa = crypto.signers().rsaSigner(jose::Algorithm::RS256, tests::testPrivateKey());
        auto key = crypto.keys().publicKeyFromPem(tests::testKeyFile(u"public-spki.pem"_s));
        if (rsa && key) {
            key->kid = u"21hi274Rp02112mgkUGma"_s;
            key->alg = u"RS256"_s;
            done = writeLines(argv[3], makeTokens("RS256", amount, **rsa)) &&
                   writeLines((QByteArray(argv[3]) + ".few").constData(), makeFew("RS256", **rsa)) &&
                   write(argv[4], "{\"keys\":[" + key->toPublicJson() + "]}\n");
        }
    } else if (what == "hs256" && argc == 5) {
        done = writeLines(argv[3], makeTokens("HS256", amount, *hmac)) &&
               writeLines((QByteArray(argv[3]) + ".few").constData(), makeFew("HS256", *hmac)) &&
               write(argv[4], secret + '\n');
    } else if (what == "log" && argc == 4) {
        done = writeLog(argv[3], qint64{amount} * 1024 * 1024, makeTokens("HS256", 4000, *hmac));
    }
    if (!done)
        std::fputs("bench_make_inputs: see its beginning for what it takes; GATEHOUSE_SOURCE_DIR names the checkout\n",
                   stderr);
    return done ? 0 : 2;
}
