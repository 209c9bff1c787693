#include "models/inspector/rules/Rules.h"

namespace gatehouse::inspector::rules {

namespace {

using namespace Qt::StringLiterals;

/// What a kid tries to be when it is used as more than a key of a map.
std::optional<KidShape> injectionShape(const QString &kid)
{
    const auto has = [&kid](QLatin1StringView what) { return kid.contains(what, Qt::CaseInsensitive); };
    if (has("../"_L1) || has("..\\"_L1) || kid.startsWith(u'/') || has("file:"_L1) || has("%2e%2e"_L1) ||
        (kid.size() > 2 && kid[1] == u':' && kid[2] == u'\\'))
        return KidShape::Path;
    if (has("${"_L1) || has("{{"_L1) || has("#{"_L1))
        return KidShape::Expression;
    if (kid.startsWith(u'|') || has("$("_L1) || kid.contains(u'`') || has("&&"_L1) || has("; "_L1))
        return KidShape::Command;
    if (kid.contains(u'\'') || kid.contains(u'"') || has("--"_L1) || has("union select"_L1))
        return KidShape::Sql;
    if (has("http://"_L1) || has("https://"_L1) || has("ldap:"_L1))
        return KidShape::Address;
    if (kid.contains(u'<') || kid.contains(u'>'))
        return KidShape::Markup;
    if (std::ranges::any_of(kid, [](QChar c) { return c < u' ' || c == QChar(0x7f); }))
        return KidShape::ControlCharacters;
    return {};
}

void lookAtKeyId(const RuleContext &context, FindingSink &findings)
{
    const jose::JsonValue *kid = context.parameter(u"kid");
    if (!kid || !kid->isString())
        return;
    if (kid->string.isEmpty())
        findings.report(kinds::kidEmpty);
    if (kid->string.size() > jose::longestKid)
        findings.report(kinds::kidTooLong, "length"_p = kid->string.size());
    if (const auto shape = injectionShape(kid->string.left(4 * jose::longestKid)))
        findings.report(kinds::kidInjection, "shape"_p = *shape);
}

} // namespace

constinit const Rule keyIdShape{lookAtKeyId, kinds::kidEmpty, kinds::kidTooLong, kinds::kidInjection};

} // namespace gatehouse::inspector::rules
