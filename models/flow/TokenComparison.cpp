#include "models/flow/TokenComparison.h"

#include "models/inspector/MemberDifference.h"

#include <QSet>

#include <algorithm>
#include <iterator>

namespace gatehouse::flow {

namespace {

using inspector::TokenInspection;
using namespace Qt::StringLiterals;
using Subject = TokenDifference::Subject;

/// Claims that say nothing beyond the scopes, which are compared as a set.
bool isScopeClaim(const QString &name)
{
    return name == "scope"_L1 || name == "scp"_L1;
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
        verdict(u"form"_s, formName(m_left.form), formName(m_right.form));
        verdict(u"signature"_s, signatureName(m_left.signature), signatureName(m_right.signature));
        verdict(u"time"_s, timeName(m_left.time), timeName(m_right.time));
        verdict(u"claims"_s, claimsName(m_left.claimsVerdict), claimsName(m_right.claimsVerdict));
        verdict(u"policy"_s, policyName(m_left.policyVerdict), policyName(m_right.policyVerdict));
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
        const auto textOf = [](const std::optional<jose::JsonValue> &value) {
            return value ? std::optional(QString::fromUtf8(value->toJson())) : std::nullopt;
        };
        const QList<inspector::MemberDifference> differences = inspector::compareMembers(left, right);
        for (const inspector::MemberDifference &one : differences) {
            if (subject == Subject::Claim && isScopeClaim(one.name) && one.before && one.after)
                continue;
            m_found.append({.subject = subject,
                            .name = one.name,
                            .left = textOf(one.before),
                            .right = textOf(one.after),
                            .seconds = one.seconds});
        }
    }

    void parts()
    {
        const QList<QByteArray> left = m_left.token.split('.');
        const QList<QByteArray> right = m_right.token.split('.');
        const QStringList names{u"header"_s, u"payload"_s, u"signature"_s};
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
