#include "app/cli/Grammar.h"
#include "app/engine/Home.h"
#include "app/engine/Utf8Locale.h"
#include "app/start/CoreDumps.h"
#include "app/start/Memory.h"
#include "app/start/StandardOutput.h"
#include "models/base/Redaction.h"
#include "models/base/Text.h"
#include "models/store/connection/ConnectionFault.h"
#include "ui/text/Translation.h"

#include <QCoreApplication>

#include <cstdio>

using namespace gatehouse;
namespace start = gatehouse::app::start;
using namespace gatehouse::app::cli;
using namespace Qt::StringLiterals;

namespace {

void writeUtf8(std::FILE *file, const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), file);
}

/// Qt's and our own log lines: made safe for logs and terminals alike.
void onMessage(QtMsgType type, const QMessageLogContext &, const QString &message)
{
    if (type != QtDebugMsg && type != QtInfoMsg)
        writeUtf8(stderr, u"gatehouse: "_s + base::visibleText(base::redactedForLog(message)) + u'\n');
}

start::Exit runCommand(const Invocation &invocation, int &argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    ui::text::installPlurals();
    Output out(invocation.json);
    ConnectionChoice connection{.name = text(invocation.connection),
                                .allowsProduction = invocation.allowProduction,
                                .isOffline = invocation.offline};
    if (!connection.name.isEmpty() && !invocation.isForTenant) {
        out.refusal(
            store::remote::unfit(base::ErrorStep::None, connection.name, store::remote::ConnectionFault::Command)
                .error());
        return start::Exit::Refused;
    }
    // Where a person works with a connection, and says nothing else.
    if (connection.name.isEmpty() && invocation.storePath.empty() && invocation.isForTenant) {
        const auto connections = app::ConnectionBook().read();
        if (!connections) {
            out.refusal(connections.error());
            return start::Exit::Refused;
        }
        connection.name = connections->current;
        if (!connection.name.isEmpty())
            out.note(u"gatehouse: With the connection %1."_s.arg(connection.name));
    }
    if (connection.isOffline && connection.name.isEmpty()) {
        out.refusal(store::remote::unfit(base::ErrorStep::None, {}, store::remote::ConnectionFault::OnlyStore).error());
        return start::Exit::Refused;
    }
    const base::SystemClock clock;
    Session session(clock, text(invocation.storePath), PassphraseSource(text(invocation.passphraseFile)),
                    std::move(connection));
    Context context{out, session, clock};
    const Outcome outcome = invocation.command(context);
    if (!outcome)
        out.refusal(outcome.error());
    for (const QStringList notes = session.takeNotes(); const QString &note : notes)
        out.note("gatehouse: "_L1 + note);
    // What the tenant did not keep is not done, whatever it answered.
    if (outcome == Exit::Done && session.isIncomplete())
        return Exit::Refused;
    return outcome.value_or(Exit::Refused);
}

} // namespace

/// The commands of `gatehouse`; people start it by that name, not by this one.
int main(int argc, char *argv[])
{
    start::reserveStandardStreams();
    start::forbidCoreDumps();
    start::reportWriteErrors();
    start::reportMissingMemory();
    app::ensureUtf8Locale();
    app::ensureHome();
    qInstallMessageHandler(onMessage);
    const auto parsed = parse(std::vector<std::string>(argv + 1, argv + argc), GATEHOUSE_VERSION);
    if (const auto *usage = std::get_if<Usage>(&parsed)) {
        // An unknown argument is quoted back, and may be anything; help is made of our own words.
        const bool isHelp = usage->exit == Exit::Done;
        const QString words = QString::fromStdString(usage->text);
        writeUtf8(isHelp ? stdout : stderr, base::visibleLines(isHelp ? words : base::redacted(words)));
        return static_cast<int>(start::withOutputWritten(usage->exit));
    }
    return static_cast<int>(start::withOutputWritten(runCommand(std::get<Invocation>(parsed), argc, argv)));
}
