#pragma once

#include <QHashFunctions>
#include <QString>

#include <compare>

namespace gatehouse::domain {

/// A key of one kind of object. Kinds do not convert into each other, so a client id cannot be looked up among APIs.
template <typename Kind> class Id
{
public:
    Id() = default;
    explicit Id(QString text)
        : m_text(std::move(text))
    {
    }

    const QString &text() const { return m_text; }
    bool isEmpty() const { return m_text.isEmpty(); }

    bool operator==(const Id &) const = default;
    friend bool operator<(const Id &a, const Id &b) { return a.m_text < b.m_text; }
    friend size_t qHash(const Id &id, size_t seed = 0) { return ::qHash(id.m_text, seed); }

private:
    QString m_text;
};

/// 24 hex digits, sortable by creation time (contract section 4).
using ResourceServerId = Id<struct ResourceServerKind>;
/// 32 letters and digits: the OAuth `client_id`.
using ClientId = Id<struct ClientKind>;
/// `cgr_` and 16 letters or digits.
using ClientGrantId = Id<struct ClientGrantKind>;
/// A JWS `kid`.
using KeyId = Id<struct KeyKind>;
/// `auth0|` and 24 hex digits: the `sub` of a person's tokens.
using UserId = Id<struct UserKind>;
/// `con_` and 16 letters or digits.
using ConsentId = Id<struct ConsentKind>;

} // namespace gatehouse::domain
