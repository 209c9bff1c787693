#pragma once

#include "models/base/Job.h"
#include "models/base/SerialThread.h"
#include "models/jose/PassphraseKdf.h"
#include "models/store/Ledger.h"
#include "models/store/ResourceServerStore.h"
#include "models/store/TenantEditor.h"

#include <QObject>

namespace gatehouse::editing {

/// What the authorization server remembered at one moment.
struct LedgerView
{
    QList<store::LoginSession> sessions;
    QList<store::RefreshFamily> families;
    QList<store::IssuedTokens> issued; ///< and may still be alive

    bool operator==(const LedgerView &) const = default;
};

/// The ledger and the slow parts of editing for a window: everything runs on a thread of its own, so that no page waits
/// for a database, a password hash or a prime number.
class LedgerDesk : public QObject
{
    Q_OBJECT

public:
    /// What it works with; all of it outlives the desk.
    struct Parts
    {
        store::Ledger &ledger;
        store::TenantEditor &editor;
        const jose::PassphraseKdf &kdf;
        const jose::SignerFactory &signers;
        base::RandomSource &random;
        const base::Clock &clock;
    };

    /// `store` outlives the desk.
    LedgerDesk(const store::ResourceServerStore &store, Parts parts, QObject *parent = nullptr);

    /// As last read.
    const LedgerView &view() const { return m_view; }
    /// Reads again; ends in changed() where something is different, or in failed().
    void refresh();

    base::Job<void> endSession(const QString &id);
    base::Job<void> revokeFamily(const QString &id);
    /// What a password is stored as (store::hashedPassword()).
    base::Job<base::Secret> hashPassword(const base::Secret &password);
    /// TenantEditor::rotateSigningKey() of the tenant as it is now.
    base::Job<store::Edit<domain::ChangeSet>> rotateSigningKey();

Q_SIGNALS:
    /// view() is different now.
    void changed();
    /// The ledger could not be read or written; view() is what was read before.
    void failed(const gatehouse::base::Error &error);

private:
    template <typename T> base::Job<T> inThread(std::function<base::Result<T>()> work);
    base::Result<LedgerView> read() const;

    const store::ResourceServerStore &m_store;
    Parts m_parts;
    LedgerView m_view;
    bool m_isReading = false;
    bool m_readAgain = false;    ///< asked for while one was under way
    base::SerialThread m_thread; ///< last: waited for before what its work uses goes
};

} // namespace gatehouse::editing
