#include "app/cli/StoreCommands.h"

#include "app/cli/Command.h"
#include "app/cli/ManagementJson.h"
#include "app/cli/OptionValues.h"
#include "app/cli/Wait.h"
#include "models/base/SecretMemory.h"
#include "models/domain/Passphrase.h"
#include "ui/text/CopyText.h"
#include "ui/text/ProtectionText.h"
#include "ui/text/TimeText.h"

#include <CLI/CLI.hpp>
#include <QEventLoop>

#include <optional>
#include <tuple>

namespace gatehouse::app::cli {

using namespace Qt::StringLiterals;

namespace {

struct StoreOptions
{
    std::string with;
    std::string newPassphraseFile;
};

struct CopyOptions
{
    std::string file;
    bool replace = false;
};

Outcome tellStatus(Context &context, bool inDetail)
{
    const auto status = Engine::keyStatus(context.session.storePath());
    if (!status)
        return std::unexpected(status.error());
    if (status->wasOpenToOthers)
        context.out.note("gatehouse: "_L1 + ui::text::keyFileMadePrivate(status->path));
    const QString id = QString::fromLatin1(status->storeId.toHex());
    if (inDetail) {
        context.out.line(context.session.storePath());
        context.out.field(u"id"_s, id);
        context.out.field(u"protection"_s, store::protectionName(status->protection));
        context.out.field(u"key file"_s, status->path);
        context.out.line(ui::text::protectionExplanation(status->protection));
        if (!base::secretmemory::isLocked())
            context.out.line(ui::text::memoryNotLocked());
    }
    jose::JsonValue object = json::object();
    json::add(object, "path", json::string(context.session.storePath()));
    json::add(object, "id", json::string(id));
    json::add(object, "protection", json::string(store::protectionName(status->protection)));
    json::add(object, "key_file", json::string(status->path));
    context.out.json(object);
    return Exit::Done;
}

/// There is no store: why, and what is there in its place.
std::unexpected<store::Refusal> noStore(Context &context)
{
    const auto key = Engine::keyStatus(context.session.storePath());
    return std::unexpected(
        store::Refusal(base::Error{.code = key ? base::ErrorCode::StoreMissing : base::ErrorCode::StoreUnreadable,
                                   .step = base::ErrorStep::ShowStore,
                                   .subject = context.session.storePath(),
                                   .detail = key ? key->path : u"it does not exist"_s}));
}

Outcome showStore(Context &context)
{
    return context.session.storeExists() ? tellStatus(context, true) : noStore(context);
}

store::Edit<base::Secret> newPassphrase(Context &context, const std::string &file)
{
    auto passphrase = PassphraseSource(text(file)).readNew(context.session.storePath());
    const auto *error = passphrase ? nullptr : std::get_if<base::Error>(&passphrase.error());
    if (error && error->code == base::ErrorCode::PassphraseNeeded) {
        // Here the sentence is about the new one.
        context.out.note(u"gatehouse: The new passphrase is read from --new-passphrase-file FILE where "
                         "nobody is at a terminal to be asked."_s);
    }
    return passphrase;
}

Outcome protectStore(Context &context, const StoreOptions &options)
{
    if (!context.session.storeExists())
        return noStore(context);
    if (const auto opened = context.session.open(); !opened)
        return refused(opened);
    store::KeyProtection &protection = context.session.engine().protection();
    base::Result<void> done;
    if (options.with == "passphrase") {
        auto passphrase = newPassphrase(context, options.newPassphraseFile);
        if (!passphrase)
            return refused(passphrase);
        done = wait(protection.protectWithPassphrase(*std::move(passphrase)));
    } else if (options.with == "keychain") {
        done = wait(protection.protectWithKeychain());
    } else {
        done = wait(protection.protectWithKeyFile());
    }
    if (!done)
        return std::unexpected(done.error());
    context.out.line(ui::text::protectionChanged(protection.protection()));
    // It is done, whether the file can be read once more or not.
    if (const Outcome told = tellStatus(context, false); !told)
        context.out.refusal(told.error());
    return Exit::Done;
}

jose::JsonValue rollbackJson(const store::Rollback &rollback)
{
    const auto state = [](const store::Rollback::State &one) {
        jose::JsonValue object = json::object();
        json::add(object, "revision", json::number(one.revision));
        json::add(object, "at", json::string(ui::text::utcTime(one.at)));
        return object;
    };
    jose::JsonValue object = json::object();
    json::add(object, "found", state(rollback.found));
    json::add(object, "seen", state(rollback.seen));
    return object;
}

struct CheckOptions
{
    bool accept = false;
};

/// A store that went back is accepted only where everything else fits.
store::Edit<void> acceptRollback(Context &context)
{
    store::ResourceServerStore &store = context.session.engine().store();
    QEventLoop loop;
    std::optional<base::Error> failure;
    QObject::connect(&store, &store::ResourceServerStore::rollbackAccepted, &loop, &QEventLoop::quit);
    QObject::connect(&store, &store::ResourceServerStore::lost, &loop, [&loop, &failure](const base::Error &error) {
        failure = error;
        loop.quit();
    });
    store.acceptRollback();
    if (store.rollback() && !failure)
        loop.exec();
    if (failure)
        return std::unexpected(store::Refusal(*failure));
    return {};
}

Outcome checkStore(Context &context, const CheckOptions &options)
{
    if (!context.session.storeExists())
        return noStore(context);
    if (const auto opened = context.session.open(); !opened)
        return refused(opened);
    Engine &engine = context.session.engine();
    const auto report = wait(engine.checkState());
    if (!report)
        return std::unexpected(report.error());
    engine.store().tellRollback(); // which a check of the whole audit may have found
    std::ignore = context.session.takeRollback();
    const std::optional<store::Rollback> rollback = engine.store().rollback();
    QStringList altered;
    for (const store::sql::TenantHead::Part part : report->altered)
        altered.append(partName(part));
    if (report->auditBreak)
        altered.append(u"audit"_s);
    context.out.line(altered.isEmpty() ? u"Everything fits: settings, APIs, clients, grants, signing keys and audit."_s
                                       : u"Changed by something other than Gatehouse: %1"_s.arg(altered.join(u", "_s)));
    if (report->auditBreak)
        context.out.line(ui::text::auditBroken(*report->auditBreak));
    const bool isAccepted = rollback && options.accept && altered.isEmpty();
    if (rollback)
        context.out.line(ui::text::storeRolledBack(context.session.storePath(), *rollback));
    if (isAccepted) {
        if (const auto accepted = acceptRollback(context); !accepted)
            return refused(accepted);
        context.out.line(ui::text::rollbackAccepted(context.session.storePath()));
    } else if (rollback) {
        context.out.line(ui::text::rollbackAdvice());
    }
    context.out.field(u"revision"_s, QString::number(report->revision));
    context.out.field(u"audit entries"_s, QString::number(report->auditEntries));
    jose::JsonValue object = json::object();
    json::add(object, "path", json::string(context.session.storePath()));
    json::add(object, "altered", json::strings(altered));
    json::add(object, "revision", json::number(report->revision));
    json::add(object, "audit_entries", json::number(report->auditEntries));
    if (report->auditBreak)
        json::add(object, "audit_entry", json::number(report->auditBreak->entry));
    if (rollback) {
        json::add(object, "rollback", rollbackJson(*rollback));
        json::add(object, "accepted", json::boolean(isAccepted));
    }
    context.out.json(object);
    return altered.isEmpty() && (!rollback || isAccepted) ? Exit::Done : Exit::Refused;
}

Outcome tellCopy(Context &context, const base::Result<store::StoreCopy> &copy,
                 QStringList (*sentences)(const store::StoreCopy &))
{
    if (!copy)
        return std::unexpected(copy.error());
    for (const QStringList lines = sentences(*copy); const QString &line : lines)
        context.out.line(line);
    jose::JsonValue object = json::object();
    json::add(object, "path", json::string(copy->path));
    json::add(object, "revision", json::number(copy->revision));
    json::add(object, "bytes", json::number(copy->bytes));
    json::add(object, "key_file", json::string(copy->keyFile));
    json::add(object, "has_key_file", json::boolean(copy->hasKeyFile));
    json::add(object, "durable", json::boolean(copy->isDurable));
    if (!copy->kept.isEmpty())
        json::add(object, "kept", json::string(copy->kept));
    context.out.json(object);
    return Exit::Done;
}

/// Neither needs the key: a store under a passphrase is backed up without asking for it.
Outcome backUpStore(Context &context, const CopyOptions &options)
{
    if (!context.session.storeExists())
        return noStore(context);
    Engine engine(context.session.storePath(), u"command line"_s);
    return tellCopy(context, wait(engine.copies().backUp(text(options.file), options.replace)), ui::text::backedUp);
}

Outcome restoreStore(Context &context, const CopyOptions &options)
{
    Engine engine(context.session.storePath(), u"command line"_s);
    return tellCopy(context, wait(engine.copies().restore(text(options.file))), ui::text::restored);
}

} // namespace

void addStoreCommands(CLI::App &app, Invocation &invocation)
{
    auto options = std::make_shared<StoreOptions>();
    CLI::App *group = app.add_subcommand("store", "The store's file, and what protects its secrets");
    group->require_subcommand(1);

    group->add_subcommand("show", "Show path, id and protection; opens nothing")->callback([&invocation] {
        invocation.command = showStore;
    });

    auto checkOptions = std::make_shared<CheckOptions>();
    CLI::App *check = group->add_subcommand(
        "check", "Hold everything in the store against what only its key can write, the audit too");
    check->add_flag("--accept", checkOptions->accept,
                    "Accept an older copy that was put in the place of the store by hand, if everything in it fits");
    check->callback([&invocation, checkOptions] {
        invocation.command = [checkOptions](Context &context) { return checkStore(context, *checkOptions); };
    });

    auto copies = std::make_shared<CopyOptions>();
    CLI::App *backup = group->add_subcommand("backup", "Copy the store to a file, checked before and after");
    backup->add_option("FILE", copies->file, "The file to make")->required();
    backup->add_flag("--replace", copies->replace, "Replace FILE if it exists");
    backup->footer("Other programs can go on using the store. The key file is not included: keep a copy of it, too.");
    backup->callback([&invocation, copies] {
        invocation.command = [copies](Context &context) { return backUpStore(context, *copies); };
    });
    CLI::App *restore = group->add_subcommand("restore", "Put a backup in the place of the store");
    restore->add_option("FILE", copies->file, "A backup, or any copy of a store")->required();
    restore->footer(
        "The current store is kept under another name. Programs that have it open notice and go on with the "
        "backup.");
    restore->callback([&invocation, copies] {
        invocation.command = [copies](Context &context) { return restoreStore(context, *copies); };
    });

    CLI::App *protect = group->add_subcommand("protect", "Change what protects the store's secrets");
    protect->add_option("--with", options->with, "key-file (the weaker choice), passphrase or keychain")
        ->required()
        ->check(oneOf({"key-file", "passphrase", "keychain"}));
    protect->add_option("--new-passphrase-file", options->newPassphraseFile,
                        "The new passphrase is its first line; - for standard input. Without it, a person is asked");
    protect->footer("The secrets are not sealed again, and a process that has the store open goes on.");
    protect->callback([&invocation, options] {
        if (!options->newPassphraseFile.empty() && options->with != "passphrase")
            throw CLI::ValidationError("--new-passphrase-file", "goes with --with passphrase.");
        invocation.command = [options](Context &context) { return protectStore(context, *options); };
    });
}

} // namespace gatehouse::app::cli
