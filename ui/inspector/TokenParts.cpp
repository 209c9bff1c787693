#include "ui/inspector/TokenParts.h"

#include <QRegularExpression>

#include <algorithm>

namespace gatehouse::ui::inspection {

using namespace Qt::StringLiterals;

namespace {

bool isSkipped(QChar c)
{
    // What the inspector takes out of a wrapped token: line ends, blanks, mail quoting, soft hyphens and marks of no
    // width.
    return c.isSpace() || c == u'>' || c == QChar(0x00ad) || (c >= QChar(0x200b) && c <= QChar(0x200f)) ||
           c == QChar(0x2060) || c == QChar(0xfeff);
}

/// The place in `text` of every character of `token`, the characters between them skipped; empty if it is not there.
QList<qsizetype> placesOf(const QString &text, const QString &token)
{
    if (token.isEmpty())
        return {};
    QList<qsizetype> places;
    const qsizetype whole = text.indexOf(token);
    if (whole >= 0) {
        places.resize(token.size());
        for (qsizetype i = 0; i < token.size(); ++i)
            places[i] = whole + i;
        return places;
    }
    // A handful of starts is plenty for a real paste, and keeps a hostile one from costing the square of its length.
    constexpr int mostStarts = 64;
    qsizetype from = 0;
    for (int attempt = 0; attempt < mostStarts; ++attempt) {
        const qsizetype start = text.indexOf(token.front(), from);
        if (start < 0)
            return {};
        places.clear();
        qsizetype at = start;
        qsizetype matched = 0;
        while (at < text.size() && matched < token.size()) {
            if (text.at(at) == token.at(matched)) {
                places.append(at);
                ++matched;
            } else if (!isSkipped(text.at(at))) {
                break;
            }
            ++at;
        }
        if (matched == token.size())
            return places;
        from = start + 1;
    }
    return {};
}

/// A run of characters of the token that is at fault: [first, end).
struct FaultRange
{
    qsizetype first = 0;
    qsizetype end = 0;
};

/// The base64url characters, four for three bytes, that a byte of the decoded part comes from.
FaultRange charactersOf(qsizetype byte, qsizetype partStart, qsizetype partEnd)
{
    const qsizetype first = partStart + byte * 8 / 6;
    const qsizetype end = partStart + (byte * 8 + 7) / 6 + 1;
    // "Something is missing" is said behind the last byte; the last character stands for it.
    const qsizetype last = std::max(partStart, partEnd - 1);
    return {std::min(first, last), std::min(std::max(end, first + 1), partEnd)};
}

std::optional<FaultRange> faultIn(const inspector::TokenInspection &inspection, qsizetype firstDot, qsizetype secondDot)
{
    if (inspection.jwsError && inspection.jwsError->kind == jose::JwsError::Kind::Base64Url)
        return FaultRange{inspection.jwsError->position, inspection.jwsError->position + 1};
    if (inspection.jwsError && inspection.jwsError->kind == jose::JwsError::Kind::Shortened &&
        inspection.jwsError->position > 0)
        return FaultRange{inspection.jwsError->position, inspection.jwsError->position + 1};
    if (inspection.jwsError && inspection.jwsError->kind == jose::JwsError::Kind::HeaderJson && firstDot > 0)
        return charactersOf(inspection.jwsError->json.position, 0, firstDot);
    // A payload that is a token is no JSON, and no character of it is to blame.
    if (inspection.claimsError && inspection.nested.isEmpty() && inspection.jws && firstDot >= 0 &&
        secondDot > firstDot + 1) {
        const qsizetype byte = inspection.claimsError->position;
        if (inspection.jws->isUnencoded)
            return FaultRange{firstDot + 1 + byte, firstDot + 2 + byte};
        return charactersOf(byte, firstDot + 1, secondDot);
    }
    return {};
}

/// The first group of every match.
void addMatches(QList<TokenPart> &parts, const QString &text, const QRegularExpression &pattern, TokenPart::Kind kind)
{
    for (auto matches = pattern.globalMatch(text); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        if (match.capturedLength(1) > 0)
            parts.append({kind, match.capturedStart(1), match.capturedLength(1)});
    }
}

/// A JWS in JSON serialization: its members are where the names say.
QList<TokenPart> jsonParts(const QString &text)
{
    static const QRegularExpression header(uR"RE("protected"\s*:\s*"([^"]*)")RE"_s);
    static const QRegularExpression payload(uR"RE("(?:payload|ciphertext)"\s*:\s*"([^"]*)")RE"_s);
    static const QRegularExpression signature(uR"RE("signature"\s*:\s*"([^"]*)")RE"_s);
    QList<TokenPart> parts;
    addMatches(parts, text, header, TokenPart::Kind::Header);
    addMatches(parts, text, payload, TokenPart::Kind::Payload);
    addMatches(parts, text, signature, TokenPart::Kind::Signature);
    std::ranges::sort(parts, {}, &TokenPart::start);
    return parts;
}

/// Of a text that is no one token, what would make a token of it usable.
QList<TokenPart> signaturesIn(const QString &text)
{
    static const QRegularExpression token(uR"(\bey[\w-]*+\.[\w-]*+\.([\w-]++))"_s);
    QList<TokenPart> parts;
    addMatches(parts, text, token, TokenPart::Kind::Signature);
    return parts;
}

} // namespace

std::optional<TokenPart> faultOf(const QList<TokenPart> &parts)
{
    const auto fault = std::ranges::find(parts, TokenPart::Kind::Fault, &TokenPart::kind);
    return fault == parts.end() ? std::nullopt : std::optional(*fault);
}

QList<TokenPart> tokenParts(const QString &text, const inspector::TokenInspection &inspection)
{
    if (inspection.token.startsWith('{'))
        return jsonParts(text);
    if (inspection.form == inspector::Form::NotAJwt && !inspection.jws)
        return signaturesIn(text);
    const QString token = QString::fromUtf8(inspection.token);
    const QList<qsizetype> places = placesOf(text, token);
    if (places.isEmpty())
        return {};
    const qsizetype firstDot = token.indexOf(u'.');
    const qsizetype secondDot = firstDot < 0 ? -1 : token.indexOf(u'.', firstDot + 1);
    QList<TokenPart> parts;
    const auto add = [&](TokenPart::Kind kind, qsizetype first, qsizetype end) {
        if (first < end)
            parts.append({kind, places.at(first), places.at(end - 1) - places.at(first) + 1});
    };
    add(TokenPart::Kind::Header, 0, firstDot < 0 ? token.size() : firstDot);
    if (firstDot >= 0)
        add(TokenPart::Kind::Payload, firstDot + 1, secondDot < 0 ? token.size() : secondDot);
    if (secondDot >= 0) {
        // Of a JWE the rest is content; the disclosures of an SD-JWT are claims.
        const qsizetype tilde = token.indexOf(u'~', secondDot + 1);
        const qsizetype end = tilde < 0 ? token.size() : tilde;
        const bool isJwe = QStringView(token).first(end).indexOf(u'.', secondDot + 1) >= 0;
        add(isJwe ? TokenPart::Kind::Payload : TokenPart::Kind::Signature, secondDot + 1, end);
        // Behind the disclosures of an SD-JWT a token may prove who holds it; its signature is one, too.
        const qsizetype last = token.lastIndexOf(u'.');
        const bool isBound = tilde >= 0 && last > token.lastIndexOf(u'~');
        add(TokenPart::Kind::Payload, end, isBound ? last + 1 : token.size());
        if (isBound)
            add(TokenPart::Kind::Signature, last + 1, token.size());
    }
    if (const std::optional<FaultRange> fault = faultIn(inspection, firstDot, secondDot)) {
        if (fault->first >= 0 && fault->first < fault->end && fault->end <= places.size())
            add(TokenPart::Kind::Fault, fault->first, fault->end);
    }
    return parts;
}

} // namespace gatehouse::ui::inspection
