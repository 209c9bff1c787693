#pragma once

#include "app/crypto/Crypto.h"
#include "app/engine/ServerAnnouncement.h"
#include "models/base/Clock.h"
#include "models/base/Random.h"
#include "models/flow/ClientCredentialsFlow.h"
#include "models/http/NetworkHttpClient.h"
#include "models/inspector/TokenInspector.h"
#include "models/issuer/TokenService.h"
#include "models/server/AuthorizationServer.h"
#include "models/settings/SecretVault.h"
#include "models/store/ResourceServerStore.h"
#include "models/store/TenantEditor.h"
#include "models/store/sql/KeyCustody.h"
#include "models/store/sql/KeyLock.h"
#include "models/store/sql/SqlBackend.h"

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
        QString path; ///< of the key file
    };
    static base::Result<KeyStatus> keyStatus(const QString &storePath);

    /// Starts the authorization server on the remembered port; with none remembered, on the preferred one or any free
    /// one, which is then remembered. `port` overrides and is remembered. While it runs, other processes find it by
    /// runningServer().
    base::Result<int> startServer(std::optional<int> port = {});
    /// For one run of the command line: on the remembered port if it is free, else on any; nothing is remembered.
    base::Result<int> startTemporaryServer();
    void stopServer();

    /// The issuer of a server of this store that runs now, in this process or another; nothing if none does.
    std::optional<QUrl> runningServer() const;
    /// The issuers a token of this tenant may carry: the running server's and the remembered port's.
    QStringList issuers() const;

    store::ResourceServerStore &store() { return m_store; }
    store::TenantEditor &editor() { return m_editor; }
    store::sql::KeyCustody &custody() { return m_custody; }
    store::KeyProtection &protection() { return m_lock; }
    inspector::TokenInspector &inspector() { return m_inspector; }
    server::AuthorizationServer &server() { return m_server; }
    const Crypto &crypto() const { return m_crypto; }
    const jose::KeyCodec &keys() const { return m_crypto.keys(); }
    const base::Clock &clock() const { return m_clock; }
    base::RandomSource &random() { return m_random; }
    flow::ClientCredentialsFlow::Parts flowParts();
    QString storePath() const { return m_path; }

Q_SIGNALS:
    void ready();
    void failed(const gatehouse::base::Error &error);
    /// The key is under a passphrase: unlock() goes on.
    void passphraseNeeded();
    /// It was not this one; unlock() may be tried again.
    void passphraseRefused(const gatehouse::base::Error &error);

private:
    void onUnlocked(const base::Result<void> &unlocked);
    void onLoaded();
    void makeFirstTenant();

    QString m_path;
    bool m_overtaken = false; ///< another process made the first tenant before us
    base::SystemClock m_clock;
    base::SystemRandom m_random;
    Crypto m_crypto;
    store::sql::KeyCustody m_custody;
    std::unique_ptr<settings::SecretVault> m_vault;
    store::sql::KeyLock m_lock;
    store::sql::SqlBackend m_backend;
    store::ResourceServerStore m_store;
    store::TenantEditor m_editor;
    inspector::TokenInspector m_inspector;
    issuer::TokenService m_tokens;
    server::AuthorizationServer m_server;
    ServerAnnouncement m_announcement;
    http::NetworkHttpClient m_http;
    oauth::HttpTokenEndpoint m_endpoint;
};

} // namespace gatehouse::app
