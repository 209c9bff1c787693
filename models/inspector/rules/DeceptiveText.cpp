#include "models/base/Text.h"
#include "models/inspector/rules/Rules.h"
#include "models/inspector/rules/TextInClaims.h"

namespace gatehouse::inspector::rules {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype longText = 1024;

std::optional<Markup> markupOf(const QString &text)
{
    if (const qsizetype open = text.indexOf(u'<');
        open >= 0 && text.indexOf(u'>', open) > open + 1 &&
        (text[open + 1].isLetter() || text[open + 1] == u'/' || text[open + 1] == u'!'))
        return Markup::Html;
    if (text.size() > 1 && (text.startsWith(u'=') || text.startsWith(u'@') || text.startsWith("+="_L1)))
        return Markup::Formula;
    if (text.contains("${"_L1) || text.contains("{{"_L1))
        return Markup::Expression;
    return {};
}

/// Text that a careless program shows as something else: bidi controls, escape sequences, markup, formulas. Here it is
/// plain text with visible marks.
void lookForDeceptiveText(const RuleContext &context, FindingSink &findings)
{
    if (!context.token.claims)
        return;
    int noted = 0;
    const auto judge = [&](const QString &name, const QString &text) {
        if (noted > 20)
            return;
        const int before = findings.count();
        const qsizetype limit = longestTextRead + 1;
        if (base::visibleText(text, limit) != text)
            findings.report(kinds::hiddenCharacters, "member"_p = name);
        if (const auto markup = markupOf(text))
            findings.report(kinds::markupInClaim, "member"_p = name, "what"_p = *markup);
        if (text.size() > longText)
            findings.report(kinds::textVeryLong, "member"_p = name, "length"_p = text.size());
        noted += findings.count() - before;
    };
    forEachText(*context.token.claims, judge);
    for (const jose::JsonMember &member : context.token.claims->members)
        judge(member.name.left(longText), member.name.left(longestTextRead));
}

} // namespace

constinit const Rule deceptiveText{lookForDeceptiveText, kinds::hiddenCharacters, kinds::markupInClaim,
                                   kinds::textVeryLong};

} // namespace gatehouse::inspector::rules
