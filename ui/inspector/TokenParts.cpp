#include "ui/inspector/TokenParts.h"

namespace gatehouse::ui::inspection {

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

} // namespace

QList<TokenPart> tokenParts(const QString &text, const inspector::TokenInspection &inspection)
{
    if (inspection.form == inspector::Form::NotAJwt)
        return {};
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
    if (secondDot >= 0)
        add(TokenPart::Kind::Signature, secondDot + 1, token.size());
    if (inspection.jwsError && inspection.jwsError->kind == jose::JwsError::Kind::Base64Url) {
        const qsizetype position = inspection.jwsError->position;
        if (position >= 0 && position < places.size())
            parts.append({TokenPart::Kind::Fault, places.at(position), 1});
    }
    return parts;
}

} // namespace gatehouse::ui::inspection
