#pragma once

#include "models/store/connection/ConnectionFault.h"
#include "models/store/remote/TenantWriter.h"

/// What planning and sending a change have in common.
namespace gatehouse::store::remote::writing {

using namespace domain;
using base::Error;
using base::ErrorCode;
using base::ErrorStep;
using management::Use;
using management::Uses;
using namespace Qt::StringLiterals;

/// Where a kind of object is, and how it is told.
template <typename Object> struct Kind;

template <> struct Kind<ResourceServer>
{
    static constexpr auto path = "/resource-servers";
    static constexpr QStringView id = u"id";
    static const auto &description() { return management::resourceServerDescription(); }
    static QStringList always() { return {u"name"_s, u"signing_alg"_s}; }
    static Uses use(const ResourceServer &api) { return api.isSystem ? Use::Update | Use::System : Uses(Use::Update); }
};
template <> struct Kind<ClientApplication>
{
    static constexpr auto path = "/clients";
    static constexpr QStringView id = u"client_id";
    static const auto &description() { return management::clientDescription(); }
    // What the tenant would take for granted differs from what a client here is.
    static QStringList always()
    {
        return {u"app_type"_s,        u"grant_types"_s,    u"token_endpoint_auth_method"_s,
                u"oidc_conformant"_s, u"is_first_party"_s, u"jwt_configuration"_s};
    }
    static Uses use(const ClientApplication &) { return Use::Update; }
};
template <> struct Kind<ClientGrant>
{
    static constexpr auto path = "/client-grants";
    static constexpr QStringView id = u"id";
    static const auto &description() { return management::clientGrantDescription(); }
    static QStringList always() { return {u"scope"_s, u"subject_type"_s}; }
    static Uses use(const ClientGrant &) { return Use::Update; }
};

template <typename Object> QByteArray pathOf(const Object &value)
{
    return QByteArray(Kind<Object>::path) + '/' + segment(value.id.text());
}

inline Error refused(Rule rule, const QString &subject)
{
    return {.code = ErrorCode::Refused, .step = ErrorStep::Commit, .subject = subject, .detail = ruleName(rule)};
}

inline Error conflict(const QString &subject, const QString &field)
{
    return {.code = ErrorCode::Conflict, .step = ErrorStep::Commit, .subject = subject, .detail = field};
}

/// What is not changed from here.
inline Error notHere(const QString &subject, ConnectionFault fault)
{
    return unfit(ErrorStep::ChangeTenant, subject, fault).error();
}

inline const QString &label(const ResourceServer &value)
{
    return value.name;
}
inline const QString &label(const ClientApplication &value)
{
    return value.name;
}
inline const QString &label(const ClientGrant &value)
{
    return value.id.text();
}

inline std::unexpected<WriteFailure> failed(const Error &error, bool mayBeDone = false)
{
    return std::unexpected(WriteFailure{.error = error, .mayBeDone = mayBeDone});
}

/// An object without what a tenant does not tell of it.
inline ResourceServer told(ResourceServer api)
{
    api.createdAt = {};
    api.isSample = false;
    api.signingSecret = {};
    api.previousSigningSecret = {};
    api.signingSecretSince.reset();
    return api;
}
inline ClientApplication told(ClientApplication client)
{
    client.createdAt = {};
    client.isSample = false;
    client.secret = {};
    return client;
}
inline ClientGrant told(ClientGrant grant)
{
    grant.isSample = false;
    return grant;
}

/// The members that a validator does not allow (contract section 1.2).
inline QStringList refusedMembers(const Error &error)
{
    constexpr auto begin = "Additional properties not allowed: "_L1;
    const qsizetype at = error.detail.indexOf(begin);
    if (error.code != ErrorCode::TenantRefused || at < 0)
        return {};
    const QString names = error.detail.sliced(at + begin.size());
    return names.left(names.indexOf(u'\'')).split(u',', Qt::SkipEmptyParts);
}

} // namespace gatehouse::store::remote::writing
