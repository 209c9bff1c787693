#pragma once

#include "models/domain/Id.h"

#include <QString>

#include <optional>

namespace gatehouse::ui::shell {

/// Where in the window one is, as a text that stays valid: "api/ID/scopes", "api/ID/clients/ID", "clients/ID",
/// "users/ID", "management", "issuers", "connections", "inspector", "activity", "settings". Used by the settings file,
/// the command line and the tour.
struct PageAddress
{
    enum class Section { Apis, Clients, Users, Management, Issuers, Connections, Inspector, Activity, Settings };

    Section section = Section::Apis;
    domain::ResourceServerId api = {}; ///< Apis: which one; empty for the one looked at last
    QString tab = {}; ///< Apis: "quickstart", "settings", "scopes", "clients", "test"; empty for the last
    /// Clients, and Apis on the tab "clients": which one; empty for the one looked at last.
    domain::ClientId client = {};
    domain::UserId user = {}; ///< Users: which one; empty for the one looked at last

    bool operator==(const PageAddress &) const = default;

    /// Nothing for a text that is no address. Does not ask whether the object exists.
    static std::optional<PageAddress> parse(const QString &text);
    QString toString() const;
    /// The page of help about it (ui/text/HelpText).
    QString helpId() const;
};

} // namespace gatehouse::ui::shell
