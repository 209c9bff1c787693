#include "app/cli/Grammar.h"
#include "app/engine/Utf8Locale.h"
#include "models/base/Redaction.h"
#include "models/base/Text.h"

#include <QCoreApplication>

#include <cstdio>

using namespace gatehouse;
using namespace gatehouse::app::cli;

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
        writeUtf8(stderr, QStringLiteral("gatehouse: ") + base::visibleText(base::redacted(message)) + u'\n');
}

int runCommand(const Invocation &invocation, int &argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    Output out(invocation.json);
    Session session(text(invocation.storePath), PassphraseSource(text(invocation.passphraseFile)));
    Context context{out, session};
    const Outcome outcome = invocation.command(context);
    if (!outcome)
        out.refusal(outcome.error());
    out.flush();
    return static_cast<int>(outcome.value_or(Exit::Refused));
}

} // namespace

/// The commands of `gatehouse`; people start it by that name, not by this one.
int main(int argc, char *argv[])
{
    app::ensureUtf8Locale();
    qInstallMessageHandler(onMessage);
    const auto parsed = parse(std::vector<std::string>(argv + 1, argv + argc), GATEHOUSE_VERSION);
    if (const auto *usage = std::get_if<Usage>(&parsed)) {
        // An unknown argument is quoted back, and may be anything.
        writeUtf8(usage->exit == Exit::Done ? stdout : stderr,
                  base::visibleLines(base::redacted(QString::fromStdString(usage->text))));
        return static_cast<int>(usage->exit);
    }
    return runCommand(std::get<Invocation>(parsed), argc, argv);
}
