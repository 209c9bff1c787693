#pragma once

#include "models/domain/ClientApplication.h"

#include <QJsonObject>
#include <QList>

#include <optional>

namespace gatehouse::editing {

/// What a person has changed in a client's settings and not saved: only the fields that were touched. Lists and numbers
/// are kept as typed, so that half an address is not lost either. Fields not in it follow the store.
struct ClientDraft
{
    std::optional<domain::ClientType> type;
    std::optional<bool> isFirstParty;
    std::optional<QString> callbacks; ///< one URL a line
    std::optional<QString> logoutUrls;
    std::optional<QString> origins;
    std::optional<domain::GrantTypes> grantTypes;
    std::optional<domain::ClientAuthentication> authentication;
    std::optional<QByteArrayList> publicKeys; ///< DER SubjectPublicKeyInfo
    std::optional<bool> isRotating;
    std::optional<QString> leeway; ///< seconds
    std::optional<bool> hasLifetime;
    std::optional<QString> lifetime;
    std::optional<bool> hasIdleLifetime;
    std::optional<QString> idleLifetime;

    bool operator==(const ClientDraft &) const = default;

    bool isEmpty() const { return *this == ClientDraft(); }
    /// The Management API's names of the members, in the order of the form.
    QStringList members() const;
    /// Every rule that `stored` with the draft over it breaks.
    QList<domain::Violation> violations(const domain::ClientApplication &stored) const;
    /// Forgets what is as it is stored.
    void dropUnchanged(const domain::ClientApplication &stored);
    /// `stored` with the draft over it; numbers that break a rule are left as they were.
    domain::ClientApplication appliedTo(const domain::ClientApplication &stored) const;
    /// Another type, with what a client of that type starts with.
    void setType(const domain::ClientApplication &stored, domain::ClientType wanted);
    /// Takes from `other` what is not in this one.
    void fill(const ClientDraft &other);
    /// Forgets what is so in `other`.
    void drop(const ClientDraft &other);
    /// What leads from `stored` to `wanted`.
    static ClientDraft between(const domain::ClientApplication &stored, const domain::ClientApplication &wanted);

    QJsonObject toJson() const;
    static ClientDraft fromJson(const QJsonObject &json);
};

} // namespace gatehouse::editing
