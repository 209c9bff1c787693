#include "app/window/Application.h"

#include "app/engine/Home.h"
#include "app/engine/Utf8Locale.h"
#include "app/start/StandardOutput.h"

#include "models/base/Redaction.h"
#include "ui/text/Translation.h"
#include "ui/theme/IconSet.h"

#include <QApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

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
    start::reserveStandardStreams();
    start::reportWriteErrors(); // a log that nobody reads any more is no reason to end
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
