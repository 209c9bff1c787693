#include "app/cli/TokenJudge.h"

#include "app/cli/OptionValues.h"
#include "app/cli/StandardInput.h"
#include "app/engine/IssuerFile.h"
#include "app/start/PlainVerification.h"
#include "models/inspector/WeakSecrets.h"
#include "ui/text/ErrorText.h"
#include "ui/text/RefusalText.h"

#include <CLI/CLI.hpp>

#include <cmath>

namespace gatehouse::app::cli {

using namespace Qt::StringLiterals;

void addJudgeOptions(CLI::App &command, JudgeOptions &options)
{
    CLI::Option *key =
        command.add_option("--key", options.keyFile, "A file with the issuer's public key: PEM, JWK or JWK set");
    command.add_option("--secret-file", options.secretFile, "A file with the shared secret")->excludes(key);
    command.add_option("--roots", options.rootsFile, "A file with the root certificates you trust, in PEM");
    command.add_option("--decryption-key", options.decryptionKeyFile,
                       "A file with your private key, to open encrypted tokens: PEM or JWK");
    command.add_option("--weak-secrets", options.weakSecretsFile,
                       "A file with secrets, one a line, to try on HMAC tokens; the first 10,000 are tried");
    command.add_option("--scope", options.scopes, "A scope the token must have; may be repeated")
        ->take_all()
        ->expected(1)
        ->allow_extra_args(false);
    command.add_option("--issuer", options.issuer, "The issuer the token must name");
    command.add_option("--audience", options.audience, "The audience the token must name");
    command.add_option("--now", options.now, "Evaluate times at these Unix seconds")
        ->check([](const std::string &text) {
            return start::readSeconds(text) ? std::string() : std::string("Unix seconds are a number like 1700000000");
        });
    command.add_option("--leeway", options.leeway, "Seconds by which clocks may differ")
        ->check(wholeNumber(0, inspector::maxLeeway));
}

base::Result<base::Secret> readSecret(const std::string &path)
{
    auto bytes = readFile(text(path), keyLimit);
    if (!bytes)
        return std::unexpected(bytes.error());
    while (bytes->endsWith('\n') || bytes->endsWith('\r'))
        bytes->chop(1);
    base::Secret secret{QByteArrayView(*bytes)};
    base::wipe(bytes->data(), static_cast<std::size_t>(bytes->size()));
    return secret;
}

base::Result<QByteArray> readToken(const std::string &path)
{
    base::Result<QByteArray> token = path == "-" ? readStandardInput(tokenLimit) : readFile(text(path), tokenLimit);
    if (token && token->endsWith('\n'))
        token->chop(token->endsWith("\r\n") ? 2 : 1);
    return token;
}

std::unexpected<base::Error> noToken(Context &context, const std::string &path, const QString &sentence)
{
    context.out.note(u"gatehouse: "_s + sentence);
    return base::failure(base::ErrorCode::FileUnfit, base::ErrorStep::ReadToken, text(path), u"no-token"_s);
}

base::Result<void> TokenJudge::readExtras(const JudgeOptions &options, const Crypto &crypto)
{
    if (!options.rootsFile.empty()) {
        const auto bytes = readFile(text(options.rootsFile), keyLimit);
        if (!bytes)
            return std::unexpected(bytes.error());
        auto roots = crypto.trustedRoots(*bytes, text(options.rootsFile));
        if (!roots)
            return std::unexpected(roots.error());
        m_setup.token.trustedRoots = *std::move(roots);
    }
    if (!options.weakSecretsFile.empty()) {
        const auto bytes = readFile(text(options.weakSecretsFile), inspector::mostWeakSecretsBytes);
        if (!bytes)
            return std::unexpected(bytes.error());
        m_setup.token.weakSecrets = inspector::WeakSecrets::of(*bytes).secrets;
    }
    if (!options.decryptionKeyFile.empty()) {
        const auto material = readSecret(options.decryptionKeyFile);
        if (!material)
            return std::unexpected(material.error());
        auto key = crypto.privateKeys().fromText(*material);
        if (!key)
            return unfitKey(base::ErrorStep::ReadDecryptionKey, text(options.decryptionKeyFile), key.error());
        m_setup.decryptionKeys.append(*std::move(key));
    }
    return {};
}

base::Result<void> TokenJudge::readKey(const JudgeOptions &options)
{
    if (!options.secretFile.empty()) {
        auto secret = readSecret(options.secretFile);
        if (!secret)
            return std::unexpected(secret.error());
        // A shared secret may be one to encrypt under as well.
        m_setup.decryptionKeys.append(jose::PrivateKey::fromSecret(*secret));
        m_setup.useKeys(inspector::PastedKey::fromSecret(std::move(*secret)));
    } else if (!options.keyFile.empty()) {
        const auto bytes = readFile(text(options.keyFile), keyLimit);
        if (!bytes)
            return std::unexpected(bytes.error());
        m_setup.useKeys(inspector::PastedKey::fromText(*bytes, m_crypto->keys()));
    }
    return {};
}

void TokenJudge::useTrustedIssuers(Context &context, const Crypto &crypto)
{
    trust::IssuerBook book;
    if (IssuerFile::exists()) {
        base::SystemRandom random;
        auto read = IssuerFile(crypto.cipher(), random).read();
        if (!read)
            context.out.note(u"gatehouse: The issuers you trust are not used. "_s +
                             ui::text::errorText(read.error()).oneLine());
        else
            book = *std::move(read);
    }
    m_setup.useIssuers(std::make_shared<const trust::IssuerBook>(std::move(book)));
}

base::Result<std::unique_ptr<TokenJudge>> TokenJudge::make(Context &context, const JudgeOptions &options)
{
    auto judge = std::make_unique<TokenJudge>();
    inspector::InspectionSetup &setup = judge->m_setup;
    setup.now = options.now ? base::Instant(std::chrono::milliseconds(
                                  std::llround(start::readSeconds(*options.now).value_or(0) * 1000)))
                            : context.clock.now();
    setup.leeway = options.leeway;
    if (options.issuer)
        setup.issuer = text(*options.issuer);
    if (options.audience)
        setup.audience = text(*options.audience);
    if (!options.scopes.empty()) {
        setup.token.scopes.emplace();
        for (const std::string &scope : options.scopes)
            setup.token.scopes->append(text(scope));
    }
    // A look at a token neither makes a store nor needs one; a key that was given is used and no other.
    const bool isKeyGiven = !options.keyFile.empty() || !options.secretFile.empty();
    if (!isKeyGiven && context.session.storeExists()) {
        if (const auto opened = context.session.open()) {
            Engine &engine = context.session.engine();
            setup.useTenant(context.session.tenant(), engine.custody(), engine.issuers());
            judge->m_inspector = &engine.inspector();
            judge->useTrustedIssuers(context, engine.crypto());
            if (const auto read = judge->readExtras(options, engine.crypto()); !read)
                return std::unexpected(read.error());
            return judge;
        } else {
            context.out.note(u"gatehouse: The tenant's keys are not available. "_s +
                             ui::text::refusalText(opened.error()));
        }
    }
    judge->m_crypto = std::make_unique<Crypto>();
    const Crypto &crypto = *judge->m_crypto;
    judge->m_own =
        std::make_unique<inspector::TokenInspector>(crypto.verifier(), crypto.keys(), crypto.inspectorExtras());
    judge->m_inspector = judge->m_own.get();
    if (!isKeyGiven)
        judge->useTrustedIssuers(context, crypto);
    for (const auto &read : {judge->readExtras(options, crypto), judge->readKey(options)}) {
        if (!read)
            return std::unexpected(read.error());
    }
    return judge;
}

const inspector::TokenInspector &TokenJudge::inspector() const
{
    return *m_inspector;
}

inspector::TokenInspection TokenJudge::inspect(QByteArrayView token, Depth depth) const
{
    return m_inspector->inspect(token, m_setup.policy(depth));
}

} // namespace gatehouse::app::cli
