#pragma once

#include "models/store/StoreSnapshot.h"

namespace gatehouse::items {

/// What a person may look for by name.
enum class ObjectKind { Api, Client, User, Scope };

/// One API, client, user or scope, and the page that shows it.
struct NamedObject
{
    ObjectKind kind = ObjectKind::Api;
    QString name;    ///< untrusted
    QString detail;  ///< identifier, id, address or API; untrusted
    QString address; ///< "api/ID/scopes"

    bool operator==(const NamedObject &) const = default;
};

/// How well a text fits what was typed; smaller is better.
enum class MatchRank { Exact, Begins, BeginsAWord, Contains, InDetail };

/// Finds objects of a tenant by any part of their names, whatever the case. Folded once for each tenant, so that a
/// keystroke over 10,000 objects takes a few milliseconds.
class ObjectIndex
{
public:
    ObjectIndex() = default;
    explicit ObjectIndex(const store::StoreSnapshot &tenant);

    /// The best `most` objects that contain every word of `text`, best first. None for a text without words.
    QList<NamedObject> find(const QString &text, qsizetype most) const;
    qsizetype size() const { return m_objects.size(); }

    /// How well `name` with `detail` fits `text`; nothing where a word is missing. For what is not an object.
    static std::optional<MatchRank> rank(const QString &text, const QString &name, const QString &detail);

private:
    struct Entry
    {
        NamedObject object;
        QString name;   ///< case-folded
        QString detail; ///< case-folded
    };
    void add(NamedObject object);

    QList<Entry> m_objects;
};

} // namespace gatehouse::items
