#include "app/cli/ManagementJson.h"
#include "app/cli/StandardInput.h"
#include "app/cli/TokenJudge.h"
#include "models/jose/CompactJws.h"

#include <CLI/CLI.hpp>

namespace gatehouse::app::cli {

using namespace Qt::StringLiterals;

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

base::Result<std::unique_ptr<jose::Signer>> makeSigner(const SignOptions &options, const jose::PrivateKeys &keys)
{
    const bool isSecret = !options.secretFile.empty();
    const QString path = text(isSecret ? options.secretFile : options.keyFile);
    const auto refused = [&path](const char *why) {
        return base::failure(base::ErrorCode::FileUnfit, base::ErrorStep::ReadSigningKey, path,
                             QString::fromLatin1(why));
    };
    auto secret = isSecret ? readSecret(options.secretFile) : readKeyFile(path);
    if (!secret)
        return std::unexpected(secret.error());
    const auto key = isSecret ? std::expected<jose::PrivateKey, jose::KeyError>(jose::PrivateKey::fromSecret(*secret))
                              : keys.fromText(*secret);
    if (!key)
        return unfitKey(base::ErrorStep::ReadSigningKey, path, key.error());
    const auto algorithm =
        options.algorithm.empty() ? jose::usualAlgorithm(*key) : jose::parseAlgorithm(text(options.algorithm));
    // What is signed here must verify here: no secret is shorter than its hash (RFC 7518 section 3.2).
    if (!algorithm)
        return refused("algorithm-unknown");
    if (isSecret && secret->size() < jose::hashLength(*algorithm))
        return refused("secret-short");
    auto signer = keys.signer(*algorithm, *key);
    if (!signer)
        return refused("key-of-other-algorithm");
    return signer;
}

Outcome sign(Context &context, const SignOptions &options)
{
    const Crypto crypto;
    const auto signer = makeSigner(options, crypto.privateKeys());
    if (!signer)
        return std::unexpected(signer.error());
    const auto given = readToken(options.claims);
    if (!given)
        return std::unexpected(given.error());
    const auto claims = jose::parseStrictJson(*given);
    if (!claims || !claims->isObject()) {
        context.out.note(u"gatehouse: Claims are one JSON object."_s);
        return Exit::Refused;
    }
    jose::JsonValue header = json::object();
    json::add(header, "alg", json::string(jose::algorithmName((*signer)->algorithm())));
    json::add(header, "typ", json::string(text(options.typ)));
    if (!options.kid.empty())
        json::add(header, "kid", json::string(text(options.kid)));
    const auto signedToken = jose::signCompact(header.toJson(), claims->toJson(), **signer);
    if (!signedToken)
        return std::unexpected(signedToken.error());
    const QString token = QString::fromLatin1(*signedToken);
    if (token.size() > jose::maxTokenSize) {
        context.out.note(u"gatehouse: The token would be too large for anybody to verify."_s);
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
    key->add_option("--key", options->keyFile, "A file with a private key: JWK or PEM, without a passphrase");
    key->add_option("--secret-file", options->secretFile, "A file with a shared secret");
    key->require_option(1);
    command->add_option("--alg", options->algorithm,
                        "The algorithm; default what the key is for: RS256, ES256, EdDSA, ML-DSA-65, HS256…");
    command->add_option("--kid", options->kid, "The key id to name in the header");
    command->add_option("--typ", options->typ, "The type to name in the header")->capture_default_str();
    command->footer("Prints the token. The tenant's own keys sign nothing here: tokens of the tenant come from serve.");
    command->callback([&invocation, options] {
        invocation.command = [options](Context &context) { return sign(context, *options); };
    });
}

} // namespace gatehouse::app::cli
