// The tenant's settings, its keys, its people and what they agreed to.
#include "models/management/Entities.h"

#include "models/domain/TextRules.h"
#include "models/jose/CertificateMint.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QTimeZone>

namespace gatehouse::management {

using domain::Tenant;
using domain::User;
using jose::JsonValue;
namespace json = jose::json;

namespace {

constexpr int maxText = 255;
constexpr int maxUrl = 2048;
constexpr int maxList = 200;
constexpr int maxNameOfPerson = 300;
constexpr int maxFriendlyName = 200;
constexpr int minutesPerHour = 60;
constexpr int maxHours = 24 * 365 * 10;

/// A duration that is told in hours and may be set in hours or minutes. Kept in minutes where they are no whole hours.
void appendDuration(Description<Tenant> &all, const QString &name, const QByteArray &usual)
{
    all.append({.name = name,
                .schema = schema::integer(1, maxHours),
                .uses = Uses(Use::Output) | Use::Update,
                .read = [name, usual](const Tenant &tenant, const Surroundings &) -> std::optional<JsonValue> {
                    const QByteArray hours = tenant.kept.value(name, usual);
                    return hours.isEmpty() ? std::nullopt : std::optional(keptJson(hours));
                },
                .write = [name, usual](Draft<Tenant> &draft,
                                       const JsonValue &value) { keep(draft.value.kept, name, value, usual); }});
    all.append({.name = name + u"_in_minutes"_s,
                .schema = schema::integer(1, qint64{maxHours} * minutesPerHour),
                .uses = Use::Update,
                .write = [name, usual](Draft<Tenant> &draft, const JsonValue &value) {
                    const qint64 minutes = *integerOf(value);
                    const QByteArray hours = minutes % minutesPerHour == 0
                                                 ? QByteArray::number(minutes / minutesPerHour)
                                                 : QByteArray::number(double(minutes) / minutesPerHour, 'g', 12);
                    keep(draft.value.kept, name, keptJson(hours), usual);
                }});
}

/// One flag has a meaning here, the others are kept; an update names those that it changes.
JsonValue flagsJson(const Tenant &tenant, const Surroundings &)
{
    JsonValue flags = json::object();
    json::add(flags, "enable_apis_section"_L1, json::boolean(tenant.apisSectionEnabled));
    const JsonValue kept = keptJson(tenant.kept.value(
        u"flags"_s,
        R"({"enable_pipeline2":true,"enable_client_connections":true,"enable_dynamic_client_registration":false})"_ba));
    for (const jose::JsonMember &flag : kept.members)
        json::add(flags, flag.name, flag.value);
    return flags;
}

void setFlags(Draft<Tenant> &draft, const JsonValue &value)
{
    JsonValue others = value;
    others.members.removeIf([](const jose::JsonMember &flag) { return flag.name == "enable_apis_section"_L1; });
    if (const JsonValue *apis = value.member(u"enable_apis_section"))
        draft.value.apisSectionEnabled = apis->type == JsonValue::Type::True;
    JsonValue before = flagsJson(draft.value, {});
    before.members.removeIf([](const jose::JsonMember &flag) { return flag.name == "enable_apis_section"_L1; });
    const JsonValue after = mergedObject(before, others);
    if (!(after == before))
        draft.value.kept.insert(u"flags"_s, after.toJson());
}

Description<Tenant> tenantMade()
{
    constexpr Uses settable = Uses(Use::Output) | Use::Update;
    const auto kept = [&](const QString &name, const Schema &schema, const QByteArray &usual = {}) {
        return keptMember<Tenant>(name, schema, usual, settable);
    };
    const Schema text = schema::text(0, maxUrl);
    Description<Tenant> all{
        {.name = u"friendly_name"_s,
         .schema = schema::name(maxFriendlyName, 0),
         .uses = settable,
         .read = [](const Tenant &tenant, const Surroundings &) { return json::string(tenant.name); },
         .write = [](Draft<Tenant> &draft, const JsonValue &value) { draft.value.name = value.string; }},
        {.name = u"flags"_s,
         .schema = schema::openObject(maxList, schema::nullable(schema::boolean())),
         .uses = settable,
         .read = flagsJson,
         .write = setFlags},
    };
    appendDuration(all, u"session_lifetime"_s, "168"_ba);
    appendDuration(all, u"idle_session_lifetime"_s, "72"_ba);
    appendDuration(all, u"ephemeral_session_lifetime"_s, {});
    appendDuration(all, u"idle_ephemeral_session_lifetime"_s, {});
    all += {
        kept(u"default_audience"_s, schema::text(0, domain::maxIdentifier), "\"\""_ba),
        kept(u"default_directory"_s, schema::text(0, maxText), "\"\""_ba),
        kept(u"sandbox_version"_s, schema::text(0, maxText), "\"22\""_ba),
        kept(u"enabled_locales"_s, schema::list(schema::text(2, maxText), maxList), "[\"en\"]"_ba),
        kept(u"oidc_logout"_s, schema::openObject(), R"({"rp_logout_end_session_endpoint_discovery":true})"_ba),
        kept(u"resource_parameter_profile"_s, schema::oneOf({u"audience"_s, u"compatibility"_s})),
    };
    for (const QString &name : {u"picture_url"_s, u"support_email"_s, u"support_url"_s, u"default_redirection_uri"_s,
                                u"legacy_sandbox_version"_s})
        all.append(kept(name, text));
    for (const QString &name : {u"change_password"_s, u"guardian_mfa_page"_s, u"error_page"_s, u"session_cookie"_s,
                                u"sessions"_s, u"device_flow"_s, u"mtls"_s, u"default_token_quota"_s,
                                u"country_codes"_s, u"phone_consolidated_experience"_s})
        all.append(kept(name, schema::any()));
    for (const QString &name :
         {u"allow_organization_name_in_authentication_api"_s, u"pushed_authorization_requests_supported"_s,
          u"authorization_response_iss_parameter_supported"_s, u"customize_mfa_in_postlogin_action"_s,
          u"skip_non_verifiable_callback_uri_confirmation_prompt"_s, u"include_session_metadata_in_tenant_logs"_s,
          u"dynamic_client_registration_security_mode"_s})
        all.append(kept(name, schema::any()));
    for (const QString &name : {u"acr_values_supported"_s, u"allowed_logout_urls"_s})
        all.append(kept(name, schema::nullable(schema::list(schema::text(1, maxUrl), maxList))));
    return all;
}

Member<User> nameOfPerson(const QString &name)
{
    return keptMember<User>(name, schema::text(1, maxNameOfPerson));
}

Description<User> userMade()
{
    constexpr auto connection = "Username-Password-Authentication"_L1;
    const auto ignored = [](Draft<User> &, const JsonValue &) {};
    const auto flag = [](const QString &name, bool User::*member, Uses uses) -> Member<User> {
        return {
            .name = name,
            .schema = schema::boolean(),
            .uses = uses,
            .read = [member](const User &user, const Surroundings &) { return json::boolean(user.*member); },
            .write = [member](Draft<User> &draft,
                              const JsonValue &value) { draft.value.*member = value.type == JsonValue::Type::True; }};
    };
    const auto created = [](const User &user, const Surroundings &around) {
        return around.isForAuth0sTools ? std::optional(timeJson(user.createdAt)) : std::nullopt;
    };
    return {
        {.name = u"user_id"_s,
         .uses = readOnly,
         .read = [](const User &user, const Surroundings &) { return json::string(user.id.text()); }},
        {.name = u"email"_s,
         .schema = schema::text(1, domain::maxEmail),
         .uses = writable | Use::Required,
         .read = [](const User &user, const Surroundings &) { return json::string(user.email); },
         .write = [](Draft<User> &draft, const JsonValue &value) { draft.value.email = value.string; }},
        {.name = u"name"_s,
         .schema = schema::name(domain::maxName),
         .uses = writable,
         .read = [](const User &user, const Surroundings &around) -> std::optional<JsonValue> {
             if (user.name.isEmpty() && !around.isForAuth0sTools)
                 return {};
             return json::string(user.name.isEmpty() ? user.email : user.name);
         },
         .write = [](Draft<User> &draft, const JsonValue &value) { draft.value.name = value.string; }},
        flag(u"email_verified"_s, &User::isEmailVerified, writable),
        flag(u"blocked"_s, &User::isBlocked, writable),
        nameOfPerson(u"given_name"_s),
        nameOfPerson(u"family_name"_s),
        nameOfPerson(u"nickname"_s),
        nameOfPerson(u"username"_s),
        keptMember<User>(u"picture"_s, schema::text(1, maxUrl)),
        keptMember<User>(u"phone_number"_s, schema::text(1, maxText)),
        keptMember<User>(u"phone_verified"_s, schema::boolean()),
        keptMember<User>(u"user_metadata"_s, schema::openObject(), {}, writable | Use::Merged),
        keptMember<User>(u"app_metadata"_s, schema::openObject(), {}, writable | Use::Merged),
        {.name = u"identities"_s,
         .uses = readOnly,
         .read = [connection](const User &user, const Surroundings &around) -> std::optional<JsonValue> {
             if (!around.isForAuth0sTools)
                 return {};
             JsonValue identity = json::object();
             json::add(identity, "connection"_L1, json::string(connection));
             json::add(identity, "provider"_L1, json::string(u"auth0"_s));
             json::add(identity, "user_id"_L1, json::string(user.id.text().section(u'|', 1)));
             json::add(identity, "isSocial"_L1, json::boolean(false));
             JsonValue all = json::array();
             all.elements.append(identity);
             return all;
         }},
        {.name = u"created_at"_s, .uses = readOnly, .read = created},
        {.name = u"updated_at"_s, .uses = readOnly, .read = created},
        {.name = u"password"_s,
         .schema = schema::text(1, domain::maxPassword),
         .uses = written,
         .write = [](Draft<User> &draft,
                     const JsonValue &value) { draft.secret = base::Secret(QByteArrayView(value.string.toUtf8())); }},
        {.name = u"connection"_s, .schema = schema::oneOf({connection}), .uses = written, .write = ignored},
        {.name = u"verify_email"_s, .schema = schema::boolean(), .uses = written, .write = ignored},
        {.name = u"client_id"_s, .schema = schema::text(1, maxText), .uses = Use::Update, .write = ignored},
    };
}

void addCertificate(JsonValue &object, const QByteArray &certificate)
{
    if (certificate.isEmpty())
        return;
    QByteArray pem = jose::certificatePem(certificate);
    json::add(object, "cert"_L1, json::string(QString::fromLatin1(pem.replace("\r\n", "\n").replace("\n", "\r\n"))));
    const QByteArray hash = QCryptographicHash::hash(certificate, QCryptographicHash::Sha1).toHex().toUpper();
    QByteArrayList pairs;
    for (qsizetype i = 0; i < hash.size(); i += 2)
        pairs.append(hash.sliced(i, 2));
    json::add(object, "fingerprint"_L1, json::string(QString::fromLatin1(pairs.join(':'))));
    json::add(object, "thumbprint"_L1, json::string(QString::fromLatin1(hash)));
}

} // namespace

JsonValue timeJson(base::Instant at)
{
    return json::string(
        QDateTime::fromMSecsSinceEpoch(at.time_since_epoch().count(), QTimeZone::UTC).toString(Qt::ISODateWithMs));
}

const Description<Tenant> &tenantDescription()
{
    static const Description<Tenant> description = tenantMade();
    return description;
}

const Description<User> &userDescription()
{
    static const Description<User> description = userMade();
    return description;
}

JsonValue signingKeyJson(const domain::SigningKey &key)
{
    using State = domain::SigningKey::State;
    JsonValue object = json::object();
    json::add(object, "kid"_L1, json::string(key.id.text()));
    addCertificate(object, key.certificate);
    json::add(object, "current"_L1, json::boolean(key.state == State::Current));
    json::add(object, "next"_L1, json::boolean(key.state == State::Next));
    json::add(object, "previous"_L1, json::boolean(key.state == State::Previous));
    if (key.currentSince)
        json::add(object, "current_since"_L1, timeJson(*key.currentSince));
    if (key.currentUntil)
        json::add(object, "current_until"_L1, timeJson(*key.currentUntil));
    json::add(object, "revoked"_L1, json::boolean(key.state == State::Revoked));
    if (key.revokedAt)
        json::add(object, "revoked_at"_L1, timeJson(*key.revokedAt));
    return object;
}

JsonValue consentJson(const domain::Consent &consent, const QString &audience)
{
    JsonValue object = json::object();
    json::add(object, "id"_L1, json::string(consent.id.text()));
    json::add(object, "user_id"_L1, json::string(consent.userId.text()));
    // The one member that Auth0 writes in camel case here.
    json::add(object, "clientID"_L1, json::string(consent.clientId.text()));
    json::addIfAny(object, "audience"_L1, audience);
    json::add(object, "scope"_L1, json::strings(consent.scopes));
    return object;
}

} // namespace gatehouse::management
