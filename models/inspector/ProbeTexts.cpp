#include "models/inspector/ProbeTexts.h"

#include <QJsonDocument>

namespace gatehouse::inspector {

namespace {

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
    texts.append({SignedForm::Quotes, '"' + input + '"'});
    texts.append({SignedForm::Quotes, '"' + input});
    texts.append({SignedForm::Bearer, "Bearer " + input});
    texts.append({SignedForm::Bearer, "bearer " + input});
    texts.append({SignedForm::LineFeed, input + '\n'});
    texts.append({SignedForm::StandardBase64, joined(jws.headerBytes.toBase64(QByteArray::OmitTrailingEquals),
                                                     jws.payload.toBase64(QByteArray::OmitTrailingEquals))});
    texts.append({SignedForm::StandardBase64, joined(jws.headerBytes.toBase64(), jws.payload.toBase64())});
    texts.append({SignedForm::Padding, joined(jws.headerBytes.toBase64(QByteArray::Base64UrlEncoding),
                                              jws.payload.toBase64(QByteArray::Base64UrlEncoding))});
    texts.append({SignedForm::PayloadFirst, joined(payload, header)});
    texts.append({SignedForm::PayloadAlone, payload});
    texts.append({SignedForm::NotEncoded, joined(jws.headerBytes, jws.payload)});
    texts.append({SignedForm::PayloadUnencoded, joined(header, jws.payload)});
    texts.append({SignedForm::TrailingDot, input + '.'});
    const auto claims = jws.payload.size() <= largestRewritten
                            ? jose::parseStrictJson(jws.payload)
                            : std::expected<jose::JsonValue, jose::JsonError>(std::unexpected(jose::JsonError()));
    if (!claims)
        return texts;
    const auto rewritten = [&](SignedForm form, const QByteArray &json) {
        texts.append({form, joined(header, jose::encodeBase64Url(json))});
    };
    rewritten(SignedForm::PayloadCompact, claims->toJson());
    rewritten(SignedForm::PayloadSorted, sortedObject(*claims).toJson());
    rewritten(SignedForm::PayloadIndented, claims->toIndentedJson());
    rewritten(SignedForm::PayloadIndented, QJsonDocument::fromJson(jws.payload).toJson(QJsonDocument::Indented));
    // Python's json.dumps puts blanks behind commas and colons; a payload with blanks in its strings is left alone.
    if (!claims->toJson().contains(' ') && !claims->toJson().contains('\\'))
        rewritten(SignedForm::PayloadSpaced, spacedJson(*claims));
    return texts;
}

QByteArray spacedJson(const jose::JsonValue &value)
{
    QByteArray spaced;
    bool isInString = false;
    bool isEscaped = false;
    const QByteArray json = value.toJson();
    for (const char c : json) {
        isInString = c == '"' && !isEscaped ? !isInString : isInString;
        isEscaped = c == '\\' && !isEscaped;
        spaced.append(c);
        if (!isInString && (c == ',' || c == ':'))
            spaced.append(' ');
    }
    return spaced;
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
