#pragma once

#include "tests/ui/WindowWorld.h"
#include "ui/pages/ClientsPage.h"
#include "ui/pages/InspectorPage.h"
#include "ui/shell/MainWindow.h"

namespace gatehouse::tests {

using namespace Qt::StringLiterals;

/// The addresses of every page that a window over `world` has.
inline QStringList everyPage(const TokenWorld &world)
{
    const QString api = u"api/%1/"_s.arg(world.orders().text());
    return {api + u"quickstart"_s, api + u"settings"_s, api + u"scopes"_s, api + u"clients"_s,
            api + u"test"_s,       u"clients"_s,        u"users"_s,        u"management"_s,
            u"issuers"_s,          u"inspector"_s,      u"activity"_s,     u"settings"_s};
}

/// A page's address in a word fit for a file: "api-scopes", "clients".
inline QString pageName(const QString &address)
{
    return (address.contains(u'/') ? u"api-"_s : QString()) + address.section(u'/', -1);
}

} // namespace gatehouse::tests
