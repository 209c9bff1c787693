#include "models/server/routes/TokenForm.h"

#include "models/base/Text.h"
#include "models/jose/StrictJson.h"
#include "models/server/routes/FormFields.h"

#include <QSet>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace gatehouse::server::routes {

namespace {

using issuer::TokenParameters;
using oauth::TokenErrorResponse;

template <typename T> using Read = std::expected<T, TokenErrorResponse>;

constexpr std::array understood{u"grant_type",
                                u"client_id",
                                u"client_secret",
                                u"audience",
                                u"scope",
                                u"code",
                                u"redirect_uri",
                                u"code_verifier",
                                u"refresh_token",
                                u"token",
                                u"resource",
                                u"token_type_hint",
                                u"client_assertion",
                                u"client_assertion_type"};

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

Read<TokenParameters> readForm(const QByteArray &body)
{
    auto fields = formFields(body);
    if (!fields) {
        return invalid(fields.error() == FormFault::TooMany ? u"Too many parameters"_s
                                                            : u"The body is not a well-formed form"_s);
    }
    TokenParameters parameters;
    QSet<QString> seen;
    for (auto &[name, value] : *fields) {
        // RFC 8707 section 2: one of these for each API.
        if (name == u"resource") {
            parameters.resources.append(value);
            continue;
        }
        if (seen.contains(name))
            return repeated(name);
        seen.insert(name);
        take(parameters, name, std::move(value));
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
        if (member.name == u"resource" && member.value.isArray()) {
            for (jose::JsonValue &resource : member.value.elements) {
                if (!resource.isString() || resource.string.contains(QChar(0)))
                    return invalid(u"Parameter is not a list of strings: resource"_s);
                parameters.resources.append(std::move(resource.string));
            }
            continue;
        }
        if (!member.value.isString())
            return invalid(u"Parameter is not a string: "_s + member.name);
        if (member.value.string.contains(QChar(0)))
            return invalid(u"Parameter holds a NUL: "_s + member.name);
        if (member.name == u"resource")
            parameters.resources.append(std::move(member.value.string));
        else
            take(parameters, member.name, std::move(member.value.string));
    }
    return parameters;
}

/// What a body is said to be: `type/subtype` and the charset, in lower case; the charset is empty where none is named.
struct MediaType
{
    QByteArray type;
    QByteArray charset;
};

/// RFC 9110 section 8.3.1. Parameters may be empty, so that a semicolon at the end is no error, and spaces are allowed
/// wherever programs are known to put them. Nothing where the charset is named twice or a parameter has no value.
std::optional<MediaType> readMediaType(const QByteArray &header)
{
    const QByteArrayList parts = header.toLower().split(';');
    MediaType media{.type = parts.first().trimmed(), .charset = {}};
    for (qsizetype i = 1; i < parts.size(); ++i) {
        const QByteArray parameter = parts.at(i).trimmed();
        if (parameter.isEmpty())
            continue;
        const qsizetype equals = parameter.indexOf('=');
        if (equals < 1)
            return std::nullopt;
        if (parameter.first(equals).trimmed() != "charset")
            continue;
        QByteArray charset = parameter.sliced(equals + 1).trimmed();
        if (charset.size() >= 2 && charset.startsWith('"') && charset.endsWith('"'))
            charset = charset.sliced(1, charset.size() - 2);
        if (charset.isEmpty() || !media.charset.isEmpty())
            return std::nullopt;
        media.charset = charset;
    }
    return media;
}

Read<TokenParameters> readBody(const Request &request)
{
    const auto unsupported = [](const QString &what) { return refused(415, u"invalid_request"_s, what); };
    const QString wanted = u"Send application/json or application/x-www-form-urlencoded"_s;
    if (request.count("Content-Type") == 0)
        return unsupported(u"The Content-Type header is missing. "_s + wanted);
    const auto media = readMediaType(request.header("Content-Type"));
    if (request.count("Content-Type") > 1 || !media)
        return unsupported(u"The Content-Type header is not well-formed. "_s + wanted);
    const bool isJson = media->type == "application/json";
    if (!isJson && media->type != "application/x-www-form-urlencoded")
        return unsupported(u"The content type is not supported. "_s + wanted);
    if (!media->charset.isEmpty() && media->charset != "utf-8" && media->charset != "utf8")
        return unsupported(u"The charset is not supported. Send UTF-8"_s);
    return isJson ? readJson(request.body) : readForm(request.body);
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
    if (const auto rawId = strictUtf8(id), rawSecret = strictUtf8(secret); rawId && rawSecret)
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

Read<TokenParameters> readTokenRequest(const Request &request)
{
    if (!request.query.isEmpty())
        return invalid(u"Parameters belong in the body, not in the URL"_s);
    auto parameters = readBody(request);
    if (!parameters)
        return parameters;
    auto basic = readBasic(request);
    if (!basic)
        return std::unexpected(basic.error());
    parameters->basic = *std::move(basic);
    return parameters;
}

} // namespace gatehouse::server::routes
