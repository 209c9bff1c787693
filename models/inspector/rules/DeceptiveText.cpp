#include "models/base/Text.h"
#include "models/inspector/rules/Rules.h"
#include "models/inspector/rules/TextInClaims.h"

namespace gatehouse::inspector::rules {

namespace {

using namespace Qt::StringLiterals;

constexpr std::array deceptiveTextKinds{
    FindingKind{"hidden-characters"_L1, Severity::Warning, Finding::Subject::Claim, "RFC 8725 section 3.10"_L1},
    FindingKind{"markup-in-claim"_L1, Severity::Info, Finding::Subject::Claim,
                "RFC 8725 section 3.10"_L1}, // html|formula|expression
    FindingKind{"text-very-long"_L1, Severity::Info, Finding::Subject::Claim, "RFC 8725 section 3.10"_L1}, // characters
};

constexpr qsizetype longText = 1024;

QString markupOf(const QString &text)
{
    if (const qsizetype open = text.indexOf(u'<');
        open >= 0 && text.indexOf(u'>', open) > open + 1 &&
        (text[open + 1].isLetter() || text[open + 1] == u'/' || text[open + 1] == u'!'))
        return u"html"_s;
    if (text.size() > 1 && (text.startsWith(u'=') || text.startsWith(u'@') || text.startsWith("+="_L1)))
        return u"formula"_s;
    if (text.contains("${"_L1) || text.contains("{{"_L1))
        return u"expression"_s;
    return {};
}

/// Text that a careless program shows as something else: bidi controls, escape sequences, markup, formulas. Here it is
/// plain text with visible marks.
void lookForDeceptiveText(const RuleContext &context, QList<Finding> &findings)
{
    if (!context.token.claims)
        return;
    int noted = 0;
    const auto judge = [&](const QString &name, const QString &text) {
        if (noted > 20)
            return;
        const auto before = findings.size();
        const qsizetype limit = longestTextRead + 1;
        if (base::visibleText(text, limit) != text)
            findings.append(makeFinding("hidden-characters"_L1, name));
        if (const QString markup = markupOf(text); !markup.isEmpty())
            findings.append(makeFinding("markup-in-claim"_L1, name, {markup}));
        if (text.size() > longText)
            findings.append(makeFinding("text-very-long"_L1, name, {QString::number(text.size())}));
        noted += static_cast<int>(findings.size() - before);
    };
    forEachText(*context.token.claims, judge);
    for (const jose::JsonMember &member : context.token.claims->members)
        judge(member.name.left(longText), member.name.left(longestTextRead));
}

} // namespace

constinit const Rule deceptiveText{deceptiveTextKinds, lookForDeceptiveText};

} // namespace gatehouse::inspector::rules
