#include "models/scan/TokenDiff.h"

#include <algorithm>

namespace gatehouse::scan {

namespace {

using inspector::TokenInspection;

const jose::JsonValue *headerOf(const TokenInspection &token)
{
    if (token.encrypted)
        return &token.encrypted->header;
    return token.jws ? &token.jws->header : nullptr;
}

TokenDiff::Part partAt(const TokenInspection &token, qsizetype byte)
{
    using enum TokenDiff::Part;
    const QByteArrayView before = QByteArrayView(token.token).first(std::min(byte, token.token.size()));
    if (token.token.startsWith('{'))
        return Elsewhere;
    const qsizetype dots = before.count('.');
    if (dots == 0)
        return Header;
    if (token.encrypted)
        return Elsewhere;
    if (before.contains('~'))
        return Disclosures;
    return dots == 1 ? Payload : Signature;
}

} // namespace

TokenDiff diffTokens(const TokenInspection &before, const TokenInspection &after)
{
    TokenDiff diff;
    diff.isSameText = before.token == after.token;
    diff.isSameSignature = before.jws && after.jws && before.jws->signature == after.jws->signature;
    if (!diff.isSameText) {
        const auto [mine, other] = std::ranges::mismatch(before.token, after.token);
        diff.firstByte = mine - before.token.begin();
        diff.part = partAt(before, diff.firstByte);
    }
    diff.header = inspector::compareMembers(headerOf(before), headerOf(after));
    diff.areClaimsCompared = before.claims && after.claims;
    if (diff.areClaimsCompared)
        diff.claims = inspector::compareMembers(&*before.claims, &*after.claims);
    return diff;
}

} // namespace gatehouse::scan
