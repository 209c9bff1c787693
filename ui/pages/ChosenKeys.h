#pragma once

#include "models/inspector/InspectionSetup.h"
#include "ui/pages/ServerControl.h"
#include "ui/pages/TenantAccess.h"

#include <QCoreApplication>

namespace gatehouse::jose {
class PrivateKeys;
}
namespace gatehouse::trust {
class IssuerDesk;
}
namespace gatehouse::ui::inspection {
class KeyChoice;
}

namespace gatehouse::ui::pages {

/// The keys that tokens are checked with on the inspector's page: the tenant's, those of one API, or what a person
/// gave. All of it outlives this.
class ChosenKeys
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::ui::pages::ChosenKeys)

public:
    /// Without `issuers` nobody but the tenant is trusted.
    ChosenKeys(TenantAccess access, const ServerControl &server, const jose::PrivateKeys *privateKeys,
               const trust::IssuerDesk *issuers, const inspection::KeyChoice &choice);

    /// Puts them into a setup, to verify with and to decrypt with.
    void addTo(inspector::InspectionSetup &setup) const;
    /// With which keys many tokens are checked, for a person to read.
    QString sentence() const;

private:
    TenantAccess m_access;
    const ServerControl &m_server;
    const jose::PrivateKeys *m_privateKeys;
    const trust::IssuerDesk *m_issuers;
    const inspection::KeyChoice &m_choice;
};

} // namespace gatehouse::ui::pages
