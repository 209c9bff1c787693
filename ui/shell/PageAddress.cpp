#include "ui/shell/PageAddress.h"

#include <QStringList>

namespace gatehouse::ui::shell {

using Section = PageAddress::Section;

std::optional<PageAddress> PageAddress::parse(const QString &text)
{
    const QStringList parts = text.split(u'/');
    const QString head = parts.value(0);
    PageAddress address;
    if (head == u"api" || head == u"apis") {
        if (parts.size() > 3)
            return std::nullopt;
        address.section = Section::Apis;
        address.api = domain::ResourceServerId(parts.value(1));
        address.tab = parts.value(2);
        return address;
    }
    if (head == u"clients" && parts.size() <= 2) {
        address.section = Section::Clients;
        address.client = domain::ClientId(parts.value(1));
        return address;
    }
    if (parts.size() != 1)
        return std::nullopt;
    if (head == u"inspector")
        address.section = Section::Inspector;
    else if (head == u"activity")
        address.section = Section::Activity;
    else if (head == u"settings")
        address.section = Section::Settings;
    else
        return std::nullopt;
    return address;
}

QString PageAddress::toString() const
{
    switch (section) {
    case Section::Apis:
        if (api.isEmpty())
            return QStringLiteral("apis");
        return tab.isEmpty() ? QStringLiteral("api/%1").arg(api.text())
                             : QStringLiteral("api/%1/%2").arg(api.text(), tab);
    case Section::Clients:
        return client.isEmpty() ? QStringLiteral("clients") : QStringLiteral("clients/%1").arg(client.text());
    case Section::Inspector:
        return QStringLiteral("inspector");
    case Section::Activity:
        return QStringLiteral("activity");
    case Section::Settings:
        return QStringLiteral("settings");
    }
    return {};
}

} // namespace gatehouse::ui::shell
