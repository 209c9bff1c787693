#include "app/cli/ManagementJson.h"
#include "app/cli/StandardInput.h"
#include "app/cli/TokenJudge.h"
#include "models/jose/Base64Url.h"

#include <CLI/CLI.hpp>

namespace gatehouse::app::cli {

namespace {

struct SignOptions
{
    std::string keyFile;
    std::string secretFile;
    std::string algorithm;
    std::string kid;
    std::string typ = "JWT";
    std::string claims = "-";
};

/// The bytes of an unencrypted PKCS#8 key in PEM (RFC 5958, RFC 7468).
std::optional<base::Secret> pkcs8Of(QByteArrayView pem)
{
    constexpr QByteArrayView begin("-----BEGIN PRIVATE KEY-----");
    constexpr QByteArrayView end("-----END PRIVATE KEY-----");
    const qsizetype from = pem.indexOf(begin);
    const qsizetype to = from < 0 ? -1 : pem.indexOf(end, from);
    if (to < 0)
        return {};
    QByteArray der = QByteArray::fromBase64(pem.sliced(from + begin.size(), to - from - begin.size()).toByteArray());
    base::Secret secret{QByteArrayView(der)};
    base::wipe(der.data(), static_cast<std::size_t>(der.size()));
    return secret;
}

base::Result<std::unique_ptr<jose::Signer>> makeSigner(const SignOptions &options, const jose::SignerFactory &signers)
{
    const bool isSecret = !options.secretFile.empty();
    const QString name = options.algorithm.empty() ? (isSecret ? QStringLiteral("HS256") : QStringLiteral("RS256"))
                                                   : text(options.algorithm);
    const auto algorithm = jose::parseAlgorithm(name);
    const auto refused = [&options](const char *why) {
        return base::failure(base::ErrorCode::FileUnreadable, "read signing key",
                             text(options.secretFile.empty() ? options.keyFile : options.secretFile),
                             QString::fromLatin1(why));
    };
    if (isSecret) {
        auto secret = readSecret(options.secretFile);
        if (!secret)
            return std::unexpected(secret.error());
        // What is signed here must verify here: no secret is shorter than its hash (RFC 7518 section 3.2).
        if (!algorithm || jose::keyTypeOf(*algorithm) != jose::KeyType::Octets ||
            secret->size() < jose::hashLength(*algorithm))
            return refused("algorithm or length");
        return signers.hmacSigner(*algorithm, *secret);
    }
    auto pem = readFile(text(options.keyFile), keyLimit);
    if (!pem)
        return std::unexpected(pem.error());
    const auto key = pkcs8Of(*pem);
    base::wipe(pem->data(), static_cast<std::size_t>(pem->size()));
    if (!key || !algorithm || jose::keyTypeOf(*algorithm) != jose::KeyType::Rsa)
        return refused("no PKCS#8 key in PEM for the algorithm");
    auto signer = signers.rsaSigner(*algorithm, *key);
    if (!signer)
        return refused("no RSA key");
    return signer;
}

Outcome sign(Context &context, const SignOptions &options)
{
    const Crypto crypto;
    const auto signer = makeSigner(options, crypto.signers());
    if (!signer)
        return std::unexpected(signer.error());
    const auto given = readToken(options.claims);
    if (!given)
        return std::unexpected(given.error());
    const auto claims = jose::parseStrictJson(*given);
    if (!claims || !claims->isObject()) {
        context.out.note(QStringLiteral("gatehouse: Claims are one JSON object."));
        return Exit::Refused;
    }
    jose::JsonValue header = json::object();
    json::add(header, "alg", json::string(jose::algorithmName((*signer)->algorithm())));
    json::add(header, "typ", json::string(text(options.typ)));
    if (!options.kid.empty())
        json::add(header, "kid", json::string(text(options.kid)));
    const QByteArray input = jose::encodeBase64Url(header.toJson()) + '.' + jose::encodeBase64Url(claims->toJson());
    const auto signature = (*signer)->sign(input);
    if (!signature)
        return std::unexpected(signature.error());
    const QString token = QString::fromLatin1(input + '.' + jose::encodeBase64Url(*signature));
    if (token.size() > jose::maxTokenSize) {
        context.out.note(QStringLiteral("gatehouse: The token would be too large for anybody to verify."));
        return Exit::Refused;
    }
    jose::JsonValue object = json::object();
    json::add(object, "token", json::string(token));
    context.out.json(object);
    if (!context.out.isJson())
        std::printf("%s\n", qPrintable(token)); // longer than a line of text may be
    return Exit::Done;
}

} // namespace

void addSignCommand(CLI::App &group, Invocation &invocation)
{
    auto options = std::make_shared<SignOptions>();
    CLI::App *command = group.add_subcommand("sign", "Sign claims with a key of a file, for tests");
    command->add_option("CLAIMS", options->claims, "A file with a JSON object; - for standard input");
    CLI::Option_group *key = command->add_option_group("Key");
    key->add_option("--key", options->keyFile, "A file with a private key: PKCS#8 in PEM, without a passphrase");
    key->add_option("--secret-file", options->secretFile, "A file with a shared secret");
    key->require_option(1);
    command->add_option("--alg", options->algorithm, "The algorithm; default RS256, or HS256 with a secret");
    command->add_option("--kid", options->kid, "The key id to name in the header");
    command->add_option("--typ", options->typ, "The type to name in the header")->capture_default_str();
    command->footer("Prints the token. The tenant's own keys sign nothing here: tokens of the tenant come from serve.");
    command->callback([&invocation, options] {
        invocation.command = [options](Context &context) { return sign(context, *options); };
    });
}

} // namespace gatehouse::app::cli
