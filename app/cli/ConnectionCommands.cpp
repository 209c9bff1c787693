#include "app/cli/ConnectionCommands.h"

#include "app/cli/Command.h"
#include "app/cli/ManagementJson.h"
#include "app/cli/OptionValues.h"
#include "app/cli/StandardInput.h"
#include "app/cli/Wait.h"
#include "models/base/Text.h"
#include "models/domain/Passphrase.h"
#include "models/jose/CertificateChain.h"
#include "models/store/connection/ConnectionFault.h"
#include "models/store/connection/ScopeNeeds.h"
#include "ui/text/ConnectionText.h"

#include <CLI/CLI.hpp>

namespace gatehouse::app::cli {

using namespace Qt::StringLiterals;
using store::remote::Connection;
using store::remote::ConnectionFault;
using store::remote::Connections;
using store::remote::SecretPlace;

namespace {

constexpr qsizetype largestAuthorities = qsizetype{256} * 1024;

struct ConnectionOptions
{
    std::string name;
    std::string domain;
    std::string clientId;
    std::string color;
    std::string authorities;
    std::string keep;
    bool isProduction = false;
    bool none = false;
};

base::Error unfit(const QString &subject, ConnectionFault fault)
{
    return store::remote::unfit(base::ErrorStep::WriteConnections, subject, fault).error();
}

jose::JsonValue connectionJson(const Connection &connection, const QString &current)
{
    jose::JsonValue object = json::object();
    json::add(object, "name", json::string(connection.name));
    json::add(object, "domain", json::string(connection.address.domain()));
    json::addIfAny(object, "client_id", connection.clientId);
    json::addIfAny(object, "color", connection.color);
    json::add(object, "production", json::boolean(connection.isProduction));
    json::add(object, "secret", json::string(domain::nameOf(connection.place)));
    QStringList fingerprints;
    for (const auto authorities = jose::certificatesIn(connection.authorities); const QByteArray &der : authorities)
        fingerprints.append(ui::text::certificateFingerprint(der));
    json::add(object, "authorities", json::strings(fingerprints));
    json::add(object, "in_use", json::boolean(connection.name == current));
    return object;
}

/// What the options say, checked as far as that goes without a secret.
store::Edit<Connection> wanted(const Connections &connections, const ConnectionOptions &options)
{
    const auto address = store::remote::TenantAddress::parse(line(options.domain));
    if (!address)
        return std::unexpected(address.error());
    Connection connection{.name = line(options.name).trimmed(),
                          .address = *address,
                          .clientId = line(options.clientId).trimmed(),
                          .color = text(options.color).toLower(),
                          .isProduction = options.isProduction};
    const auto place = domain::parseName<SecretPlace>(text(options.keep));
    // A pasted token is kept in memory, and nowhere else.
    connection.place = connection.clientId.isEmpty() ? SecretPlace::Nowhere : place.value_or(SecretPlace::Keychain);
    if (connection.clientId.isEmpty() && place.value_or(SecretPlace::Nowhere) != SecretPlace::Nowhere)
        return store::refuse(unfit(connection.name, ConnectionFault::TokenKept));
    if (const auto checked = store::remote::checkConnection(connection); !checked)
        return std::unexpected(checked.error());
    if (connections.find(connection.name))
        return store::refuse(unfit(connection.name, ConnectionFault::NameTaken));
    if (!options.authorities.empty()) {
        const auto bytes = readFile(text(options.authorities), largestAuthorities);
        if (!bytes)
            return std::unexpected(bytes.error());
        if (!bytes->contains("-----BEGIN CERTIFICATE-----") || jose::certificatesIn(*bytes).isEmpty())
            return store::refuse(unfit(text(options.authorities), ConnectionFault::Authority));
        connection.authorities = *bytes;
    }
    return connection;
}

void printConnection(Context &context, const Connection &connection)
{
    context.out.field(u"domain"_s, connection.address.domain());
    if (!connection.clientId.isEmpty())
        context.out.field(u"client id"_s, connection.clientId);
    context.out.field(u"secret"_s, ui::text::secretPlaceText(connection));
    for (const auto authorities = jose::certificatesIn(connection.authorities); const QByteArray &der : authorities)
        context.out.field(u"authority"_s, ui::text::certificateFingerprint(der));
    if (connection.isProduction)
        context.out.field(u"production"_s, u"read only without --allow-production"_s);
}

Outcome addConnection(Context &context, const ConnectionOptions &options)
{
    ConnectionBook book;
    auto connections = book.read();
    if (!connections)
        return std::unexpected(connections.error());
    auto connection = wanted(*connections, options);
    if (!connection)
        return refused(connection);
    if (connection->place != SecretPlace::Nowhere) {
        // In this order on standard input, where both come from there.
        base::Secret passphrase;
        if (connection->place == SecretPlace::Passphrase) {
            auto typed = context.session.passphrase().readNew(connection->name);
            if (!typed)
                return refused(typed);
            passphrase = *std::move(typed);
        }
        const auto secret =
            readSecretLine(u"Client secret for %1: "_s.arg(connection->name), connection->name, domain::maxPassphrase);
        if (!secret)
            return std::unexpected(secret.error());
        auto kept = wait(book.keep(*connection, *secret, passphrase));
        if (!kept)
            return std::unexpected(kept.error());
        *connection = *std::move(kept);
    }
    connections->all.append(*connection);
    if (const auto written = book.write(*connections); !written)
        return std::unexpected(written.error());
    context.out.line(u"Added the connection %1."_s.arg(connection->name));
    printConnection(context, *connection);
    context.out.json(connectionJson(*connection, connections->current));
    context.out.note(u"gatehouse: `gatehouse connection test` says whether it works and what it may do."_s);
    return Exit::Done;
}

Outcome listConnections(Context &context)
{
    const auto connections = ConnectionBook().read();
    if (!connections)
        return std::unexpected(connections.error());
    QList<QStringList> rows;
    jose::JsonValue list = json::array();
    for (const Connection &connection : connections->all) {
        QStringList marks;
        if (connection.name == connections->current)
            marks.append(u"in use"_s);
        if (connection.isProduction)
            marks.append(u"production"_s);
        rows.append({connection.name, connection.address.domain(), ui::text::secretPlaceText(connection),
                     connection.color, marks.join(u", "_s)});
        list.elements.append(connectionJson(connection, connections->current));
    }
    context.out.table({u"NAME"_s, u"DOMAIN"_s, u"SECRET"_s, u"COLOR"_s, u"MARKS"_s}, rows);
    context.out.json(list);
    return Exit::Done;
}

/// What each feature needs, and what of that the token has.
void tellScopes(Context &context, const std::optional<QStringList> &scopes, jose::JsonValue &object)
{
    QList<QStringList> rows;
    jose::JsonValue features = json::array();
    for (const store::remote::ScopeNeed &need : store::remote::scopeNeeds()) {
        const QStringList missing = scopes ? store::remote::missingOf(need, *scopes) : QStringList();
        rows.append({ui::text::featureText(need.feature), need.scopes.join(u' '), ui::text::allowedText(need, scopes)});
        jose::JsonValue one = json::object();
        json::add(one, "feature", json::string(ui::text::featureText(need.feature)));
        json::add(one, "needs", json::strings(need.scopes));
        json::add(one, "missing", scopes ? json::strings(missing) : json::null());
        features.elements.append(one);
    }
    context.out.table({u"TO"_s, u"NEEDS"_s, u"ALLOWED"_s}, rows);
    json::add(object, "features", features);
}

Outcome testConnection(Context &context, const ConnectionOptions &options)
{
    Session session(context.clock, {}, context.session.passphrase(), {.name = line(options.name).trimmed()});
    if (const auto opened = session.open(); !opened)
        return refused(opened);
    const auto scopes = wait(session.remote().backend().logIn());
    if (!scopes)
        return std::unexpected(scopes.error());
    const store::StoreSnapshot &tenant = session.tenant();
    const auto reading = session.remote().backend().lastReading();
    context.out.line(u"The connection works."_s);
    context.out.field(u"tenant"_s, tenant.tenant.name);
    context.out.field(u"APIs"_s, QString::number(tenant.resourceServers.size()));
    context.out.field(u"clients"_s, QString::number(tenant.clients.size()));
    context.out.field(u"grants"_s, QString::number(tenant.grants.size()));
    if (reading.lostGrants > 0)
        context.out.field(u"skipped"_s,
                          u"grants whose API or client does not exist: "_s + QString::number(reading.lostGrants));
    for (const store::remote::Oddity &odd : reading.odd)
        context.out.field(u"unknown value"_s, u"%1 of %2"_s.arg(odd.member, odd.object));
    jose::JsonValue object = json::object();
    json::add(object, "tenant", json::string(tenant.tenant.name));
    json::add(object, "apis", json::number(tenant.resourceServers.size()));
    json::add(object, "clients", json::number(tenant.clients.size()));
    json::add(object, "grants", json::number(tenant.grants.size()));
    json::add(object, "grants_left_out", json::number(reading.lostGrants));
    tellScopes(context, *scopes, object);
    context.out.json(object);
    return Exit::Done;
}

Outcome removeConnection(Context &context, const ConnectionOptions &options)
{
    ConnectionBook book;
    auto connections = book.read();
    if (!connections)
        return std::unexpected(connections.error());
    const QString name = line(options.name).trimmed();
    const Connection *found = connections->find(name);
    if (!found)
        return store::refuse(unfit(name, ConnectionFault::Unknown));
    const Connection connection = *found;
    // The secret first: an entry without a secret can be removed again, a secret without an entry would stay.
    if (const auto forgotten = wait(book.forget(connection)); !forgotten)
        return std::unexpected(forgotten.error());
    connections->all.removeIf([&name](const Connection &one) { return one.name == name; });
    if (connections->current == name)
        connections->current.clear();
    if (const auto written = book.write(*connections); !written)
        return std::unexpected(written.error());
    ConnectionFiles::of(book.path(), connection).remove(book.crypto().cipher());
    context.out.line(u"Removed the connection %1; the tenant is as it was."_s.arg(name));
    context.out.json(deletedJson("name", name));
    return Exit::Done;
}

Outcome useConnection(Context &context, const ConnectionOptions &options)
{
    ConnectionBook book;
    auto connections = book.read();
    if (!connections)
        return std::unexpected(connections.error());
    const QString name = options.none ? QString() : line(options.name).trimmed();
    if (!options.none && !connections->find(name))
        return store::refuse(unfit(name, ConnectionFault::Unknown));
    connections->current = name;
    if (const auto written = book.write(*connections); !written)
        return std::unexpected(written.error());
    context.out.line(name.isEmpty() ? u"The commands api, scope, client, grant and test work with the store again."_s
                                    : u"The commands api, scope, client, grant and test now work with %1."_s.arg(name));
    jose::JsonValue object = json::object();
    json::add(object, "in_use", name.isEmpty() ? json::null() : json::string(name));
    context.out.json(object);
    return Exit::Done;
}

} // namespace

void addConnectionCommands(CLI::App &app, Invocation &invocation)
{
    auto options = std::make_shared<ConnectionOptions>();
    CLI::App *group = app.add_subcommand("connection", "Tenants elsewhere, behind Auth0's Management API");
    group->require_subcommand(1);

    CLI::App *add =
        group->add_subcommand("add", "Add a tenant; the client secret is read from standard input, or typed unseen");
    add->add_option("NAME", options->name, "What you call it")->required();
    add->add_option("DOMAIN", options->domain, "As in acme.eu.auth0.com; a custom domain is as good")->required();
    add->add_option("--client-id", options->clientId,
                    "A machine-to-machine client that may use the Management API; without one, a Management token is "
                    "asked for each time");
    add->add_option("--color", options->color, "Its mark in the list, as in #1a73e8");
    add->add_flag("--production", options->isProduction, "Not changed without --allow-production");
    add->add_option("--ca", options->authorities, "Certificates of a private authority, PEM")->type_name("FILE");
    add->add_option("--keep", options->keep,
                    "Where the secret is kept: keychain, which is usual, passphrase or nowhere")
        ->check(oneOf({"keychain", "passphrase", "nowhere"}));
    add->callback([&invocation, options] {
        invocation.command = [options](Context &context) { return addConnection(context, *options); };
    });

    group->add_subcommand("list", "List the connections")->callback([&invocation] {
        invocation.command = listConnections;
    });

    CLI::App *test = group->add_subcommand("test", "Log in, read the tenant, and say what the token may do");
    test->add_option("NAME", options->name, "Of the connection")->required();
    test->callback([&invocation, options] {
        invocation.command = [options](Context &context) { return testConnection(context, *options); };
    });

    CLI::App *remove = group->add_subcommand("remove", "Forget a connection and its secret");
    remove->add_option("NAME", options->name, "Of the connection")->required();
    remove->callback([&invocation, options] {
        invocation.command = [options](Context &context) { return removeConnection(context, *options); };
    });

    CLI::App *use = group->add_subcommand("use", "Have commands work with a connection unless they name another");
    CLI::Option *name = use->add_option("NAME", options->name, "Of the connection");
    use->add_flag("--none", options->none, "With the store on this machine, as in the beginning")->excludes(name);
    use->callback([&invocation, options] {
        if (options->name.empty() && !options->none)
            throw CLI::RequiredError("NAME or --none");
        invocation.command = [options](Context &context) { return useConnection(context, *options); };
    });
}

} // namespace gatehouse::app::cli
