#pragma once

#include "models/domain/ResourceServer.h"

#include <QList>

#include <optional>

namespace gatehouse::editing {

/// What a person has changed in an API's settings and not saved: only the fields that were touched, as typed. Fields
/// not in it follow the store, so that a change made elsewhere shows and is not undone by a save.
struct SettingsDraft
{
    std::optional<QString> name = {};
    std::optional<QString> lifetime = {}; ///< as typed: "soon" is kept too
    std::optional<bool> skipConsent = {};
    std::optional<bool> allowOfflineAccess = {};
    std::optional<QString> webLifetime = {}; ///< as typed
    std::optional<domain::TokenDialect> dialect = {};
    std::optional<bool> enforcePolicies = {};
    std::optional<domain::UserPolicy> userPolicy = {};
    std::optional<domain::ClientPolicy> clientPolicy = {};

    bool operator==(const SettingsDraft &) const = default;

    bool isEmpty() const { return *this == SettingsDraft(); }
    /// In the order of the form.
    QList<domain::Field> fields() const;
    /// Every rule that `stored` with the draft over it breaks.
    QList<domain::Violation> violations(const domain::ResourceServer &stored) const;
    /// Forgets what is as it is stored.
    void dropUnchanged(const domain::ResourceServer &stored);
    /// Forgets what is so in `other`.
    void drop(const SettingsDraft &other);
    /// `stored` with the draft over it; fields that break a rule are left as they were.
    domain::ResourceServer appliedTo(const domain::ResourceServer &stored) const;
    /// What leads from `stored` to `wanted`.
    static SettingsDraft between(const domain::ResourceServer &stored, const domain::ResourceServer &wanted);
};

/// The fields of the settings form in which two versions of an API differ.
QList<domain::Field> changedSettings(const domain::ResourceServer &before, const domain::ResourceServer &after);

} // namespace gatehouse::editing
