#include "models/inspector/ProbeTexts.h"

#include <QJsonDocument>

namespace gatehouse::inspector {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype largestRewritten = qsizetype{64} * 1024;

QByteArray joined(const QByteArray &header, const QByteArray &payload)
{
    return header + '.' + payload;
}

/// The object with its members sorted, as libraries that rebuild it do.
jose::JsonValue sortedObject(jose::JsonValue value)
{
    std::ranges::sort(value.members, {}, &jose::JsonMember::name);
    return value;
}

} // namespace

QList<SignedText> otherSignedTexts(const jose::CompactJws &jws)
{
    const QByteArray input = jws.signingInput().toByteArray();
    const QByteArray header = input.first(jws.firstDot);
    const QByteArray payload = input.sliced(jws.firstDot + 1);
    QList<SignedText> texts;
    texts.append({u"quotes"_s, '"' + input + '"'});
    texts.append({u"quotes"_s, '"' + input});
    texts.append({u"bearer"_s, "Bearer " + input});
    texts.append({u"bearer"_s, "bearer " + input});
    texts.append({u"line-feed"_s, input + '\n'});
    texts.append({u"standard-base64"_s, joined(jws.headerBytes.toBase64(QByteArray::OmitTrailingEquals),
                                               jws.payload.toBase64(QByteArray::OmitTrailingEquals))});
    texts.append({u"standard-base64"_s, joined(jws.headerBytes.toBase64(), jws.payload.toBase64())});
    texts.append({u"padding"_s, joined(jws.headerBytes.toBase64(QByteArray::Base64UrlEncoding),
                                       jws.payload.toBase64(QByteArray::Base64UrlEncoding))});
    texts.append({u"payload-first"_s, joined(payload, header)});
    texts.append({u"payload-alone"_s, payload});
    texts.append({u"not-encoded"_s, joined(jws.headerBytes, jws.payload)});
    texts.append({u"payload-unencoded"_s, joined(header, jws.payload)});
    texts.append({u"trailing-dot"_s, input + '.'});
    const auto claims = jws.payload.size() <= largestRewritten
                            ? jose::parseStrictJson(jws.payload)
                            : std::expected<jose::JsonValue, jose::JsonError>(std::unexpected(jose::JsonError()));
    if (!claims)
        return texts;
    const auto rewritten = [&](const QString &name, const QByteArray &json) {
        texts.append({name, joined(header, jose::encodeBase64Url(json))});
    };
    rewritten(u"payload-compact"_s, claims->toJson());
    rewritten(u"payload-sorted"_s, sortedObject(*claims).toJson());
    rewritten(u"payload-indented"_s, claims->toIndentedJson());
    rewritten(u"payload-indented"_s, QJsonDocument::fromJson(jws.payload).toJson(QJsonDocument::Indented));
    // Python's json.dumps puts blanks behind commas and colons; a payload with blanks in its strings is left alone.
    if (!claims->toJson().contains(' ') && !claims->toJson().contains('\\')) {
        QByteArray spaced;
        bool inString = false;
        const auto json = claims->toJson();
        for (const char c : json) {
            inString = c == '"' ? !inString : inString;
            spaced.append(c);
            if (!inString && (c == ',' || c == ':'))
                spaced.append(' ');
        }
        rewritten(u"payload-spaced"_s, spaced);
    }
    return texts;
}

bool canBeJson(QByteArrayView part, qsizetype at)
{
    const qsizetype group = at - at % 4;
    const auto bytes = jose::decodeBase64Url(part.sliced(group, std::min<qsizetype>(4, part.size() - group)));
    return bytes && std::ranges::all_of(*bytes, [](char c) {
               const auto byte = static_cast<unsigned char>(c);
               return byte >= 0x20 || byte == '\t' || byte == '\n' || byte == '\r';
           });
}

QByteArray mistakenFor(char c)
{
    QByteArray others;
    const char lower = static_cast<char>(c | 0x20);
    if (lower >= 'a' && lower <= 'z')
        others.append(static_cast<char>(c ^ 0x20));
    static constexpr std::array<QByteArrayView, 8> alike{"0Oo", "1lI", "5S", "8B", "2Z", "-_", "6G", "uv"};
    for (const QByteArrayView group : alike) {
        if (!group.contains(c))
            continue;
        for (const char other : group) {
            if (other != c && !others.contains(other))
                others.append(other);
        }
    }
    return others;
}

} // namespace gatehouse::inspector
