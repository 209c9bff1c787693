#include "app/cli/TestCommand.h"

#include "app/cli/Command.h"
#include "app/cli/ManagementJson.h"
#include "app/cli/OptionValues.h"
#include "app/cli/PassphraseSource.h"
#include "app/cli/StandardInput.h"
#include "app/cli/TestOutput.h"
#include "app/cli/TestRuns.h"
#include "models/base/NearestText.h"
#include "models/domain/Passphrase.h"
#include "models/flow/AuthorizationCodeFlow.h"
#include "models/flow/TestCallback.h"
#include "models/store/connection/ConnectionFault.h"
#include "ui/text/ExchangeText.h"
#include "ui/text/ViolationText.h"

#include <CLI/CLI.hpp>

namespace gatehouse::app::cli {

using namespace Qt::StringLiterals;

namespace {

struct TestOptions
{
    std::string api;
    std::string client;
    std::vector<std::string> scopes;
    std::string flow = "client_credentials";
    std::string user;
    std::string passwordFile;
    std::string callback;
    std::string keyFile;
    bool reveal = false;
};

/// The server refuses what it does not know without a word on what is near it.
void noteUnknownScopes(Context &context, const domain::ResourceServer &api, const QStringList &scopes)
{
    for (const QString &scope : scopes) {
        if (api.scope(scope))
            continue;
        const domain::Violation unknown{domain::Field::ScopeValue, domain::Rule::Unknown, scope, 0,
                                        base::nearestText(scope, api.scopeValues())};
        context.out.note(u"gatehouse: "_s + ui::text::violationText(unknown));
    }
}

/// Prints what came of a run; its outcome is the command's.
Outcome told(Context &context, const TestOptions &options, const flow::FlowRequest &request,
             const flow::FlowTranscript &transcript)
{
    const ui::text::FlowNames names{request.client.name, request.api.name, context.session.isRemote()};
    if (context.out.isJson())
        context.out.json(transcriptJson(transcript, names, options.reveal));
    else
        printTranscript(context.out, transcript, names, options.reveal);
    if (transcript.outcome != flow::FlowOutcome::Verified)
        noteUnknownScopes(context, request.api, texts(options.scopes));
    return transcript.outcome == flow::FlowOutcome::Verified ? Exit::Done : Exit::Refused;
}

/// Says why a client cannot be tried so, with a stable name for scripts.
Outcome cannot(Context &context, const QString &outcome, const QString &sentence)
{
    context.out.line(sentence);
    jose::JsonValue answer = json::object();
    json::add(answer, "outcome", json::string(outcome));
    json::add(answer, "message", json::string(sentence));
    context.out.json(answer);
    return Exit::Refused;
}

Outcome testLogin(Context &context, const TestOptions &options, const domain::ResourceServer &api,
                  const domain::ClientApplication &client)
{
    if (!client.allows(domain::GrantType::AuthorizationCode))
        return cannot(context, u"client-unfit"_s, ui::text::noCodeGrantSentence());
    const QString callback = options.callback.empty() ? client.callbacks.value(0) : line(options.callback);
    if (callback.isEmpty()) {
        return cannot(context, u"no-callback"_s,
                      u"%1 has no callback to come back to. Add one: gatehouse client update %2 --callback %3"_s.arg(
                          client.name, client.id.text(), flow::neededCallback(client)));
    }
    const auto userId = store::TenantEditor::findUser(context.session.tenant(), line(options.user));
    if (!userId)
        return refused(userId);
    const domain::User user = *context.session.tenant().user(*userId);
    auto password =
        PassphraseSource(text(options.passwordFile)).read(u"Password of %1: "_s.arg(user.email), user.email);
    if (!password && password.error().code == base::ErrorCode::PassphraseNeeded)
        return store::refuse(domain::Violation{domain::Field::UserPassword, domain::Rule::Required, {}, 0});
    if (!password)
        return store::refuse(password.error());
    const auto issuer = issuerForTest(context);
    if (!issuer)
        return refused(issuer);
    const bool isRefresh = options.flow == "refresh";
    QStringList scopes = texts(options.scopes);
    if (scopes.isEmpty())
        scopes = flow::AuthorizationCodeFlow::everything(api, isRefresh);
    flow::FlowRequest request{.client = client,
                              .api = api,
                              .scopes = scopes,
                              .issuer = *issuer,
                              .tenant = context.session.tenant(),
                              .loginHint = user.email};
    const flow::FlowTranscript login =
        runLogin(context, request, callback, {.user = user.email, .password = *std::move(password)});
    // What the person agreed to is written down by the server meanwhile.
    if (const auto settled = context.session.settle(); !settled)
        return refused(settled);
    const oauth::TokenResponse *tokens = tokensOf(login);
    if (!isRefresh || !tokens)
        return told(context, options, request, login);
    if (tokens->refreshToken.isEmpty()) {
        return cannot(
            context, u"no-refresh-token"_s,
            u"No refresh token came with the login: the API has to allow offline access, the client needs the "
            "grant type refresh_token, and the scope offline_access has to be asked for."_s);
    }
    request.scopes.reset();
    return told(context, options, request, runRefresh(context, request, tokens->refreshToken));
}

/// A tenant elsewhere does not give its clients' secrets away: whoever tests one has it.
store::Edit<void> prepareRemote(Context &context, const TestOptions &options, const domain::ClientApplication &client)
{
    if (options.flow != "client_credentials")
        return store::refuse(
            store::remote::unfit(base::ErrorStep::AskTenant, client.name, store::remote::ConnectionFault::LoginTest)
                .error());
    if (client.authentication != domain::ClientAuthentication::Secret || context.session.custody().clientSecret(client))
        return {}; // shows none, or is the connection's own
    auto secret = readSecretLine(u"Client secret of %1: "_s.arg(client.name), client.name, domain::maxPassphrase);
    if (!secret)
        return std::unexpected(secret.error());
    context.session.remote().custody().noteClientSecret(client.id, *secret);
    return {};
}

/// A client that signs its requests is tested with the key that a person names.
store::Edit<void> bringKey(Context &context, const TestOptions &options, const domain::ClientApplication &client)
{
    if (options.keyFile.empty())
        return {};
    const QString path = text(options.keyFile);
    const auto unfit = [&path](const QString &why) {
        return store::refuse(base::Error{.code = base::ErrorCode::FileUnfit,
                                         .step = base::ErrorStep::ReadSigningKey,
                                         .subject = path,
                                         .detail = why});
    };
    if (client.authentication != domain::ClientAuthentication::PrivateKeyJwt)
        return unfit(u"client-signs-nothing"_s);
    const auto content = readKeyFile(path);
    if (!content)
        return store::refuse(content.error());
    auto key = flow::clientKeyOf(client, *content, context.session.verification().privateKeys(),
                                 context.session.verification().keys());
    if (key) {
        context.session.flowParts().identity.setKey(client.id, *std::move(key));
        return {};
    }
    switch (key.error().kind) {
    case flow::ClientKeyFault::Kind::NoKey:
        return store::refuse(unfitKey(base::ErrorStep::ReadSigningKey, path, key.error().key).error());
    case flow::ClientKeyFault::Kind::OfNobody:
        return unfit(u"key-of-another-client"_s);
    case flow::ClientKeyFault::Kind::SignsNothing:
        return unfit(u"key-signs-nothing"_s);
    }
    return {};
}

Outcome test(Context &context, const TestOptions &options)
{
    if (const auto opened = context.session.open(); !opened)
        return refused(opened);
    // A token from it would be refused by the server, with less to say about why.
    if (!context.session.isRemote() && context.session.engine().store().rollback())
        return std::unexpected(base::Error{.code = base::ErrorCode::StoreRolledBack,
                                           .step = base::ErrorStep::OpenStore,
                                           .subject = context.session.storePath(),
                                           .detail = {}});
    const auto api = context.session.findApi(text(options.api));
    if (!api)
        return refused(api);
    const auto client = context.session.findClient(text(options.client));
    if (!client)
        return refused(client);

    if (const auto brought = bringKey(context, options, *client); !brought)
        return refused(brought);
    if (context.session.isRemote()) {
        if (const auto ready = prepareRemote(context, options, *client); !ready)
            return refused(ready);
    }
    if (options.flow != "client_credentials")
        return testLogin(context, options, *api, *client);
    const auto issuer = issuerForTest(context);
    if (!issuer)
        return refused(issuer);
    const flow::FlowRequest request{.client = *client,
                                    .api = *api,
                                    .scopes =
                                        options.scopes.empty() ? std::nullopt : std::optional(texts(options.scopes)),
                                    .issuer = *issuer,
                                    .tenant = context.session.tenant()};
    return told(context, options, request, runClientCredentials(context, request));
}

} // namespace

void addTestCommand(CLI::App &app, Invocation &invocation)
{
    auto options = std::make_shared<TestOptions>();
    CLI::App *command = app.add_subcommand("test", "Request a token over HTTP as a client would, and verify it");
    command->add_option("API", options->api, "Id or identifier")->required();
    command->add_option("--client", options->client, "Id or name of the client")->required();
    command
        ->add_option("--scope", options->scopes, "Ask for this scope; may be repeated. Without it: all that is granted")
        ->take_all()
        ->expected(1)
        ->allow_extra_args(false);
    command
        ->add_option("--flow", options->flow,
                     "client_credentials: in the client's own name; code: a person logs in through the server's pages; "
                     "refresh: the same, then new tokens for the refresh token")
        ->check(oneOf({"client_credentials", "code", "refresh"}))
        ->capture_default_str();
    CLI::Option *user = command->add_option("--user", options->user, "Id or email of the test user who logs in");
    command
        ->add_option("--password-file", options->passwordFile,
                     "Read the password from the first line of FILE, or of standard input for -")
        ->type_name("FILE")
        ->needs(user);
    command
        ->add_option("--callback", options->callback,
                     "The callback to name in the login; without it, the client's first. Nothing is sent there")
        ->type_name("URL")
        ->needs(user);
    command
        ->add_option("--key", options->keyFile,
                     "The private key of a client that authenticates with private_key_jwt: JWK or PEM, without a "
                     "passphrase. It is kept nowhere")
        ->type_name("FILE");
    command->add_flag("--reveal", options->reveal, "Print the tokens");
    command->callback([&invocation, options, command] {
        if (options->flow != "client_credentials" && options->user.empty())
            throw CLI::RequiredError(command->get_name() + " --flow " + options->flow + ": --user");
        if (options->flow == "client_credentials" && !options->user.empty())
            throw CLI::ValidationError("--user", "only with --flow code or refresh");
        invocation.command = [options](Context &context) { return test(context, *options); };
    });
}

} // namespace gatehouse::app::cli
