#include "models/inspector/rules/Rules.h"

namespace gatehouse::inspector::rules {

namespace {

using namespace Qt::StringLiterals;

constexpr std::array keyIdShapeKinds{
    // shape
    FindingKind{"kid-injection"_L1, Severity::Warning, Finding::Subject::Header, "RFC 8725 section 3.10"_L1,
                Bearing::Warns},
    // length
    FindingKind{"kid-too-long"_L1, Severity::Warning, Finding::Subject::Header, "RFC 8725 section 3.10"_L1,
                Bearing::Warns},
    FindingKind{"kid-empty"_L1, Severity::Info, Finding::Subject::Header, "RFC 7515 section 4.1.4"_L1},
};

constexpr qsizetype longestKid = 256;

/// What a kid tries to be when it is used as more than a key of a map.
QLatin1StringView injectionShape(const QString &kid)
{
    const auto has = [&kid](QLatin1StringView what) { return kid.contains(what, Qt::CaseInsensitive); };
    if (has("../"_L1) || has("..\\"_L1) || kid.startsWith(u'/') || has("file:"_L1) || has("%2e%2e"_L1) ||
        (kid.size() > 2 && kid[1] == u':' && kid[2] == u'\\'))
        return "path"_L1;
    if (has("${"_L1) || has("{{"_L1) || has("#{"_L1))
        return "expression"_L1;
    if (kid.startsWith(u'|') || has("$("_L1) || kid.contains(u'`') || has("&&"_L1) || has("; "_L1))
        return "command"_L1;
    if (kid.contains(u'\'') || kid.contains(u'"') || has("--"_L1) || has("union select"_L1))
        return "sql"_L1;
    if (has("http://"_L1) || has("https://"_L1) || has("ldap:"_L1))
        return "address"_L1;
    if (kid.contains(u'<') || kid.contains(u'>'))
        return "markup"_L1;
    if (std::ranges::any_of(kid, [](QChar c) { return c < u' ' || c == QChar(0x7f); }))
        return "control-characters"_L1;
    return {};
}

void lookAtKeyId(const RuleContext &context, QList<Finding> &findings)
{
    const jose::JsonValue *kid = context.parameter(u"kid");
    if (!kid || !kid->isString())
        return;
    if (kid->string.isEmpty())
        findings.append(makeFinding("kid-empty"_L1, u"kid"_s));
    if (kid->string.size() > longestKid)
        findings.append(makeFinding("kid-too-long"_L1, u"kid"_s, {QString::number(kid->string.size())}));
    if (const QLatin1StringView shape = injectionShape(kid->string.left(4 * longestKid)); !shape.isEmpty())
        findings.append(makeFinding("kid-injection"_L1, u"kid"_s, {shape}));
}

} // namespace

constinit const Rule keyIdShape{keyIdShapeKinds, lookAtKeyId};

} // namespace gatehouse::inspector::rules
