#include "app/cli/StoreCommands.h"

#include "app/cli/Command.h"
#include "app/cli/ManagementJson.h"
#include "models/domain/Passphrase.h"
#include "ui/text/ProtectionText.h"

#include <CLI/CLI.hpp>
#include <QEventLoop>

#include <optional>

namespace gatehouse::app::cli {

namespace {

struct StoreOptions
{
    std::string with;
    std::string newPassphraseFile;
};

Outcome tellStatus(Context &context, bool inDetail)
{
    const auto status = Engine::keyStatus(context.session.storePath());
    if (!status)
        return std::unexpected(status.error());
    const QString id = QString::fromLatin1(status->storeId.toHex());
    if (inDetail) {
        context.out.line(context.session.storePath());
        context.out.field(QStringLiteral("id"), id);
        context.out.field(QStringLiteral("protection"), store::protectionName(status->protection));
        context.out.field(QStringLiteral("key file"), status->path);
        context.out.line(ui::text::protectionExplanation(status->protection));
    }
    jose::JsonValue object = json::object();
    json::add(object, "path", json::string(context.session.storePath()));
    json::add(object, "id", json::string(id));
    json::add(object, "protection", json::string(store::protectionName(status->protection)));
    json::add(object, "key_file", json::string(status->path));
    context.out.json(object);
    return Exit::Done;
}

Outcome showStore(Context &context)
{
    if (!context.session.storeExists()) {
        return std::unexpected(base::Error{.code = base::ErrorCode::StoreUnreadable,
                                           .step = QStringLiteral("show store"),
                                           .subject = context.session.storePath(),
                                           .detail = QStringLiteral("there is none")});
    }
    return tellStatus(context, true);
}

base::Result<void> wait(const base::Job<void> &job)
{
    QEventLoop loop;
    std::optional<base::Result<void>> result;
    job.then(&loop, [&loop, &result](const base::Result<void> &done) {
        result = done;
        loop.quit();
    });
    // A job that was over before is told of at once, and a loop that quits before it runs would never end.
    if (!result)
        loop.exec();
    return *result;
}

/// A person types a new one twice.
store::Edit<base::Secret> newPassphrase(Context &context, const std::string &file)
{
    const QString store = context.session.storePath();
    const PassphraseSource source(text(file));
    auto passphrase = source.read(QStringLiteral("New passphrase for %1: ").arg(store), store);
    if (!passphrase && passphrase.error().code == base::ErrorCode::PassphraseNeeded) {
        // Here the sentence is about the new one.
        context.out.note(QStringLiteral("gatehouse: The new passphrase is read from --new-passphrase-file FILE where "
                                        "nobody is at a terminal to be asked."));
    }
    if (!passphrase)
        return std::unexpected(passphrase.error());
    if (source.isPerson()) {
        const auto again = source.read(QStringLiteral("Again: "), store);
        if (!again)
            return std::unexpected(again.error());
        if (!passphrase->equals(*again))
            return std::unexpected(domain::Violation{domain::Field::Passphrase, domain::Rule::NotRepeated, {}, 0});
    }
    if (const auto violation = domain::checkPassphrase(*passphrase))
        return std::unexpected(*violation);
    return *std::move(passphrase);
}

Outcome protectStore(Context &context, const StoreOptions &options)
{
    if (!context.session.storeExists())
        return showStore(context);
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
    return tellStatus(context, false);
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

    CLI::App *protect = group->add_subcommand("protect", "Change what protects the store's secrets");
    protect->add_option("--with", options->with, "key-file (the weaker choice), passphrase or keychain")
        ->required()
        ->check(CLI::IsMember({"key-file", "passphrase", "keychain"}));
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
