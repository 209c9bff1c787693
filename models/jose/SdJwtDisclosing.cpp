#include "models/jose/SdJwt.h"

#include "models/jose/JsonBuilder.h"

#include <QCryptographicHash>
#include <QHash>
#include <QSet>

#include <array>

namespace gatehouse::jose {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostDepth = 64;

struct HashRow
{
    QLatin1StringView name;
    QCryptographicHash::Algorithm algorithm;
};

/// Names of the IANA registry "Named Information Hash Algorithm" (RFC 9901 section 4.1.1).
constexpr std::array hashTable{
    HashRow{"sha-256"_L1, QCryptographicHash::Sha256},    HashRow{"sha-384"_L1, QCryptographicHash::Sha384},
    HashRow{"sha-512"_L1, QCryptographicHash::Sha512},    HashRow{"sha3-256"_L1, QCryptographicHash::Sha3_256},
    HashRow{"sha3-384"_L1, QCryptographicHash::Sha3_384}, HashRow{"sha3-512"_L1, QCryptographicHash::Sha3_512},
};

std::optional<QCryptographicHash::Algorithm> hashOf(const QString &name)
{
    for (const HashRow &row : hashTable) {
        if (name == row.name)
            return row.algorithm;
    }
    return std::nullopt;
}

QByteArray digestOf(QByteArrayView text, QCryptographicHash::Algorithm hash)
{
    return encodeBase64Url(QCryptographicHash::hash(text, hash));
}

SdJwtError fault(SdJwtError::Kind kind, qsizetype disclosure = -1, QString name = {})
{
    return {.kind = kind, .disclosure = disclosure, .name = std::move(name), .base64 = {}, .json = {}};
}

/// A segment of a JSON pointer (RFC 6901 section 3).
QString pointerSegment(QString name)
{
    return u'/' + name.replace(u'~', u"~0"_s).replace(u'/', u"~1"_s);
}

/// Walks the claims, answers each digest with its disclosure or drops it (RFC 9901 section 7.1). The first fault ends
/// the walk.
class Discloser
{
public:
    Discloser(QList<SdDisclosure> &disclosures, QCryptographicHash::Algorithm hash)
        : m_disclosures(disclosures)
    {
        for (qsizetype i = 0; i < disclosures.size(); ++i)
            m_byDigest.insert(digestOf(disclosures.at(i).text, hash), i);
    }

    std::optional<SdJwtError> error;
    int concealed = 0;

    JsonValue walk(const JsonValue &value, const QString &place, int depth)
    {
        if (error)
            return {};
        if (depth > mostDepth) {
            error = fault(SdJwtError::Kind::TooDeep);
            return {};
        }
        if (value.isObject())
            return walkObject(value, place, depth);
        if (value.isArray())
            return walkArray(value, place, depth);
        return value;
    }

    /// A disclosure that no digest asked for, or -1.
    qsizetype unused() const
    {
        for (qsizetype i = 0; i < m_disclosures.size(); ++i) {
            if (!m_used.contains(i))
                return i;
        }
        return -1;
    }

private:
    /// The disclosure of a digest, if it was given; `isClaim` says which of the two forms belongs here.
    std::optional<qsizetype> disclosureOf(const JsonValue &digest, bool isClaim)
    {
        const QByteArray text = digest.string.toUtf8();
        if (m_seen.contains(text)) {
            error = fault(SdJwtError::Kind::DuplicateDigest, m_byDigest.value(text, -1));
            return std::nullopt;
        }
        m_seen.insert(text);
        const auto found = m_byDigest.constFind(text);
        if (found == m_byDigest.cend()) {
            ++concealed;
            return std::nullopt;
        }
        if (m_disclosures.at(*found).name.has_value() != isClaim) {
            error = fault(SdJwtError::Kind::Shape, *found);
            return std::nullopt;
        }
        m_used.insert(*found);
        return *found;
    }

    void discloseInto(JsonValue &object, const JsonValue &digests, const QString &place, int depth)
    {
        for (const JsonValue &digest : digests.elements) {
            if (!digest.isString()) {
                error = fault(SdJwtError::Kind::SdType, -1, u"_sd"_s);
                return;
            }
            const auto index = disclosureOf(digest, true);
            if (error)
                return;
            if (!index)
                continue;
            const QString name = *m_disclosures.at(*index).name;
            if (object.member(name)) {
                error = fault(SdJwtError::Kind::NameTaken, *index, name);
                return;
            }
            m_disclosures[*index].place = place + pointerSegment(name);
            json::add(object, name, walk(m_disclosures.at(*index).value, m_disclosures.at(*index).place, depth + 1));
        }
    }

    JsonValue walkObject(const JsonValue &value, const QString &place, int depth)
    {
        JsonValue object = json::object();
        const JsonValue *digests = nullptr;
        for (const JsonMember &member : value.members) {
            if (member.name == "_sd"_L1) {
                digests = &member.value;
                if (!digests->isArray()) {
                    error = fault(SdJwtError::Kind::SdType, -1, member.name);
                    return {};
                }
            } else if (member.name == "_sd_alg"_L1) {
                // Section 4.1.1: at the top and nowhere else.
                if (depth > 0) {
                    error = fault(SdJwtError::Kind::SdType, -1, member.name);
                    return {};
                }
            } else if (member.name == "..."_L1) {
                // A digest of an array element that stands in no array.
                error = fault(SdJwtError::Kind::SdType, -1, member.name);
                return {};
            } else {
                json::add(object, member.name, walk(member.value, place + pointerSegment(member.name), depth + 1));
            }
            if (error)
                return {};
        }
        if (digests)
            discloseInto(object, *digests, place, depth);
        return object;
    }

    JsonValue walkArray(const JsonValue &value, const QString &place, int depth)
    {
        JsonValue array = json::array();
        for (const JsonValue &element : value.elements) {
            const QString here = place + u'/' + QString::number(array.elements.size());
            const JsonValue *digest = element.isObject() ? element.member(u"...") : nullptr;
            if (!digest) {
                array.elements.append(walk(element, here, depth + 1));
            } else if (!digest->isString() || element.members.size() != 1) {
                error = fault(SdJwtError::Kind::SdType, -1, u"..."_s);
            } else if (const auto index = disclosureOf(*digest, false)) {
                m_disclosures[*index].place = here;
                array.elements.append(walk(m_disclosures.at(*index).value, here, depth + 1));
            }
            if (error)
                return {};
        }
        return array;
    }

    QList<SdDisclosure> &m_disclosures;
    QHash<QByteArray, qsizetype> m_byDigest;
    QSet<QByteArray> m_seen;
    QSet<qsizetype> m_used;
};

} // namespace

std::expected<SdClaims, SdJwtError> SdJwt::disclose(const JsonValue &issuerClaims) const
{
    SdClaims result;
    result.hash = u"sha-256"_s;
    if (const JsonValue *named = issuerClaims.member(u"_sd_alg")) {
        if (!named->isString())
            return std::unexpected(fault(SdJwtError::Kind::SdType, -1, u"_sd_alg"_s));
        result.hash = named->string;
    }
    const auto hash = hashOf(result.hash);
    if (!hash)
        return std::unexpected(fault(SdJwtError::Kind::UnknownHash, -1, result.hash));
    result.disclosures = disclosures;
    Discloser discloser(result.disclosures, *hash);
    result.claims = discloser.walk(issuerClaims, {}, 0);
    if (discloser.error)
        return std::unexpected(*discloser.error);
    if (const qsizetype unused = discloser.unused(); unused >= 0)
        return std::unexpected(fault(SdJwtError::Kind::UnusedDisclosure, unused));
    result.concealed = discloser.concealed;
    return result;
}

QByteArray SdJwt::sdHash(const QString &hash) const
{
    const auto algorithm = hashOf(hash);
    return algorithm ? digestOf(presentation, *algorithm) : QByteArray();
}

} // namespace gatehouse::jose
