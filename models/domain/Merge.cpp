#include "models/domain/Merge.h"

#include <QHash>

namespace gatehouse::domain {

namespace {

/// Applies one field's change to `current`; false when somebody else changed that field to something else.
template <typename Value> bool mergeField(Value &current, const Value &before, const Value &after)
{
    if (before == after || current == after)
        return true;
    if (!(current == before))
        return false;
    current = after;
    return true;
}

/// The same for a keyed list: additions, removals and edits of single elements, kept in the order of `after`, followed
/// by what was added elsewhere.
template <typename Element, typename Key>
bool mergeList(QList<Element> &current, const QList<Element> &before, const QList<Element> &after, Key key)
{
    if (current == before) {
        current = after;
        return true;
    }
    auto find = [&](const QList<Element> &list, const Element &like) -> const Element * {
        for (const Element &element : list) {
            if (key(element) == key(like))
                return &element;
        }
        return nullptr;
    };
    QList<Element> merged;
    for (const Element &wanted : after) {
        const Element *was = find(before, wanted);
        const Element *is = find(current, wanted);
        if (!was) {
            if (is && !(*is == wanted))
                return false; // added in both places, differently
            merged.append(wanted);
        } else if (!is) {
            if (!(*was == wanted))
                return false; // edited here, removed there
        } else {
            Element element = *is;
            if (!mergeField(element, *was, wanted))
                return false;
            merged.append(element);
        }
    }
    for (const Element &is : current) {
        if (find(after, is))
            continue;
        const Element *was = find(before, is);
        if (!was)
            merged.append(is); // added elsewhere
        else if (!(*was == is))
            return false; // removed here, edited there
    }
    current = merged;
    return true;
}

std::unexpected<MergeConflict> conflict(const char *field)
{
    return std::unexpected(MergeConflict{QString::fromLatin1(field)});
}

} // namespace

std::expected<ResourceServer, MergeConflict> merge(const ResourceServer &current, const ResourceServer &before,
                                                   const ResourceServer &after)
{
    ResourceServer merged = current;
    if (!mergeField(merged.name, before.name, after.name))
        return conflict("name");
    if (!mergeField(merged.tokenLifetime, before.tokenLifetime, after.tokenLifetime))
        return conflict("token_lifetime");
    if (!mergeField(merged.skipConsent, before.skipConsent, after.skipConsent))
        return conflict("skip_consent_for_verifiable_first_party_clients");
    if (!mergeField(merged.allowOfflineAccess, before.allowOfflineAccess, after.allowOfflineAccess))
        return conflict("allow_offline_access");
    if (!mergeField(merged.signingSecret, before.signingSecret, after.signingSecret))
        return conflict("signing_secret");
    if (!mergeField(merged.isSample, before.isSample, after.isSample))
        return conflict("is_sample");
    if (!mergeList(merged.scopes, before.scopes, after.scopes, [](const Scope &scope) { return scope.value; }))
        return conflict("scopes");
    return merged;
}

std::expected<ClientApplication, MergeConflict> merge(const ClientApplication &current, const ClientApplication &before,
                                                      const ClientApplication &after)
{
    ClientApplication merged = current;
    if (!mergeField(merged.name, before.name, after.name))
        return conflict("name");
    if (!mergeField(merged.secret, before.secret, after.secret))
        return conflict("client_secret");
    if (!mergeField(merged.isSample, before.isSample, after.isSample))
        return conflict("is_sample");
    return merged;
}

std::expected<ClientGrant, MergeConflict> merge(const ClientGrant &current, const ClientGrant &before,
                                                const ClientGrant &after)
{
    ClientGrant merged = current;
    QStringList scopes = merged.scopes;
    if (!mergeList(scopes, before.scopes, after.scopes, [](const QString &scope) { return scope; }))
        return conflict("scope");
    merged.scopes = scopes;
    if (!mergeField(merged.isSample, before.isSample, after.isSample))
        return conflict("is_sample");
    return merged;
}

std::expected<SigningKey, MergeConflict> merge(const SigningKey &current, const SigningKey &before,
                                               const SigningKey &after)
{
    SigningKey merged = current;
    if (!mergeField(merged.state, before.state, after.state))
        return conflict("state");
    if (!mergeField(merged.privateKey, before.privateKey, after.privateKey))
        return conflict("private_key");
    return merged;
}

std::expected<Tenant, MergeConflict> merge(const Tenant &current, const Tenant &before, const Tenant &after)
{
    Tenant merged = current;
    if (!mergeField(merged.name, before.name, after.name))
        return conflict("name");
    if (!mergeField(merged.apisSectionEnabled, before.apisSectionEnabled, after.apisSectionEnabled))
        return conflict("enable_apis_section");
    if (!mergeField(merged.serverPort, before.serverPort, after.serverPort))
        return conflict("server_port");
    return merged;
}

} // namespace gatehouse::domain
