#pragma once

#include "models/base/Clock.h"
#include "models/domain/ClientApplication.h"
#include "models/domain/Id.h"
#include "models/domain/KeptMembers.h"
#include "models/domain/SealedSecret.h"
#include "models/domain/SigningAlgorithm.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLatin1StringView>
#include <QVariant>

#include <optional>

namespace gatehouse::store::sql {

using namespace Qt::StringLiterals;

// Domain values as SQLite keeps them. QtSql binds a null string or byte array as NULL; to us they are empty.

inline QVariant bound(const QString &text)
{
    return text.isNull() ? ""_L1 : text;
}
inline QVariant bound(const QByteArray &bytes)
{
    return bytes.isNull() ? ""_ba : bytes;
}
inline QVariant bound(const domain::SealedSecret &secret)
{
    return bound(secret.record);
}
/// Milliseconds since 1970.
inline QVariant bound(base::Instant instant)
{
    return static_cast<qint64>(instant.time_since_epoch().count());
}
template <typename Kind> QVariant bound(const domain::Id<Kind> &id)
{
    return bound(id.text());
}

inline base::Instant instant(const QVariant &value)
{
    return base::Instant(std::chrono::milliseconds(value.toLongLong()));
}
inline domain::SealedSecret sealed(const QVariant &value)
{
    return {value.toByteArray()};
}

inline QVariant bound(bool value)
{
    return static_cast<int>(value);
}
inline QVariant bound(int value)
{
    return value;
}
inline QVariant bound(const std::optional<base::Instant> &instant)
{
    return instant ? bound(*instant) : QVariant();
}
inline QVariant bound(domain::SigningAlgorithm algorithm)
{
    return domain::signingAlgorithmName(algorithm);
}
template <domain::NamedEnum Enum> QVariant bound(Enum value)
{
    return domain::nameOf(value);
}
/// A JSON array, in which a list stays one value of its row.
inline QVariant bound(const QStringList &texts)
{
    return QString::fromUtf8(QJsonDocument(QJsonArray::fromStringList(texts)).toJson(QJsonDocument::Compact));
}
inline QVariant bound(domain::GrantTypes types)
{
    return bound(domain::grantTypeNames(types));
}
inline QVariant bound(const QByteArrayList &keys)
{
    QStringList texts;
    for (const QByteArray &key : keys)
        texts.append(QString::fromLatin1(key.toBase64()));
    return bound(texts);
}

/// A JSON object of texts, each of which is JSON: numbers stay as they were written.
inline QVariant bound(const domain::KeptMembers &kept)
{
    QJsonObject object;
    for (auto it = kept.cbegin(); it != kept.cend(); ++it)
        object.insert(it.key(), QString::fromUtf8(it.value()));
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

// And back. False: a value that no version of Gatehouse writes.

inline bool unbound(const QVariant &value, QString &into)
{
    into = value.toString();
    return true;
}
inline bool unbound(const QVariant &value, QByteArray &into)
{
    into = value.toByteArray();
    return true;
}
inline bool unbound(const QVariant &value, domain::SealedSecret &into)
{
    into = sealed(value);
    return true;
}
inline bool unbound(const QVariant &value, base::Instant &into)
{
    into = instant(value);
    return true;
}
inline bool unbound(const QVariant &value, std::optional<base::Instant> &into)
{
    into = value.isNull() ? std::nullopt : std::optional(instant(value));
    return true;
}
inline bool unbound(const QVariant &value, bool &into)
{
    into = value.toBool();
    return true;
}
inline bool unbound(const QVariant &value, int &into)
{
    into = value.toInt();
    return true;
}
template <typename Kind> bool unbound(const QVariant &value, domain::Id<Kind> &into)
{
    into = domain::Id<Kind>(value.toString());
    return true;
}
inline bool unbound(const QVariant &value, domain::SigningAlgorithm &into)
{
    const auto parsed = domain::parseSigningAlgorithm(value.toString());
    into = parsed.value_or(into);
    return parsed.has_value();
}
template <domain::NamedEnum Enum> bool unbound(const QVariant &value, Enum &into)
{
    const auto parsed = domain::parseName<Enum>(value.toString());
    into = parsed.value_or(into);
    return parsed.has_value();
}
inline bool unbound(const QVariant &value, QStringList &into)
{
    const QJsonDocument document = QJsonDocument::fromJson(value.toString().toUtf8());
    if (!document.isArray())
        return false;
    into.clear();
    const QJsonArray array = document.array();
    for (const QJsonValue &text : array) {
        if (!text.isString())
            return false;
        into.append(text.toString());
    }
    return true;
}
inline bool unbound(const QVariant &value, domain::KeptMembers &into)
{
    const QJsonDocument document = QJsonDocument::fromJson(value.toString().toUtf8());
    if (!document.isObject())
        return false;
    into.clear();
    const QJsonObject object = document.object();
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (!it.value().isString())
            return false;
        into.insert(it.key(), it.value().toString().toUtf8());
    }
    return true;
}
inline bool unbound(const QVariant &value, domain::GrantTypes &into)
{
    QStringList names;
    const auto parsed = unbound(value, names) ? domain::parseGrantTypes(names) : std::nullopt;
    into = parsed.value_or(into);
    return parsed.has_value();
}
inline bool unbound(const QVariant &value, QByteArrayList &into)
{
    QStringList texts;
    if (!unbound(value, texts))
        return false;
    into.clear();
    for (const QString &text : std::as_const(texts)) {
        const auto decoded = QByteArray::fromBase64Encoding(text.toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
        if (!decoded)
            return false;
        into.append(*decoded);
    }
    return true;
}

} // namespace gatehouse::store::sql
