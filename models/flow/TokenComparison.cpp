#include "models/flow/TokenComparison.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace gatehouse::flow {

namespace {

using inspector::TokenInspection;
using Subject = TokenDifference::Subject;

/// Claims that say nothing beyond the scopes, which are compared as a set.
bool isScopeClaim(const QString &name)
{
    return name == QLatin1StringView("scope") || name == QLatin1StringView("scp");
}

class Comparison
{
public:
    Comparison(const TokenInspection &left, const TokenInspection &right)
        : m_left(left)
        , m_right(right)
    {
    }

    QList<TokenDifference> make()
    {
        verdict(QStringLiteral("form"), formName(m_left.form), formName(m_right.form));
        verdict(QStringLiteral("signature"), signatureName(m_left.signature), signatureName(m_right.signature));
        verdict(QStringLiteral("time"), timeName(m_left.time), timeName(m_right.time));
        verdict(QStringLiteral("claims"), claimsName(m_left.claimsVerdict), claimsName(m_right.claimsVerdict));
        verdict(QStringLiteral("policy"), policyName(m_left.policyVerdict), policyName(m_right.policyVerdict));
        if (m_left.key != m_right.key)
            add(Subject::Key, {}, keyOf(m_left), keyOf(m_right));
        scopes();
        members(Subject::Claim, m_left.claims ? &*m_left.claims : nullptr, m_right.claims ? &*m_right.claims : nullptr);
        members(Subject::Header, m_left.jws ? &m_left.jws->header : nullptr,
                m_right.jws ? &m_right.jws->header : nullptr);
        parts();
        return m_found;
    }

private:
    static std::optional<QString> keyOf(const TokenInspection &inspection)
    {
        const inspector::KeyUsed &key = inspection.key;
        if (key.origin == inspector::KeyUsed::Origin::None)
            return {};
        return key.kid.isEmpty() ? (key.thumbprint.isEmpty() ? key.apiName : key.thumbprint) : key.kid;
    }

    void add(Subject subject, const QString &name, std::optional<QString> left, std::optional<QString> right)
    {
        if (left != right)
            m_found.append(
                {.subject = subject, .name = name, .left = std::move(left), .right = std::move(right), .seconds = {}});
    }

    void verdict(const QString &name, const QString &left, const QString &right)
    {
        add(Subject::Verdict, name, left, right);
    }

    void scopes()
    {
        const auto missing = [](const QStringList &from, const QStringList &in) {
            QStringList out;
            const QSet<QString> known(in.cbegin(), in.cend());
            std::ranges::copy_if(from, std::back_inserter(out),
                                 [&known](const QString &scope) { return !known.contains(scope); });
            out.removeDuplicates();
            return out;
        };
        const QStringList gone = missing(m_left.scopes, m_right.scopes);
        const QStringList added = missing(m_right.scopes, m_left.scopes);
        for (const QString &scope : gone)
            add(Subject::Scope, scope, scope, std::nullopt);
        for (const QString &scope : added)
            add(Subject::Scope, scope, std::nullopt, scope);
    }

    void members(Subject subject, const jose::JsonValue *left, const jose::JsonValue *right)
    {
        const auto textOf = [](const jose::JsonValue &value) { return QString::fromUtf8(value.toJson()); };
        // By name through a table: a claim set may have ten thousand members.
        QHash<QString, const jose::JsonValue *> other;
        if (right) {
            for (const jose::JsonMember &member : right->members)
                other.insert(member.name, &member.value);
        }
        if (left) {
            for (const jose::JsonMember &member : left->members) {
                const jose::JsonValue *match = other.take(member.name);
                if (subject == Subject::Claim && isScopeClaim(member.name) && match)
                    continue;
                const qsizetype before = m_found.size();
                add(subject, member.name, textOf(member.value), match ? std::optional(textOf(*match)) : std::nullopt);
                if (m_found.size() > before && match)
                    m_found.last().seconds = secondsBetween(member.name, member.value, *match);
            }
        }
        if (right) {
            for (const jose::JsonMember &member : right->members) {
                if (other.contains(member.name))
                    add(subject, member.name, std::nullopt, textOf(member.value));
            }
        }
    }

    static std::optional<qint64> secondsBetween(const QString &name, const jose::JsonValue &left,
                                                const jose::JsonValue &right)
    {
        static const QStringList times{QStringLiteral("exp"), QStringLiteral("nbf"), QStringLiteral("iat"),
                                       QStringLiteral("auth_time")};
        bool isLeft = false;
        bool isRight = false;
        const double from = left.number.toDouble(&isLeft);
        const double to = right.number.toDouble(&isRight);
        constexpr double far = 1e12;
        if (!times.contains(name) || !isLeft || !isRight || std::abs(from) > far || std::abs(to) > far)
            return {};
        return static_cast<qint64>(to - from);
    }

    void parts()
    {
        const QList<QByteArray> left = m_left.token.split('.');
        const QList<QByteArray> right = m_right.token.split('.');
        const QStringList names{QStringLiteral("header"), QStringLiteral("payload"), QStringLiteral("signature")};
        for (qsizetype i = 0; i < names.size(); ++i) {
            const QByteArray a = left.value(i);
            const QByteArray b = right.value(i);
            if (a == b)
                continue;
            const auto apart = std::ranges::mismatch(a, b);
            const QString at = QString::number(apart.in1 - a.begin() + 1);
            m_found.append({.subject = Subject::Part, .name = names.at(i), .left = at, .right = at, .seconds = {}});
        }
    }

    const TokenInspection &m_left;
    const TokenInspection &m_right;
    QList<TokenDifference> m_found;
};

} // namespace

QList<TokenDifference> compareTokens(const TokenInspection &left, const TokenInspection &right)
{
    return Comparison(left, right).make();
}

} // namespace gatehouse::flow
