#pragma once

#include "app/crypto/Crypto.h"
#include "app/engine/ServerAnnouncement.h"
#include "models/base/Clock.h"
#include "models/base/Random.h"
#include "models/base/SerialThread.h"
#include "models/flow/ClientCredentialsFlow.h"
#include "models/flow/UserFlow.h"
#include "models/http/NetworkHttpClient.h"
#include "models/inspector/TokenInspector.h"
#include "models/issuer/AuthorizationService.h"
#include "models/issuer/OwnTokens.h"
#include "models/issuer/TokenService.h"
#include "models/server/AuthorizationServer.h"
#include "models/settings/SecretVault.h"
#include "models/store/ResourceServerStore.h"
#include "models/store/TenantEditor.h"
#include "models/store/sql/KeyCustody.h"
#include "models/store/sql/KeyLock.h"
#include "models/store/sql/SqlBackend.h"
#include "models/store/sql/SqlLedger.h"

#include <QUrl>

#include <memory>
#include <optional>

namespace gatehouse::app {

/// One tenant at work, without a window: the place where concrete classes meet. The window, the command line, the tour
/// and the tests stand on the same one. Members are destroyed in reverse order; the server stops before the store goes.
class Engine : public QObject
{
    Q_OBJECT

public:
    /// The store file to open; its folder is made when missing. Without a `vault` it is the desktop's keychain.
    Engine(const QString &storePath, const QString &source, std::unique_ptr<settings::SecretVault> vault = {},
           QObject *parent = nullptr);
    ~Engine() override;

    /// ${XDG_DATA_HOME:-~/.local/share}/gatehouse/tenant.gatehouse
    static QString defaultStorePath();

    /// Opens key and store; a new store gets its first tenant (TenantEditor::firstStart). Ends in ready(), failed(),
    /// or, where the key is under a passphrase, passphraseNeeded().
    void open();
    /// Goes on after passphraseNeeded(): to ready(), passphraseRefused() or failed().
    void unlock(const base::Secret &passphrase);
    /// What the key of a store is under and the store's id, without opening either. KeyMissing when it has no key file.
    struct KeyStatus
    {
        store::Protection protection = store::Protection::Memory;
        QByteArray storeId;
        QString path;                 ///< of the key file
        bool wasOpenToOthers = false; ///< and was made private just now
    };
    static base::Result<KeyStatus> keyStatus(const QString &storePath);

    /// Starts the authorization server on the remembered ports for http and https; with none remembered, on the
    /// preferred ones or any free ones, which are then remembered. `port` and `httpsPort` override and are remembered.
    /// Over https it is served with certificates of the tenant's authority, which is made when first needed. While it
    /// runs, other processes find it by runningServer().
    base::Result<int> startServer(std::optional<int> port = {}, std::optional<int> httpsPort = {});
    /// The certificate of the tenant's authority in DER, made now if there is none; StoreReadOnly where it cannot be
    /// kept.
    base::Result<QByteArray> authority();
    /// For one run of the command line: on the remembered port if it is free, else on any; nothing is remembered.
    base::Result<int> startTemporaryServer();
    void stopServer();

    /// The issuer of a server of this store that runs now, in this process or another; nothing if none does.
    std::optional<QUrl> runningServer() const;
    /// The issuers a token of this tenant may carry: every origin of the running server and of the remembered ports.
    QStringList issuers() const;

    store::ResourceServerStore &store() { return m_store; }
    store::TenantEditor &editor() { return m_editor; }
    store::sql::KeyCustody &custody() { return m_custody; }
    store::KeyProtection &protection() { return m_lock; }
    /// From now on protectionChanged() tells what other processes do about the key.
    void watchProtection() { m_lock.watch(); }
    /// Holds the state of the store against its head, and the audit against its chain.
    base::Job<store::sql::StateReport> checkState() { return m_backend.checkState(); }
    /// Backups; they need neither open() nor the key.
    store::StoreCopies &copies() { return m_backend; }
    inspector::TokenInspector &inspector() { return m_inspector; }
    server::AuthorizationServer &server() { return m_server; }
    /// Sessions, refresh tokens and what was issued: of the server of this store, in whichever process it runs.
    store::Ledger &ledger() { return m_ledger; }
    /// Waits until everything that the committed changes take back has ended: the sessions and refresh tokens of a user
    /// who is blocked, gone, or has a new password, and what came of a consent that is revoked.
    base::Result<void> waitForEndings();
    const Crypto &crypto() const { return m_crypto; }
    const jose::KeyCodec &keys() const { return m_crypto.keys(); }
    const base::Clock &clock() const { return m_clock; }
    base::RandomSource &random() { return m_random; }
    flow::ClientCredentialsFlow::Parts flowParts();
    flow::UserFlow::Parts userFlowParts();
    http::HttpClient &http() { return m_http; }
    QString storePath() const { return m_path; }

Q_SIGNALS:
    void ready();
    void failed(const gatehouse::base::Error &error);
    /// The key is under a passphrase: unlock() goes on.
    void passphraseNeeded();
    /// It was not this one; unlock() may be tried again.
    void passphraseRefused(const gatehouse::base::Error &error);
    /// Another process has put the key under something else.
    void protectionChanged();
    /// What a committed change takes back could not be ended in the ledger.
    void endingFailed(const gatehouse::base::Error &error);
    /// Others could read the key file until now. Before what open() ends in.
    void keyFileMadePrivate(const QString &path);

private:
    base::Result<jose::TlsIdentity> tlsIdentity(base::Instant now) const;
    /// Has the key that signs after the next rotation published beforehand, so that no verifier meets it unknown.
    void prepareNextKey();
    void remember(const store::Edit<domain::ChangeSet> &changes);
    void endWhatWasTakenBack(const domain::ChangeSet &changes);
    void onUnlocked(const base::Result<void> &unlocked);
    void onLoaded();
    /// Another store, under another key, may be in the place of the one that was open.
    void onReplaced();
    void makeFirstTenant();
    /// Has a change committed for a client of the Management API; from any thread.
    void commitFor(const server::ManagementParts::Wanted &wanted, server::ManagementParts::Committed done);
    /// Has what a person agreed to written down, and waits for it; from any thread.
    void keepConsent(const store::TenantEditor::NewConsent &consent);

    QString m_path;
    bool m_overtaken = false; ///< another process made the first tenant before us
    base::SystemClock m_clock;
    base::SystemRandom m_random;
    Crypto m_crypto;
    store::sql::KeyCustody m_custody;
    flow::ClientIdentity m_identity;
    std::unique_ptr<settings::SecretVault> m_vault;
    store::sql::KeyLock m_lock;
    store::sql::SqlBackend m_backend;
    store::ResourceServerStore m_store;
    store::TenantEditor m_editor;
    inspector::TokenInspector m_inspector;
    store::sql::SqlLedger m_ledger;
    issuer::AssertionTools m_assertions;
    issuer::UserGrantParts m_userGrants;
    issuer::TokenService m_tokens;
    issuer::AuthorizationService m_logins;
    issuer::OwnTokens m_ownTokens;
    server::AuthorizationServer m_server;
    ServerAnnouncement m_announcement;
    http::NetworkHttpClient m_http;
    oauth::HttpTokenEndpoint m_endpoint;
    bool m_hasEndings = false;
    std::optional<base::Error> m_notEnded; ///< touched on m_thread
    base::SerialThread m_thread;           ///< last: waited for before what its work uses goes
};

} // namespace gatehouse::app
