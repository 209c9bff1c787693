#include "models/inspector/rules/Rules.h"

#include <charconv>
#include <cmath>

namespace gatehouse::inspector::rules {

namespace {

using namespace Qt::StringLiterals;

/// Whether programs that read numbers as doubles see another one: beyond 2^53 they round, beyond 1e308 they say
/// infinite.
bool isInexact(const QByteArray &written)
{
    double number = 0;
    const char *end = written.constData() + written.size();
    const auto [rest, error] = std::from_chars(written.constData(), end, number);
    return error != std::errc() || !std::isfinite(number) || std::abs(number) >= 9007199254740992.0;
}

void lookAtNumbers(const RuleContext &context, FindingSink &findings)
{
    if (!context.token.claims)
        return;
    const int before = findings.count();
    for (const jose::JsonMember &member : context.token.claims->members) {
        if (member.value.isNumber() && isInexact(member.value.number))
            findings.report(kinds::numberInexact, "member"_p = member.name,
                            "value"_p = QString::fromLatin1(member.value.number.left(80)));
        if (findings.count() - before > 200)
            return;
    }
}

} // namespace

constinit const Rule numbers{lookAtNumbers, kinds::numberInexact};

} // namespace gatehouse::inspector::rules
