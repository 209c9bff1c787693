#include "models/inspector/rules/Rules.h"

#include <QSet>

namespace gatehouse::inspector::rules {

namespace {

using namespace Qt::StringLiterals;

/// An API has at most so many scopes.
constexpr qsizetype mostScopes = 1000;
constexpr qsizetype mostNamedApart = 20;

QStringList scopesIn(const jose::JsonValue &value)
{
    if (value.isString())
        return value.string.split(u' ', Qt::SkipEmptyParts);
    QStringList scopes;
    for (const jose::JsonValue &element : value.elements) {
        if (element.isString())
            scopes.append(element.string);
    }
    return scopes;
}

QString onlyIn(const QStringList &these, const QStringList &those)
{
    const QSet<QString> known(those.begin(), those.end());
    QStringList out;
    for (const QString &one : these) {
        if (!known.contains(one) && out.size() < mostNamedApart)
            out.append(one);
    }
    return out.join(u' ');
}

/// `scope` is one string with single blanks; `scp` and `permissions` are other issuers' ways to say the same, and an
/// API that reads another claim than its neighbour permits other things.
void lookAtScopeForm(const RuleContext &context, FindingSink &findings)
{
    const jose::JsonValue *scope = context.claim(u"scope");
    const QStringList scopes = scope ? scopesIn(*scope) : QStringList();
    for (const QStringView name : {QStringView(u"scp"), QStringView(u"permissions")}) {
        const jose::JsonValue *other = context.claim(name);
        if (!other)
            continue;
        findings.report(kinds::scopeInOtherClaim, "member"_p = name.toString());
        const QStringList others = scopesIn(*other);
        const QString onlyHere = onlyIn(scopes, others);
        const QString onlyThere = onlyIn(others, scopes);
        if (scope && (!onlyHere.isEmpty() || !onlyThere.isEmpty()))
            findings.report(kinds::scopesDisagree, "member"_p = name.toString(), "onlyHere"_p = onlyHere,
                            "onlyThere"_p = onlyThere);
    }
    if (!scope)
        return;
    if (!scope->isString()) {
        findings.report(kinds::scopeType);
        return;
    }
    if (scopes.size() > mostScopes)
        findings.report(kinds::scopesMany, "count"_p = scopes.size());
    QStringList distinct = scopes;
    const bool repeats = distinct.removeDuplicates() > 0;
    if (repeats || scope->string != scopes.join(u' ') ||
        std::ranges::any_of(scope->string, [](QChar c) { return c < u' '; }))
        findings.report(kinds::scopeFormat);
}

} // namespace

constinit const Rule scopeForm{lookAtScopeForm,  kinds::scopeInOtherClaim, kinds::scopesDisagree,
                               kinds::scopeType, kinds::scopesMany,        kinds::scopeFormat};

} // namespace gatehouse::inspector::rules
