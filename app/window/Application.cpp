#include "app/window/Application.h"

#include "app/engine/Utf8Locale.h"

#include "models/base/Redaction.h"
#include "ui/theme/IconSet.h"

#include <QApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

#include <cstdio>
#include <sys/resource.h>

// Outside of every namespace, as Q_INIT_RESOURCE asks: it declares a function of the linker's.
static void initTranslations()
{
    Q_INIT_RESOURCE(translations);
}

namespace gatehouse::app {

namespace {

void writeRedacted(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    const QByteArray line = qFormatLogMessage(type, context, base::redacted(message)).toUtf8() + '\n';
    std::fwrite(line.constData(), 1, static_cast<std::size_t>(line.size()), stderr);
}

void loadTranslation(const QString &catalogue, const QString &folder)
{
    auto *translator = new QTranslator(QCoreApplication::instance());
    // Sentences with a number in them have two forms even in the language they are written in.
    if (translator->load(QLocale(), catalogue, QStringLiteral("_"), folder) ||
        translator->load(catalogue + QStringLiteral("_en"), folder))
        QCoreApplication::installTranslator(translator);
    else
        delete translator;
}

} // namespace

void prepareProcess()
{
    ensureUtf8Locale();
    // A core file would hold opened secrets.
    const rlimit none{.rlim_cur = 0, .rlim_max = 0};
    setrlimit(RLIMIT_CORE, &none);
    qSetMessagePattern(QStringLiteral("gatehouse: %{if-category}%{category}: %{endif}%{message}"));
    qInstallMessageHandler(writeRedacted);
}

void prepareApplication(const char *version)
{
    QCoreApplication::setApplicationName(QStringLiteral("gatehouse"));
    QCoreApplication::setOrganizationName(QStringLiteral("gatehouse"));
    QCoreApplication::setApplicationVersion(QString::fromLatin1(version));
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Gatehouse"));
    QGuiApplication::setDesktopFileName(QStringLiteral("org.gatehouse.Gatehouse"));
    QGuiApplication::setWindowIcon(ui::theme::applicationIcon());
    initTranslations();
    loadTranslation(QStringLiteral("qtbase"), QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    loadTranslation(QStringLiteral("gatehouse"), QStringLiteral(":/translations"));
}

} // namespace gatehouse::app
