#pragma once

#include "models/inspector/VerificationPolicy.h"

namespace gatehouse::inspector {

/// Everything that tokens are inspected with, as a person or a program gives it, and the one place where it becomes a
/// policy. A value: other threads get copies.
class InspectionSetup
{
public:
    /// What the judgement is for.
    enum class Depth {
        Shown,    ///< one token that a person looks at: every probe
        Other,    ///< another one next to it
        Many,     ///< one of many: findings, and the probes that cost little
        Verdicts, ///< one of many, of which only the verdicts are asked, and no policy
    };

    /// What is said of the token shown and of no other.
    struct OfToken
    {
        VerificationPolicy::Profile profile = VerificationPolicy::Profile::None;
        std::optional<QStringList> scopes = {}; ///< that the call needs
        SignatureRule signatureRule = SignatureRule::None;
        bool isAnyContent = false;
        std::optional<QByteArray> detachedPayload = {};
        std::optional<DpopRequest> dpop = {};
        std::shared_ptr<const jose::TrustedRoots> trustedRoots = {};
        std::shared_ptr<const QList<QByteArray>> weakSecrets = {};
    };

    std::optional<QString> algorithm = {};
    std::optional<QString> issuer = {};
    std::optional<QString> audience = {};
    std::optional<base::Instant> now = {};
    qint64 leeway = defaultLeeway; ///< seconds
    /// Where texts come from; by default, one that is shown was pasted, and one of many is a token alone.
    std::optional<VerificationPolicy::TextOrigin> textOrigin = {};
    QList<jose::DecryptionKey> decryptionKeys = {};
    OfToken token = {};

    /// Checks with these keys and no other; nothing while a person has not given them yet.
    void useKeys(std::optional<PastedKey> keys);
    /// Checks with the keys of `tenant`, and of its API `only` alone where one is named. `custody` outlives the setup
    /// and its copies.
    void useTenant(store::StoreSnapshot tenant, const store::Custody &custody, const QStringList &issuers,
                   const domain::ResourceServerId &only = {});
    /// Finds keys among these issuers as well, where no keys were given.
    void useIssuers(std::shared_ptr<const trust::IssuerBook> issuers) { m_trusted = std::move(issuers); }
    const PastedKey *pastedKey() const { return m_pasted ? &*m_pasted : nullptr; }

    /// The same without what is said of one token.
    InspectionSetup forOthers() const;
    /// Refers to the tenant of this setup, which outlives the policy.
    VerificationPolicy policy(Depth depth) const;
    /// What a depth means by itself, for one who fills in the rest.
    static VerificationPolicy policyFor(Depth depth);

private:
    std::optional<PastedKey> m_pasted;
    std::shared_ptr<const store::StoreSnapshot> m_tenant;
    const store::Custody *m_custody = nullptr;
    QStringList m_issuers;
    std::shared_ptr<const trust::IssuerBook> m_trusted;
    std::optional<QString> m_onlyAudience; ///< of the one API
};

} // namespace gatehouse::inspector
