#include "models/server/routes/TokenForm.h"

#include "models/base/Text.h"
#include "models/jose/StrictJson.h"

#include <QSet>
#include <QStringDecoder>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace gatehouse::server::routes {

namespace {

using issuer::TokenParameters;
using oauth::TokenErrorResponse;

template <typename T> using Read = std::expected<T, TokenErrorResponse>;

constexpr std::array understood{u"grant_type", u"client_id", u"client_secret", u"audience", u"scope"};
constexpr qsizetype maxParameters = 64;

std::unexpected<TokenErrorResponse> refused(int status, const QString &error, const QString &description)
{
    return std::unexpected(TokenErrorResponse{.status = status, .error = error, .description = description, .uri = {}});
}

std::unexpected<TokenErrorResponse> invalid(const QString &description)
{
    return refused(400, u"invalid_request"_s, description);
}

std::unexpected<TokenErrorResponse> repeated(const QString &name)
{
    return invalid(u"Parameter given more than once: "_s + base::visibleText(name, 60));
}

void wipe(QString &text)
{
    base::wipe(text.data(), static_cast<std::size_t>(text.size()) * sizeof(QChar));
}

/// The secret goes into a Secret and the text it stood in is wiped.
void take(TokenParameters &into, const QString &name, QString value)
{
    if (value.isEmpty())
        return;
    if (name != u"client_secret") {
        into.values.insert(name, value);
        return;
    }
    QByteArray bytes = value.toUtf8();
    into.clientSecret = base::Secret(QByteArrayView(bytes));
    base::wipe(bytes.data(), static_cast<std::size_t>(bytes.size()));
    wipe(value);
}

std::optional<QString> utf8(QByteArrayView bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringConverter::Flag::Stateless);
    QString text = decoder(bytes);
    if (decoder.hasError() || text.contains(QChar(0)))
        return std::nullopt;
    return text;
}

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// application/x-www-form-urlencoded, strictly: a percent sign that starts no escape is an error, not a percent sign.
std::optional<QByteArray> percentDecoded(QByteArrayView text)
{
    QByteArray out;
    out.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            out += text[i] == '+' ? ' ' : text[i];
            continue;
        }
        const int high = i + 2 < text.size() ? hexValue(text[i + 1]) : -1;
        const int low = i + 2 < text.size() ? hexValue(text[i + 2]) : -1;
        if (high < 0 || low < 0)
            return std::nullopt;
        out += static_cast<char>(high * 16 + low);
        i += 2;
    }
    return out;
}

std::optional<QString> formDecoded(QByteArrayView text)
{
    auto bytes = percentDecoded(text);
    if (!bytes)
        return std::nullopt;
    auto decoded = utf8(*bytes);
    base::wipe(bytes->data(), static_cast<std::size_t>(bytes->size()));
    return decoded;
}

Read<TokenParameters> readForm(const QByteArray &body)
{
    TokenParameters parameters;
    QSet<QString> seen;
    qsizetype from = 0;
    while (from < body.size()) {
        qsizetype to = body.indexOf('&', from);
        if (to < 0)
            to = body.size();
        const QByteArrayView pair = QByteArrayView(body).sliced(from, to - from);
        from = to + 1;
        if (pair.isEmpty())
            continue;
        const qsizetype equals = pair.indexOf('=');
        const auto name = formDecoded(equals < 0 ? pair : pair.first(equals));
        auto value = equals < 0 ? std::optional(QString()) : formDecoded(pair.sliced(equals + 1));
        if (!name || !value)
            return invalid(u"The body is not a well-formed form"_s);
        if (seen.contains(*name))
            return repeated(*name);
        seen.insert(*name);
        if (seen.size() > maxParameters)
            return invalid(u"Too many parameters"_s);
        take(parameters, *name, *std::move(value));
    }
    return parameters;
}

Read<TokenParameters> readJson(const QByteArray &body)
{
    auto json = jose::parseStrictJson(body, {.bytes = 256 * 1024, .depth = 8, .values = 500});
    if (!json) {
        if (json.error().kind == jose::JsonError::Kind::DuplicateName)
            return repeated(json.error().name);
        return invalid(u"The body is not well-formed JSON"_s);
    }
    if (!json->isObject())
        return invalid(u"The body is not a JSON object"_s);
    TokenParameters parameters;
    for (jose::JsonMember &member : json->members) {
        if (!std::ranges::contains(understood, QStringView(member.name)))
            continue;
        if (!member.value.isString())
            return invalid(u"Parameter is not a string: "_s + member.name);
        if (member.value.string.contains(QChar(0)))
            return invalid(u"Parameter holds a NUL: "_s + member.name);
        take(parameters, member.name, std::move(member.value.string));
    }
    return parameters;
}

/// The media type, lower case, with UTF-8 as the only charset a body may name; empty when it names another.
QByteArray mediaType(const Request &request)
{
    const QByteArray header = request.header("Content-Type").toLower();
    const qsizetype semicolon = header.indexOf(';');
    if (semicolon < 0)
        return header.trimmed();
    const QByteArray rest = header.sliced(semicolon + 1).simplified().replace(" ", "").replace("\"", "");
    if (rest.contains("charset=") && rest != "charset=utf-8")
        return {};
    return header.first(semicolon).trimmed();
}

Read<TokenParameters> readBody(const Request &request)
{
    const QByteArray type = mediaType(request);
    if (request.count("Content-Type") == 1 && type == "application/json")
        return readJson(request.body);
    if (request.count("Content-Type") == 1 && type == "application/x-www-form-urlencoded")
        return readForm(request.body);
    return refused(415, u"invalid_request"_s, u"Send application/json or application/x-www-form-urlencoded"_s);
}

TokenParameters::Basic basicOf(const QString &id, const QString &secret)
{
    QByteArray bytes = secret.toUtf8();
    TokenParameters::Basic basic{.clientId = id, .clientSecret = base::Secret(QByteArrayView(bytes))};
    base::wipe(bytes.data(), static_cast<std::size_t>(bytes.size()));
    return basic;
}

/// `Basic base64(id:secret)` in the readings it has (RFC 7617; RFC 6749 section 2.3.1).
Read<QList<TokenParameters::Basic>> readBasic(const Request &request)
{
    if (request.count("Authorization") == 0)
        return QList<TokenParameters::Basic>();
    const auto malformed = refused(401, u"invalid_client"_s, u"Client authentication failed"_s);
    if (request.count("Authorization") > 1)
        return invalid(u"More than one Authorization header"_s);
    constexpr QByteArrayView scheme = "basic ";
    const QByteArray header = request.header("Authorization");
    if (QByteArrayView(header).first(std::min(header.size(), scheme.size())).compare(scheme, Qt::CaseInsensitive) != 0)
        return malformed;
    const QByteArray encoded = header.sliced(scheme.size()).trimmed();
    auto decoded = QByteArray::fromBase64Encoding(encoded, QByteArray::AbortOnBase64DecodingErrors);
    // Qt's decoder takes what RFC 4648 does not allow; only what encodes to the same text was well-formed.
    if (!decoded || decoded.decoded.toBase64() != encoded)
        return malformed;
    const qsizetype colon = decoded.decoded.indexOf(':');
    if (colon <= 0)
        return malformed;
    const QByteArrayView id = QByteArrayView(decoded.decoded).first(colon);
    const QByteArrayView secret = QByteArrayView(decoded.decoded).sliced(colon + 1);

    QList<TokenParameters::Basic> readings;
    if (const auto rawId = utf8(id), rawSecret = utf8(secret); rawId && rawSecret)
        readings.append(basicOf(*rawId, *rawSecret));
    if (id.contains('%') || id.contains('+') || secret.contains('%') || secret.contains('+')) {
        if (const auto plainId = formDecoded(id), plainSecret = formDecoded(secret); plainId && plainSecret)
            readings.append(basicOf(*plainId, *plainSecret));
    }
    base::wipe(decoded.decoded.data(), static_cast<std::size_t>(decoded.decoded.size()));
    if (readings.isEmpty())
        return malformed;
    return readings;
}

} // namespace

Read<QList<TokenParameters>> readTokenRequest(const Request &request)
{
    if (!request.query.isEmpty())
        return invalid(u"Parameters belong in the body, not in the URL"_s);
    const auto parameters = readBody(request);
    if (!parameters)
        return std::unexpected(parameters.error());
    const auto basic = readBasic(request);
    if (!basic)
        return std::unexpected(basic.error());
    if (basic->isEmpty())
        return QList<TokenParameters>{*parameters};
    QList<TokenParameters> readings;
    for (const TokenParameters::Basic &reading : *basic) {
        TokenParameters with = *parameters;
        with.basic = reading;
        readings.append(with);
    }
    return readings;
}

} // namespace gatehouse::server::routes
