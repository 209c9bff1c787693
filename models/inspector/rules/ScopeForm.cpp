#include "models/inspector/rules/Rules.h"

#include <QSet>

namespace gatehouse::inspector::rules {

namespace {

using namespace Qt::StringLiterals;

constexpr std::array scopeFormKinds{
    FindingKind{"scope-type"_L1, Severity::Error, Finding::Subject::Claim, "RFC 8693 section 4.2"_L1, Bearing::Breaks},
    FindingKind{"scope-format"_L1, Severity::Warning, Finding::Subject::Claim, "RFC 6749 section 3.3"_L1,
                Bearing::Warns},
    FindingKind{"scope-in-other-claim"_L1, Severity::Info, Finding::Subject::Claim, "RFC 9068 section 2.2.3"_L1},
    FindingKind{"scopes-disagree"_L1, Severity::Warning, Finding::Subject::Claim, "RFC 9068 section 2.2.3"_L1,
                Bearing::Warns}, // only in scope, only in the other
    FindingKind{"scopes-many"_L1, Severity::Warning, Finding::Subject::Claim, "RFC 9068 section 2.2.3"_L1,
                Bearing::Warns}, // count
};

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
void lookAtScopeForm(const RuleContext &context, QList<Finding> &findings)
{
    const jose::JsonValue *scope = context.claim(u"scope");
    const QStringList scopes = scope ? scopesIn(*scope) : QStringList();
    for (const QStringView name : {QStringView(u"scp"), QStringView(u"permissions")}) {
        const jose::JsonValue *other = context.claim(name);
        if (!other)
            continue;
        findings.append(makeFinding("scope-in-other-claim"_L1, name.toString()));
        const QStringList others = scopesIn(*other);
        const QString onlyHere = onlyIn(scopes, others);
        const QString onlyThere = onlyIn(others, scopes);
        if (scope && (!onlyHere.isEmpty() || !onlyThere.isEmpty()))
            findings.append(makeFinding("scopes-disagree"_L1, name.toString(), {onlyHere, onlyThere}));
    }
    if (!scope)
        return;
    if (!scope->isString()) {
        findings.append(makeFinding("scope-type"_L1, u"scope"_s));
        return;
    }
    if (scopes.size() > mostScopes)
        findings.append(makeFinding("scopes-many"_L1, u"scope"_s, {QString::number(scopes.size())}));
    QStringList distinct = scopes;
    const bool repeats = distinct.removeDuplicates() > 0;
    if (repeats || scope->string != scopes.join(u' ') ||
        std::ranges::any_of(scope->string, [](QChar c) { return c < u' '; }))
        findings.append(makeFinding("scope-format"_L1, u"scope"_s));
}

} // namespace

constinit const Rule scopeForm{scopeFormKinds, lookAtScopeForm};

} // namespace gatehouse::inspector::rules
