#include "app/cli/Command.h"
#include "app/cli/ManagementJson.h"
#include "app/cli/TokenJudge.h"
#include "models/issuer/TokenPlan.h"
#include "ui/text/PreviewText.h"

#include <CLI/CLI.hpp>

#include <algorithm>

namespace gatehouse::app::cli {

using namespace Qt::StringLiterals;

namespace {

struct PreviewOptions
{
    std::vector<std::string> apis;
    std::string client;
    std::string user;
    std::vector<std::string> scopes;
};

/// Stands where issuance draws a random one.
const QString previewedTokenId = u"(random)"_s;

/// With the key that would sign.
QByteArray headerOf(const store::StoreSnapshot &tenant, const issuer::TokenPlan &plan)
{
    const domain::SigningKey *key = tenant.currentSigningKey();
    return issuer::accessTokenHeader(plan.profile(), key ? key->id : domain::KeyId());
}

std::expected<issuer::TokenPlan, oauth::TokenErrorResponse>
planned(const store::StoreSnapshot &tenant, const domain::ClientApplication &client, const domain::User *user,
        const QStringList &audiences, const QStringList &scopes, const issuer::TokenIssue &issue)
{
    using enum domain::GrantType;
    if (const auto refused = issuer::grantTypeRefusal(client, user ? AuthorizationCode : ClientCredentials))
        return std::unexpected(*refused);
    const auto apis = issuer::namedApis(tenant, {}, audiences);
    if (!apis)
        return std::unexpected(apis.error());
    return user ? issuer::userTokenPlan(tenant, client, *user, *apis, scopes, issue)
                : issuer::clientTokenPlan(tenant, client, *apis, scopes.join(u' '), issue);
}

void print(Context &context, const QByteArray &header, const QByteArray &claims, const issuer::TokenPlan &plan)
{
    const auto indented = [](const QByteArray &json) {
        const auto parsed = jose::parseStrictJson(json);
        return QString::fromUtf8(parsed ? parsed->toIndentedJson() : json);
    };
    for (const auto &[title, json] : {std::pair(u"Header"_s, header), std::pair(u"Claims"_s, claims)}) {
        context.out.line(title);
        const QStringList lines = indented(json).split(u'\n');
        for (const QString &line : lines)
            context.out.line(u"  "_s + line);
    }
    QList<QStringList> rows;
    for (const issuer::ScopeRow &row : plan.scopes)
        rows.append({row.scope, ui::text::scopeFateText(row)});
    if (!rows.isEmpty())
        context.out.table({u"SCOPE"_s, u"WHY"_s}, rows);
}

Outcome preview(Context &context, const PreviewOptions &options)
{
    if (const auto opened = context.session.open(); !opened)
        return refused(opened);
    const store::StoreSnapshot &tenant = context.session.tenant();
    const auto client = context.session.findClient(text(options.client));
    if (!client)
        return refused(client);
    QStringList audiences;
    for (const std::string &name : options.apis) {
        const auto api = context.session.findApi(text(name));
        if (!api)
            return refused(api);
        audiences.append(api->identifier);
    }
    const domain::User *user = nullptr;
    if (!options.user.empty()) {
        const auto id = store::TenantEditor::findUser(tenant, line(options.user));
        if (!id)
            return refused(id);
        user = tenant.user(*id);
    }
    const issuer::TokenIssue issue{
        .issuer = context.session.engine().issuers().value(0), .at = context.clock.now(), .tokenId = previewedTokenId};
    const auto plan = planned(tenant, *client, user, audiences, texts(options.scopes), issue);
    jose::JsonValue answer = json::object();
    if (!plan) {
        context.out.line(u"No token: %1 (%2)"_s.arg(plan.error().description, plan.error().error));
        json::add(answer, "error", json::string(plan.error().error));
        json::add(answer, "error_description", json::string(plan.error().description));
        context.out.json(answer);
        return Exit::Refused;
    }
    const QByteArray header = headerOf(tenant, *plan);
    const QByteArray claims = issuer::accessTokenClaims(plan->profile(), plan->content);
    print(context, header, claims, *plan);
    json::add(answer, "header", *jose::parseStrictJson(header));
    json::add(answer, "claims", *jose::parseStrictJson(claims));
    jose::JsonValue scopes = json::array();
    for (const issuer::ScopeRow &row : plan->scopes) {
        jose::JsonValue one = json::object();
        json::add(one, "scope", json::string(row.scope));
        json::add(one, "issued", json::boolean(row.fate == issuer::ScopeFate::Issued));
        json::add(one, "why", json::string(ui::text::scopeFateText(row)));
        scopes.elements.append(one);
    }
    json::add(answer, "scopes", scopes);
    context.out.json(answer);
    return Exit::Done;
}

} // namespace

void addPreviewCommand(CLI::App &group, Invocation &invocation)
{
    auto options = std::make_shared<PreviewOptions>();
    CLI::App *command = group.add_subcommand(
        "preview", "Show the token that would be issued, and what becomes of each scope; nothing is issued");
    command->add_option("--api", options->apis, "Id or identifier; repeatable for one token for several APIs");
    command->add_option("--client", options->client, "Id or name")->required();
    command->add_option("--user", options->user, "Id or email: a token in this person's name");
    command->add_option(
        "--scope", options->scopes,
        "A scope to ask for; repeatable. Without, everything granted, or nothing where --user is given");
    command->callback([&invocation, options] {
        invocation.command = [options](Context &context) { return preview(context, *options); };
    });
}

} // namespace gatehouse::app::cli
