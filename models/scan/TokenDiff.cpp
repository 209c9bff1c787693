#include "models/scan/TokenDiff.h"

#include <algorithm>

namespace gatehouse::scan {

namespace {

jose::JsonValue claimsOf(const jose::CompactJws &jws)
{
    const auto claims = jose::parseStrictJson(jws.payload);
    return claims && claims->isObject() ? *claims : jose::JsonValue();
}

} // namespace

TokenDiff diffTokens(const jose::CompactJws &before, const jose::CompactJws &after)
{
    TokenDiff diff;
    diff.isSameText = before.text == after.text;
    diff.isSameSignature = before.signature == after.signature;
    if (!diff.isSameText) {
        const auto [mine, other] = std::ranges::mismatch(before.text, after.text);
        diff.firstByte = mine - before.text.begin();
        diff.segment = diff.firstByte <= before.firstDot ? 0 : diff.firstByte <= before.secondDot ? 1 : 2;
    }
    const jose::JsonValue from = claimsOf(before);
    const jose::JsonValue to = claimsOf(after);
    diff.header = inspector::compareMembers(&before.header, &after.header);
    diff.claims = inspector::compareMembers(&from, &to);
    return diff;
}

} // namespace gatehouse::scan
