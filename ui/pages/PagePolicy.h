#pragma once

#include "models/scan/BatchInspection.h"
#include "ui/pages/ServerControl.h"
#include "ui/pages/TenantAccess.h"

#include <QCoreApplication>

namespace gatehouse::jose {
class PrivateKeys;
}
namespace gatehouse::ui::inspection {
class ExpectationsPane;
class FindingsPane;
class KeyChoice;
class ScopesPane;
class TimePane;
} // namespace gatehouse::ui::inspection

namespace gatehouse::ui::pages {

/// What the inspector's page judges tokens by: the tenant's keys or those a person gave, and what was chosen in the
/// page's panes. All of it outlives this.
class PagePolicy
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::ui::pages::PagePolicy)

public:
    struct Panes
    {
        const inspection::TimePane &time;
        const inspection::KeyChoice &keys;
        const inspection::ExpectationsPane &expectations;
        const inspection::FindingsPane &findings;
        const inspection::ScopesPane &scopes;
    };

    PagePolicy(TenantAccess access, const ServerControl &server, const jose::PrivateKeys *privateKeys, Panes panes);

    /// For the token shown: everything that was said about it.
    inspector::VerificationPolicy forShown();
    /// For any other one: keys and clock. Good until the next call.
    inspector::VerificationPolicy forAny();
    /// For many, judged in other threads: keys and clock as they are now.
    scan::BatchInspection::MakePolicy forMany() const;
    /// With which keys many are checked, for a person to read.
    QString keysSentence() const;

private:
    /// The API that was chosen for one token; nothing when the choice is another.
    const domain::ResourceServer *onlyApi() const;
    void addDecryptionKey(inspector::VerificationPolicy &policy) const;

    TenantAccess m_access;
    const ServerControl &m_server;
    const jose::PrivateKeys *m_privateKeys;
    Panes m_panes;
    store::StoreSnapshot m_oneApi; ///< the tenant with one API only, while that one is asked for
};

} // namespace gatehouse::ui::pages
