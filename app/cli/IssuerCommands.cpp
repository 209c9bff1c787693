#include "app/cli/IssuerCommands.h"

#include "app/cli/Command.h"
#include "app/cli/ManagementJson.h"
#include "app/cli/OptionValues.h"
#include "app/cli/StandardInput.h"
#include "app/cli/Wait.h"
#include "app/crypto/Crypto.h"
#include "app/engine/IssuerFile.h"
#include "models/base/Text.h"
#include "models/http/NetworkHttpClient.h"
#include "models/trust/IssuerFault.h"
#include "models/trust/Presets.h"
#include "ui/text/IssuerText.h"
#include "ui/text/RefusalText.h"
#include "ui/text/TimeText.h"

#include <CLI/CLI.hpp>

namespace gatehouse::app::cli {

using namespace Qt::StringLiterals;
using trust::KeySource;
using trust::Provider;
using trust::TrustedIssuer;

namespace {

constexpr qsizetype largestKeyFile = qsizetype{1024} * 1024;

struct IssuerOptions
{
    std::string name;
    std::string issuer;
    std::string provider;
    std::string discovery;
    std::string keySet;
    std::string keyFile;
    std::vector<std::string> audiences;
    std::vector<std::string> algorithms;
    std::vector<std::string> tenants;
    int everyHours = 0;
    std::string accepted; ///< the print of the keys that wait
    bool isAll = false;
};

/// The desk with all it needs, for one command.
class Desk
{
public:
    explicit Desk(const base::Clock &clock)
        : m_file(m_crypto.cipher(), m_random)
        , m_desk({.storage = m_file, .http = m_http, .codec = m_crypto.keys(), .clock = clock})
    {
    }

    base::Result<void> load() { return wait(m_desk.load()); }
    trust::IssuerDesk *operator->() { return &m_desk; }

private:
    Crypto m_crypto;
    base::SystemRandom m_random;
    http::NetworkHttpClient m_http;
    IssuerFile m_file;
    trust::IssuerDesk m_desk;
};

base::Error unfit(const QString &subject, trust::IssuerFault fault)
{
    return trust::unfit(base::ErrorStep::WriteIssuers, subject, fault).error();
}

QString moment(base::Instant at)
{
    return ui::text::localTime(at);
}

QStringList algorithmNames(const TrustedIssuer &issuer)
{
    QStringList names;
    for (const jose::Algorithm algorithm : issuer.algorithms)
        names.append(jose::algorithmName(algorithm));
    return names;
}

jose::JsonValue keysJson(const TrustedIssuer &issuer)
{
    jose::JsonValue list = json::array();
    for (const trust::IssuerKey &known : issuer.keys) {
        jose::JsonValue object = json::object();
        if (known.key.kid)
            json::add(object, "kid", json::string(*known.key.kid));
        json::add(object, "thumbprint", json::string(known.key.thumbprint()));
        json::add(object, "added", json::number(base::unixSeconds(known.added)));
        json::add(object, "gone", known.gone ? json::number(base::unixSeconds(*known.gone)) : json::null());
        list.elements.append(object);
    }
    return list;
}

jose::JsonValue issuerJson(const TrustedIssuer &issuer)
{
    jose::JsonValue object = json::object();
    json::add(object, "name", json::string(issuer.name));
    json::add(object, "issuer", json::string(issuer.issuer));
    json::add(object, "provider", json::string(domain::nameOf(issuer.provider)));
    json::add(object, "source", json::string(domain::nameOf(issuer.source)));
    json::addIfAny(object, "address", issuer.address.toString(QUrl::FullyEncoded));
    json::add(object, "audiences", json::strings(issuer.audiences));
    json::add(object, "algorithms", json::strings(algorithmNames(issuer)));
    json::add(object, "tenants", json::strings(issuer.tenants));
    json::add(object, "every_hours", issuer.refreshHours > 0 ? json::number(issuer.refreshHours) : json::null());
    json::add(object, "refreshed",
              issuer.refreshedAt ? json::number(base::unixSeconds(*issuer.refreshedAt)) : json::null());
    json::add(object, "waiting", issuer.waiting ? json::string(trust::printOf(*issuer.waiting)) : json::null());
    json::add(object, "keys", keysJson(issuer));
    return object;
}

jose::JsonValue newsJson(const QString &name, const trust::KeyNews &news)
{
    jose::JsonValue object = json::object();
    json::add(object, "name", json::string(name));
    json::add(object, "unexpected", json::boolean(news.isUnexpected()));
    json::add(object, "all_new", json::boolean(news.isAllNew));
    json::add(object, "replaced", json::strings(news.replaced));
    json::add(object, "added", json::strings(news.added));
    json::add(object, "returned", json::strings(news.returned));
    json::add(object, "restated", json::strings(news.restated));
    json::add(object, "gone", json::strings(news.gone));
    return object;
}

/// What the options say of an issuer; the rules for it are asked when it is added.
store::Edit<TrustedIssuer> wanted(const IssuerOptions &options)
{
    TrustedIssuer issuer{.name = line(options.name).trimmed(),
                         .issuer = line(options.issuer).trimmed(),
                         .audiences = texts(options.audiences),
                         .tenants = texts(options.tenants),
                         .refreshHours = options.everyHours};
    issuer.provider = options.provider.empty()
                          ? trust::providerOf(issuer.issuer)
                          : domain::parseName<Provider>(text(options.provider)).value_or(Provider::Other);
    for (const std::string &name : options.algorithms) {
        const auto algorithm = jose::parseAlgorithm(text(name));
        if (!algorithm)
            return store::refuse(unfit(issuer.name, trust::IssuerFault::Algorithms));
        issuer.algorithms.append(*algorithm);
    }
    QString address;
    if (!options.keyFile.empty()) {
        issuer.source = KeySource::Given;
        return issuer;
    }
    if (!options.keySet.empty()) {
        issuer.source = KeySource::KeySet;
        address = line(options.keySet).trimmed();
    } else if (!options.discovery.empty()) {
        issuer.source = KeySource::Discovery;
        address = line(options.discovery).trimmed();
    } else {
        const KeySource usual = trust::usualSource(issuer.provider);
        issuer.source = usual == KeySource::Given ? KeySource::Discovery : usual;
        issuer.address = trust::usualAddress(issuer.provider, issuer.issuer, issuer.source);
        // Whether an issuer can be one is said first.
        if (issuer.address.isEmpty() &&
            trust::faultOf(trust::checkIssuer(issuer).error_or(base::Error())) == trust::IssuerFault::Address)
            return store::refuse(unfit(issuer.issuer, trust::IssuerFault::AddressUnknown));
        return issuer;
    }
    issuer.address = QUrl(address, QUrl::StrictMode);
    return issuer;
}

void printIssuer(Context &context, const TrustedIssuer &issuer)
{
    Output &out = context.out;
    out.field(u"issuer"_s, issuer.issuer);
    out.field(u"provider"_s, ui::text::providerName(issuer.provider));
    out.field(u"keys from"_s, ui::text::keySourceText(issuer));
    if (!issuer.audiences.isEmpty())
        out.field(u"audiences"_s, issuer.audiences.join(u", "_s));
    if (!issuer.algorithms.isEmpty())
        out.field(u"algorithms"_s, algorithmNames(issuer).join(u", "_s));
    if (!issuer.tenants.isEmpty())
        out.field(u"tenants"_s, issuer.tenants.join(u", "_s));
    out.field(u"fetched"_s, issuer.refreshHours > 0 ? u"every %1 h while the window is open"_s.arg(issuer.refreshHours)
                                                    : u"when you say so"_s);
    if (issuer.refreshedAt)
        out.field(u"last"_s, moment(*issuer.refreshedAt));
}

void tellNews(Context &context, const TrustedIssuer &issuer, const trust::KeyNews &news)
{
    context.out.line(ui::text::keyNewsText(news));
    if (issuer.waiting) {
        context.out.line(ui::text::waitingKeysText(issuer));
        context.out.note(
            u"gatehouse: once you know why, `gatehouse issuer refresh \"%1\" --accept %2` accepts them."_s.arg(
                base::visibleText(issuer.name), trust::printOf(*issuer.waiting)));
    }
}

Outcome addIssuer(Context &context, const IssuerOptions &options)
{
    const auto issuer = wanted(options);
    if (!issuer)
        return refused(issuer);
    QByteArray file;
    if (!options.keyFile.empty()) {
        auto bytes = readFile(text(options.keyFile), largestKeyFile);
        if (!bytes)
            return std::unexpected(bytes.error());
        file = *std::move(bytes);
    }
    Desk desk(context.clock);
    if (const auto loaded = desk.load(); !loaded)
        return std::unexpected(loaded.error());
    const auto news = wait(desk->add(*issuer, file));
    if (!news)
        return std::unexpected(news.error());
    const TrustedIssuer *added = desk->book()->find(issuer->name);
    context.out.line(u"You now trust %1."_s.arg(base::visibleText(added->name)));
    printIssuer(context, *added);
    context.out.line(ui::text::keyNewsText(*news));
    context.out.json(issuerJson(*added));
    if (const QString note = ui::text::providerNote(added->provider); !note.isEmpty())
        context.out.note(u"gatehouse: "_s + note);
    return Exit::Done;
}

Outcome listIssuers(Context &context)
{
    Desk desk(context.clock);
    if (const auto loaded = desk.load(); !loaded)
        return std::unexpected(loaded.error());
    QList<QStringList> rows;
    jose::JsonValue list = json::array();
    for (const TrustedIssuer &issuer : desk->book()->all) {
        rows.append({issuer.name, issuer.issuer, ui::text::providerName(issuer.provider),
                     QString::number(issuer.presentKeys().size()),
                     issuer.refreshedAt ? moment(*issuer.refreshedAt) : QString(),
                     issuer.waiting ? u"new keys wait"_s : QString()});
        list.elements.append(issuerJson(issuer));
    }
    context.out.table({u"NAME"_s, u"ISSUER"_s, u"PROVIDER"_s, u"KEYS"_s, u"FETCHED"_s, u"MARKS"_s}, rows);
    context.out.json(list);
    return Exit::Done;
}

Outcome showIssuer(Context &context, const IssuerOptions &options)
{
    Desk desk(context.clock);
    if (const auto loaded = desk.load(); !loaded)
        return std::unexpected(loaded.error());
    const QString name = line(options.name).trimmed();
    const TrustedIssuer *issuer = desk->book()->find(name);
    if (!issuer)
        return store::refuse(unfit(name, trust::IssuerFault::Unknown));
    printIssuer(context, *issuer);
    QList<QStringList> rows;
    for (const trust::IssuerKey &known : issuer->keys) {
        rows.append({known.name(), known.key.alg.value_or(QString()), moment(known.added),
                     known.gone ? moment(*known.gone) : u"still there"_s});
    }
    context.out.table({u"KEY"_s, u"ALGORITHM"_s, u"ADDED"_s, u"GONE"_s}, rows);
    if (issuer->waiting)
        context.out.line(ui::text::waitingKeysText(*issuer));
    context.out.json(issuerJson(*issuer));
    return Exit::Done;
}

Outcome refreshIssuers(Context &context, const IssuerOptions &options)
{
    Desk desk(context.clock);
    if (const auto loaded = desk.load(); !loaded)
        return std::unexpected(loaded.error());
    QStringList names;
    if (options.isAll) {
        for (const TrustedIssuer &issuer : desk->book()->all) {
            if (issuer.isFetched())
                names.append(issuer.name);
        }
    } else {
        names.append(line(options.name).trimmed());
    }
    jose::JsonValue list = json::array();
    bool isUnexpected = false;
    std::optional<base::Error> failure;
    for (const QString &name : std::as_const(names)) {
        const auto news =
            wait(options.accepted.empty() ? desk->refresh(name) : desk->accept(name, line(options.accepted).trimmed()));
        if (!news && !options.isAll)
            return std::unexpected(news.error());
        if (!news) {
            context.out.note(u"gatehouse: "_s + ui::text::errorText(news.error()).oneLine());
            failure = news.error();
            continue;
        }
        const TrustedIssuer *issuer = desk->book()->find(name);
        if (!issuer)
            continue; // removed by another process meanwhile
        if (options.isAll)
            context.out.line(base::visibleText(name) + u':');
        tellNews(context, *issuer, *news);
        isUnexpected = isUnexpected || issuer->waiting.has_value();
        list.elements.append(newsJson(name, *news));
    }
    context.out.json(options.isAll || list.elements.isEmpty() ? list : list.elements.constFirst());
    return isUnexpected || failure ? Exit::Refused : Exit::Done;
}

Outcome removeIssuer(Context &context, const IssuerOptions &options)
{
    Desk desk(context.clock);
    if (const auto loaded = desk.load(); !loaded)
        return std::unexpected(loaded.error());
    const QString name = line(options.name).trimmed();
    if (const auto removed = wait(desk->remove(name)); !removed)
        return std::unexpected(removed.error());
    context.out.line(u"Removed the issuer %1 and the history of its keys."_s.arg(base::visibleText(name)));
    context.out.json(deletedJson("name", name));
    return Exit::Done;
}

Outcome listPresets(Context &context)
{
    QList<QStringList> rows;
    jose::JsonValue list = json::array();
    for (const trust::Preset &preset : trust::presets()) {
        rows.append({domain::nameOf(preset.provider), preset.issuer, preset.reference});
        jose::JsonValue object = json::object();
        json::add(object, "provider", json::string(domain::nameOf(preset.provider)));
        json::add(object, "name", json::string(preset.name));
        json::add(object, "issuer", json::string(preset.issuer));
        json::add(object, "note", json::string(ui::text::providerNote(preset.provider)));
        jose::JsonValue claims = json::object();
        for (const QLatin1StringView claim : preset.claims)
            json::add(claims, claim, json::string(ui::text::providerClaimText(preset.provider, QString(claim))));
        json::add(object, "claims", claims);
        json::add(object, "reference", json::string(preset.reference));
        list.elements.append(object);
    }
    context.out.table({u"PROVIDER"_s, u"ISSUER"_s, u"SOURCE"_s}, rows);
    context.out.json(list);
    return Exit::Done;
}

void addAddCommand(CLI::App &group, Invocation &invocation, const std::shared_ptr<IssuerOptions> &options)
{
    CLI::App *add = group.add_subcommand("add", "Trust an issuer; its keys are fetched now, or read from a file");
    add->add_option("NAME", options->name, "What you call it")->required();
    add->add_option("ISSUER", options->issuer,
                    "What its tokens have in iss, exactly; {tenantid} in it stands for each --tenant")
        ->required();
    std::vector<std::string> providers{"other"};
    for (const trust::Preset &preset : trust::presets())
        providers.push_back(domain::nameOf(preset.provider).toStdString());
    add->add_option("--provider", options->provider, "Whose quirks it has; otherwise recognized by the issuer")
        ->check(oneOf(std::move(providers)));
    CLI::Option *discovery = add->add_option("--discovery", options->discovery,
                                             "The address of its configuration, where it is not the usual one");
    CLI::Option *keySet = add->add_option("--jwks", options->keySet, "The address of its key set instead");
    CLI::Option *file =
        add->add_option("--key", options->keyFile, "A file with its keys instead: JWK set, JWK, PEM or certificate")
            ->type_name("FILE");
    discovery->excludes(keySet)->excludes(file);
    keySet->excludes(file);
    const auto several = [add](const char *name, std::vector<std::string> &values, const char *what) {
        add->add_option(name, values, what)->take_all()->expected(1)->allow_extra_args(false);
    };
    several("--audience", options->audiences, "One of these its tokens must name; may be repeated");
    several("--alg", options->algorithms, "The algorithms its tokens may have; may be repeated");
    several("--tenant", options->tenants, "A tid that its tokens may have, with {tenantid}; may be repeated");
    add->add_option("--every", options->everyHours,
                    "Fetch the keys unasked, every so many hours while the window is open; never otherwise")
        ->type_name("HOURS")
        ->check(wholeNumber(TrustedIssuer::leastRefreshHours, TrustedIssuer::mostRefreshHours))
        ->excludes(file);
    add->callback([&invocation, options] {
        invocation.command = [options](Context &context) { return addIssuer(context, *options); };
    });
}

} // namespace

void addIssuerCommands(CLI::App &app, Invocation &invocation)
{
    auto options = std::make_shared<IssuerOptions>();
    CLI::App *group = app.add_subcommand("issuer", "Issuers besides the tenant whose tokens you rely on");
    group->require_subcommand(1);
    addAddCommand(*group, invocation, options);
    group->add_subcommand("list", "List the issuers you trust")->callback([&invocation] {
        invocation.command = listIssuers;
    });
    group->add_subcommand("presets", "What is known of nine providers, and where they say so")->callback([&invocation] {
        invocation.command = listPresets;
    });

    CLI::App *show = group->add_subcommand("show", "An issuer and its keys, with those that are gone");
    show->add_option("NAME", options->name, "Of the issuer")->required();
    show->callback([&invocation, options] {
        invocation.command = [options](Context &context) { return showIssuer(context, *options); };
    });

    CLI::App *refresh = group->add_subcommand("refresh", "Fetch the keys of an issuer anew");
    CLI::Option *name = refresh->add_option("NAME", options->name, "Of the issuer");
    CLI::Option *all = refresh->add_flag("--all", options->isAll, "Of every issuer")->excludes(name);
    refresh
        ->add_option("--accept", options->accepted,
                     "Take the keys that an earlier refresh reported as unexpected, by the print that it gave them")
        ->option_text("PRINT")
        ->excludes(all);
    refresh->footer("Exits with 1 when keys were replaced in a way that nobody could expect: all at once, or another\n"
                    "key under a known ID. They are used only once you have accepted them.");
    refresh->callback([&invocation, options] {
        if (options->name.empty() && !options->isAll)
            throw CLI::RequiredError("NAME or --all");
        invocation.command = [options](Context &context) { return refreshIssuers(context, *options); };
    });

    CLI::App *remove = group->add_subcommand("remove", "Trust an issuer no longer, and forget its keys");
    remove->add_option("NAME", options->name, "Of the issuer")->required();
    remove->callback([&invocation, options] {
        invocation.command = [options](Context &context) { return removeIssuer(context, *options); };
    });
}

} // namespace gatehouse::app::cli
