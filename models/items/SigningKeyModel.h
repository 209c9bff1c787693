#pragma once

#include "models/issuer/KeyTimeline.h"
#include "models/items/FollowsStore.h"
#include "models/items/ItemRoles.h"

namespace gatehouse::items {

/// A signing key with what it has signed.
struct SigningKeyRow
{
    issuer::KeyLine line;
    std::optional<base::Instant> lastExpiry; ///< of the tokens that are alive

    bool operator==(const SigningKeyRow &) const = default;
};

/// The signing keys of the tenant in the order in which they sign, each with what it has signed that is still alive.
class SigningKeyModel : public FollowsStore<RowTableModel<SigningKeyRow, 4>>
{
    Q_OBJECT

public:
    enum class Column { State, KeyId, Timeline, Alive };
    /// What a row offers beside ItemRole; moments are qint64 seconds since 1970, or nothing. StateRole is a
    /// domain::SigningKey::State.
    enum Role {
        PublishedRole = Qt::UserRole + 100, ///< from when the key is in the key set
        RevokedRole,                        ///< until when
        SinceRole,                          ///< from when it signs
        UntilRole,                          ///< until when it did
        LastExpiryRole,                     ///< when the last of its tokens expires
        NowRole,
    };

    using Row = SigningKeyRow;

    /// From the first to the last moment that any published key speaks of, with now in it; less of a long past.
    struct Range
    {
        qint64 from = 0;
        qint64 to = 0;

        bool operator==(const Range &) const = default;
    };

    /// `store` outlives the model.
    explicit SigningKeyModel(const store::ResourceServerStore &store, QObject *parent = nullptr);

    /// What was issued, seen from `now`.
    void setIssued(const QList<store::IssuedTokens> &issued, base::Instant now);
    /// Nobody here counts what is issued: of a tenant elsewhere.
    void setUncounted(base::Instant now);
    QList<store::IssuedTokens> issued() const { return m_issued.value_or(QList<store::IssuedTokens>()); }
    Range range() const { return m_range; }

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

    /// Of the first column; invalid when there is no such key.
    QModelIndex indexOf(const domain::KeyId &id) const;

Q_SIGNALS:
    void updated();

private:
    void update() final;

    std::optional<QList<store::IssuedTokens>> m_issued;
    base::Instant m_now;
    Range m_range;
};

} // namespace gatehouse::items
