#pragma once

#include "models/http/HttpRequest.h"

#include <expected>

namespace gatehouse::flow {

/// Where a server says that its endpoints are (RFC 8414 section 2), each on the origin that was asked.
struct Endpoints
{
    QUrl authorization; ///< these two are empty where the server has none
    QUrl userInfo;
    QUrl token;
};

inline constexpr qsizetype maxMetadata = 256LL * 1024;

/// The request for the metadata of `issuer`, which ends with a slash.
http::HttpRequest metadataRequest(const QUrl &issuer);
/// Reads its answer: the issuer must be the very one that was asked (RFC 8414 section 3.3), and the endpoints on its
/// origin, since secrets go there. Otherwise what is wrong, for "details".
std::expected<Endpoints, QString> readEndpoints(const http::HttpResponse &response, const QUrl &issuer);

} // namespace gatehouse::flow
