#pragma once

#include "models/http/HttpRequest.h"
#include "models/oauth/TokenRequest.h"

#include <variant>

namespace gatehouse::oauth {

/// What came back from a token endpoint.
using TokenAnswer = std::variant<TokenResponse, TokenErrorResponse>;

/// The JSON body (contract section 2.2, 2.3), members in the contract's order. The server writes these and nothing else
/// does.
QByteArray toJson(const TokenResponse &response);
QByteArray toJson(const TokenErrorResponse &response);

/// The HTTP request for `request` at `endpoint`: a JSON body, the secret in the body or by Basic.
http::HttpRequest toHttp(const TokenRequest &request, const QUrl &endpoint);

/// Reads an answer; nothing if it is not one of RFC 6749's two shapes.
std::optional<TokenAnswer> parseAnswer(const http::HttpResponse &response);

} // namespace gatehouse::oauth
