#include "ui/text/Translation.h"

#include <QCoreApplication>
#include <QTranslator>

// Outside of every namespace, as Q_INIT_RESOURCE asks: it declares a function of the linker's.
static void initTranslations()
{
    Q_INIT_RESOURCE(translations);
}

namespace gatehouse::ui::text {

using namespace Qt::StringLiterals;

void installPlurals()
{
    initTranslations();
    auto *translator = new QTranslator(QCoreApplication::instance());
    if (translator->load(u":/translations/gatehouse_en.qm"_s))
        QCoreApplication::installTranslator(translator);
    else
        delete translator;
}

} // namespace gatehouse::ui::text
