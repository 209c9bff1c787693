#include "ui/shell/PageAddress.h"

#include <QStringList>

namespace gatehouse::ui::shell {

using namespace Qt::StringLiterals;

using Section = PageAddress::Section;

std::optional<PageAddress> PageAddress::parse(const QString &text)
{
    const QStringList parts = text.split(u'/');
    const QString head = parts.value(0);
    PageAddress address;
    if (head == u"api" || head == u"apis") {
        if (parts.size() > 4 || (parts.size() == 4 && parts.at(2) != u"clients"))
            return std::nullopt;
        address.section = Section::Apis;
        address.api = domain::ResourceServerId(parts.value(1));
        address.tab = parts.value(2);
        address.client = domain::ClientId(parts.value(3));
        return address;
    }
    if (head == u"clients" && parts.size() <= 2) {
        address.section = Section::Clients;
        address.client = domain::ClientId(parts.value(1));
        return address;
    }
    if (head == u"users" && parts.size() <= 2) {
        address.section = Section::Users;
        address.user = domain::UserId(parts.value(1));
        return address;
    }
    if (parts.size() != 1)
        return std::nullopt;
    if (head == u"management")
        address.section = Section::Management;
    else if (head == u"issuers")
        address.section = Section::Issuers;
    else if (head == u"connections")
        address.section = Section::Connections;
    else if (head == u"inspector")
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
            return u"apis"_s;
        if (tab.isEmpty())
            return u"api/%1"_s.arg(api.text());
        return client.isEmpty() ? u"api/%1/%2"_s.arg(api.text(), tab)
                                : u"api/%1/%2/%3"_s.arg(api.text(), tab, client.text());
    case Section::Clients:
        return client.isEmpty() ? u"clients"_s : u"clients/%1"_s.arg(client.text());
    case Section::Users:
        return user.isEmpty() ? u"users"_s : u"users/%1"_s.arg(user.text());
    case Section::Management:
        return u"management"_s;
    case Section::Issuers:
        return u"issuers"_s;
    case Section::Connections:
        return u"connections"_s;
    case Section::Inspector:
        return u"inspector"_s;
    case Section::Activity:
        return u"activity"_s;
    case Section::Settings:
        return u"settings"_s;
    }
    return {};
}

QString PageAddress::helpId() const
{
    switch (section) {
    case Section::Apis:
        if (tab == u"settings")
            return u"api-settings"_s;
        if (tab == u"clients")
            return u"client-grants"_s;
        return tab.isEmpty() ? u"quickstart"_s : tab;
    case Section::Clients:
        return u"clients"_s;
    case Section::Users:
        return u"users"_s;
    case Section::Management:
        return u"management"_s;
    case Section::Issuers:
        return u"issuers"_s;
    case Section::Connections:
        return u"connections"_s;
    case Section::Inspector:
        return u"inspector"_s;
    case Section::Activity:
        return u"activity"_s;
    case Section::Settings:
        return u"settings"_s;
    }
    return {};
}

} // namespace gatehouse::ui::shell
