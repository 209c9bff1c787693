#pragma once

#include "models/management/Entities.h"
#include "models/store/StoreSnapshot.h"

#include <optional>

namespace gatehouse::store::remote {

/// Something in a tenant's answer that is not as the Management API is written down: it is told, and left alone.
struct Oddity
{
    QString object; ///< as a person knows it
    QString member;

    bool operator==(const Oddity &) const = default;
};

/// An object of a tenant: as the domain has it, and as it came, for what is written has to preserve it.
template <typename Object> struct Read
{
    Object value;
    QString audience = {}; ///< of a grant
    jose::JsonValue json = {};
};

// What a tenant answers becomes what the embedded store would hold. Members that nobody here knows are kept; those with
// a value that does not fit are left out of the value, added to `odd`, and stay in the JSON. Nothing for what has no
// id.

std::optional<Read<domain::ResourceServer>> readApi(const jose::JsonValue &json, QList<Oddity> &odd);
std::optional<Read<domain::ClientApplication>> readClient(const jose::JsonValue &json, QList<Oddity> &odd);
/// Its API is to be found by `audience`.
std::optional<Read<domain::ClientGrant>> readGrant(const jose::JsonValue &json, QList<Oddity> &odd);
std::optional<domain::SigningKey> readSigningKey(const jose::JsonValue &json);
/// One of a published key set (RFC 7517); only those with a certificate, as Auth0's have.
std::optional<domain::SigningKey> readPublishedKey(const jose::JsonValue &json);
Read<domain::Tenant> readTenant(const jose::JsonValue &json, QList<Oddity> &odd);

} // namespace gatehouse::store::remote
