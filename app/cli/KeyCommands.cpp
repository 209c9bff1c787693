#include "app/cli/KeyCommands.h"

#include "app/cli/Command.h"
#include "app/cli/ManagementJson.h"
#include "models/issuer/KeyTimeline.h"
#include "ui/text/TimeText.h"

#include <CLI/CLI.hpp>

namespace gatehouse::app::cli {

using namespace Qt::StringLiterals;

namespace {

struct NamedOptions
{
    std::string id;
};

QString when(const std::optional<base::Instant> &at)
{
    return at ? ui::text::localTime(*at) : u"–"_s;
}

base::Result<QList<issuer::KeyLine>> timeline(Context &context)
{
    const base::Instant now = context.clock.now();
    const auto issued = context.session.engine().ledger().issued(now);
    if (!issued)
        return std::unexpected(issued.error());
    return issuer::keyTimeline(context.session.tenant(), *issued, now);
}

jose::JsonValue keyJson(const issuer::KeyLine &key)
{
    jose::JsonValue object = json::object();
    json::add(object, "kid", json::string(key.id.text()));
    json::add(object, "state", json::string(domain::nameOf(key.state)));
    json::add(object, "alive_tokens", json::number(key.aliveTokens.value_or(0)));
    if (key.safeToRevoke)
        json::add(object, "safe_to_revoke_at", json::number(base::unixSeconds(*key.safeToRevoke)));
    if (key.safeToRotate)
        json::add(object, "safe_to_rotate_at", json::number(base::unixSeconds(*key.safeToRotate)));
    return object;
}

Outcome listKeys(Context &context)
{
    if (const auto opened = context.session.open(); !opened)
        return refused(opened);
    const auto lines = timeline(context);
    if (!lines)
        return store::refuse(lines.error());
    QList<QStringList> rows;
    jose::JsonValue list = json::array();
    for (const issuer::KeyLine &key : *lines) {
        rows.append({key.id.text(), domain::nameOf(key.state), when(key.currentSince), when(key.currentUntil),
                     QString::number(key.aliveTokens.value_or(0)), when(key.safeToRevoke)});
        list.elements.append(keyJson(key));
    }
    context.out.table({u"KID"_s, u"STATE"_s, u"SIGNS SINCE"_s, u"SIGNED UNTIL"_s, u"ALIVE TOKENS"_s,
                       u"REVOKING BREAKS NOTHING FROM"_s},
                      rows);
    const auto next = std::ranges::find(*lines, domain::SigningKey::State::Next, &issuer::KeyLine::state);
    if (next != lines->end())
        context.out.line(u"Rotating breaks nothing from %1 on: every verifier has the next key at that time."_s.arg(
            when(next->safeToRotate)));
    context.out.json(list);
    return Exit::Done;
}

Outcome rotateKeys(Context &context)
{
    if (const auto opened = context.session.open(); !opened)
        return refused(opened);
    const auto changes = context.session.editor().rotateSigningKey(context.session.tenant(),
                                                                   context.session.engine().crypto().signers());
    if (!changes)
        return refused(changes);
    const Outcome outcome = commitAndTell(context, *changes, [&] {
        jose::JsonValue object = json::object();
        json::add(object, "kid", json::string(context.session.tenant().currentSigningKey()->id.text()));
        json::add(object, "next_kid", json::string(context.session.tenant().nextSigningKey()->id.text()));
        return object;
    });
    if (outcome) {
        context.out.field(u"signs now"_s, context.session.tenant().currentSigningKey()->id.text());
        context.out.field(u"signs next"_s, context.session.tenant().nextSigningKey()->id.text());
        context.out.line(u"  Tokens of the previous key verify until it is revoked; `key list` says from when that "
                         "breaks nothing."_s);
    }
    return outcome;
}

Outcome revokeKey(Context &context, const NamedOptions &options)
{
    if (const auto opened = context.session.open(); !opened)
        return refused(opened);
    const domain::KeyId id(text(options.id));
    const auto lines = timeline(context);
    if (!lines)
        return store::refuse(lines.error());
    const auto changes = context.session.editor().revokeSigningKey(context.session.tenant(), id);
    if (!changes)
        return refused(changes);
    const auto line = std::ranges::find(*lines, id, &issuer::KeyLine::id);
    const qint64 alive = line == lines->end() ? 0 : line->aliveTokens.value_or(0);
    const Outcome outcome = commitAndTell(context, *changes, [&] {
        jose::JsonValue object = json::object();
        json::add(object, "kid", json::string(id.text()));
        json::add(object, "revoked", json::boolean(true));
        json::add(object, "tokens_that_fail_now", json::number(alive));
        return object;
    });
    if (outcome && alive > 0)
        context.out.line(u"  Tokens that were alive and fail from now on: %1."_s.arg(alive));
    return outcome;
}

Outcome listConsents(Context &context)
{
    if (const auto opened = context.session.open(); !opened)
        return refused(opened);
    const store::StoreSnapshot &tenant = context.session.tenant();
    QList<QStringList> rows;
    jose::JsonValue list = json::array();
    for (const domain::Consent &consent : tenant.consents) {
        const QString api = consent.resourceServerId.isEmpty() ? QString() : tenant.apiName(consent.resourceServerId);
        rows.append({consent.id.text(), tenant.userName(consent.userId), tenant.clientName(consent.clientId), api,
                     consent.scopes.join(u' ')});
        list.elements.append(consentJson(consent, tenant));
    }
    context.out.table({u"CONSENT ID"_s, u"USER"_s, u"CLIENT"_s, u"API"_s, u"SCOPES"_s}, rows);
    context.out.json(list);
    return Exit::Done;
}

Outcome revokeConsent(Context &context, const NamedOptions &options)
{
    if (const auto opened = context.session.open(); !opened)
        return refused(opened);
    const domain::ConsentId id(text(options.id));
    const auto changes = context.session.editor().revokeConsent(context.session.tenant(), id);
    if (!changes)
        return refused(changes);
    return commitAndTell(context, *changes, [&] { return deletedJson("id", id.text()); });
}

Outcome listSessions(Context &context)
{
    if (const auto opened = context.session.open(); !opened)
        return refused(opened);
    store::Ledger &ledger = context.session.engine().ledger();
    const auto sessions = ledger.sessions(context.clock.now());
    const auto families = ledger.families();
    if (!sessions || !families)
        return store::refuse(sessions ? families.error() : sessions.error());
    const store::StoreSnapshot &tenant = context.session.tenant();
    QList<QStringList> rows;
    jose::JsonValue list = json::array();
    const auto add = [&](const QString &kind, const QString &id, const domain::UserId &user, const QString &client,
                         base::Instant lastUsed) {
        rows.append({id, kind, tenant.userName(user), client, ui::text::localTime(lastUsed)});
        jose::JsonValue object = json::object();
        json::add(object, "id", json::string(id));
        json::add(object, "kind", json::string(kind));
        json::add(object, "user_id", json::string(user.text()));
        json::addIfAny(object, "client", client);
        json::add(object, "last_used", json::number(base::unixSeconds(lastUsed)));
        list.elements.append(object);
    };
    for (const store::LoginSession &session : *sessions)
        add(u"login"_s, session.id, session.user, {}, session.lastUsed);
    for (const store::RefreshFamily &family : *families)
        add(u"refresh"_s, family.id, family.authorization.user, tenant.clientName(family.authorization.client),
            family.lastUsed);
    context.out.table({u"ID"_s, u"KIND"_s, u"USER"_s, u"CLIENT"_s, u"LAST USED"_s}, rows);
    context.out.json(list);
    return Exit::Done;
}

Outcome revokeSession(Context &context, const NamedOptions &options)
{
    if (const auto opened = context.session.open(); !opened)
        return refused(opened);
    store::Ledger &ledger = context.session.engine().ledger();
    const QString id = text(options.id);
    const auto sessions = ledger.sessions(context.clock.now());
    const auto families = ledger.families();
    if (!sessions || !families)
        return store::refuse(sessions ? families.error() : sessions.error());
    if (!std::ranges::contains(*sessions, id, &store::LoginSession::id) &&
        !std::ranges::contains(*families, id, &store::RefreshFamily::id))
        return store::refuse(domain::Violation{domain::Field::Session, domain::Rule::Unknown, id, 0});
    for (const auto &done : {ledger.removeSession(id), ledger.revokeFamily(id)}) {
        if (!done)
            return store::refuse(done.error());
    }
    context.out.line(u"Ended %1."_s.arg(id));
    context.out.json(deletedJson("id", id));
    return Exit::Done;
}

CLI::App *group(CLI::App &app, const char *name, const char *help)
{
    CLI::App *made = app.add_subcommand(name, help);
    made->require_subcommand(1);
    return made;
}

void addNamed(CLI::App *group, Invocation &invocation, const char *name, const char *help, const char *what,
              Outcome (*run)(Context &, const NamedOptions &))
{
    auto options = std::make_shared<NamedOptions>();
    CLI::App *sub = group->add_subcommand(name, help);
    sub->add_option("ID", options->id, what)->required();
    sub->callback([&invocation, options, run] {
        invocation.command = [options, run](Context &context) { return run(context, *options); };
    });
}

} // namespace

void addKeyCommands(CLI::App &app, Invocation &invocation)
{
    CLI::App *keys = group(app, "key", "The keys that sign the tokens of the tenant");
    keys->add_subcommand("list", "List the keys, and from when revoking one breaks nothing")->callback([&invocation] {
        invocation.command = listKeys;
    });
    keys->add_subcommand("rotate", "Have the next key sign, and publish another one")->callback([&invocation] {
        invocation.command = rotateKeys;
    });
    addNamed(keys, invocation, "revoke", "Take a previous key out of the key set", "The kid of the key", revokeKey);
}

void addConsentCommands(CLI::App &app, Invocation &invocation)
{
    CLI::App *consents = group(app, "consent", "What people let clients do for them");
    consents->add_subcommand("list", "List all consents")->callback([&invocation] {
        invocation.command = listConsents;
    });
    addNamed(consents, invocation, "revoke", "Revoke a consent and the refresh tokens that came of it",
             "The id of the consent", revokeConsent);
}

void addSessionCommands(CLI::App &app, Invocation &invocation)
{
    CLI::App *sessions = group(app, "session", "Who is logged in, and which refresh tokens are alive");
    sessions->add_subcommand("list", "List logins and refresh tokens")->callback([&invocation] {
        invocation.command = listSessions;
    });
    addNamed(sessions, invocation, "revoke", "End a login or revoke refresh tokens", "The id that session list shows",
             revokeSession);
}

} // namespace gatehouse::app::cli
