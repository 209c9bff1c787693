#pragma once

#include "tests/support/ScriptedHttpClient.h"
#include "tests/ui/TokenWorld.h"
#include "ui/inspector/TokenEdit.h"
#include "ui/pages/InspectorPage.h"

namespace gatehouse::tests {

using namespace Qt::StringLiterals;

/// The inspector's page over a tenant, with a network that says what a test wants.
struct ShownInspector
{
    ShownInspector()
    {
        page.resize(1100, 1000);
        page.show();
        if (!QTest::qWaitForWindowExposed(&page))
            qFatal("the page is not shown");
    }

    void type(const QByteArray &text)
    {
        find<ui::inspection::TokenEdit>(u"tokenEdit"_s)->setPlainText(QString::fromUtf8(text));
    }
    template <typename T> T *find(const QString &name) const { return page.findChild<T *>(name); }

    TokenWorld world;
    ScriptedHttpClient http;
    ui::pages::InspectorPage page{world.access(), world.control, world.inspector, world.crypto.keys(),
                                  ui::pages::InspectorPageExtras{.http = &http, .privateKeys = nullptr}};
};

} // namespace gatehouse::tests
