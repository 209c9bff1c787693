#include "app/window/Application.h"

#include "app/engine/Home.h"
#include "app/engine/Utf8Locale.h"

#include "models/base/Redaction.h"
#include "ui/text/Translation.h"
#include "ui/theme/IconSet.h"

#include <QApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

#include <csignal>
#include <cstdio>
#include <sys/resource.h>

namespace gatehouse::app {

using namespace Qt::StringLiterals;

namespace {

void writeRedacted(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    const QByteArray line = qFormatLogMessage(type, context, base::redactedForLog(message)).toUtf8() + '\n';
    std::fwrite(line.constData(), 1, static_cast<std::size_t>(line.size()), stderr);
}

/// The words of Qt's own dialogs.
void loadQtTranslation()
{
    auto *translator = new QTranslator(QCoreApplication::instance());
    if (translator->load(QLocale(), u"qtbase"_s, u"_"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(translator);
    else
        delete translator;
}

} // namespace

void prepareProcess()
{
    ensureUtf8Locale();
    ensureHome();
    // A log that nobody reads any more is no reason to end.
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN); // a limit on the size of files is an error to report
    // A core file would hold opened secrets.
    const rlimit none{.rlim_cur = 0, .rlim_max = 0};
    setrlimit(RLIMIT_CORE, &none);
    qSetMessagePattern(u"gatehouse: %{if-category}%{category}: %{endif}%{message}"_s);
    qInstallMessageHandler(writeRedacted);
}

void prepareApplication(const char *version)
{
    QCoreApplication::setApplicationName(u"gatehouse"_s);
    QCoreApplication::setOrganizationName(u"gatehouse"_s);
    QCoreApplication::setApplicationVersion(QString::fromLatin1(version));
    QGuiApplication::setApplicationDisplayName(u"Gatehouse"_s);
    QGuiApplication::setDesktopFileName(u"org.gatehouse.Gatehouse"_s);
    QGuiApplication::setWindowIcon(ui::theme::applicationIcon());
    loadQtTranslation();
    ui::text::installPlurals();
}

} // namespace gatehouse::app
