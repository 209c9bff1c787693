#pragma once

#include "models/base/Clock.h"
#include "models/domain/Origin.h"

#include <QByteArray>
#include <QList>
#include <QPair>

namespace gatehouse::server {

using HeaderList = QList<QPair<QByteArray, QByteArray>>;

/// A whole, well-formed request addressed to this server. Target and headers are as they were sent, nothing is decoded.
struct Request
{
    QByteArray method;
    QByteArray path;       ///< up to the first `?`
    QByteArray query;      ///< without the `?`
    domain::Origin origin; ///< the one of ours that it is addressed to: documents and tokens name it
    HeaderList headers;
    QByteArray body;
    bool keepAlive = true;

    /// How often a header of that name was sent, case ignored.
    qsizetype count(QByteArrayView name) const;
    /// The first header of that name, case ignored; empty when absent.
    QByteArray header(QByteArrayView name) const;
};

/// An answer. Content-Length, Connection, Date and X-Content-Type-Options are added when it is written.
struct Response
{
    int status = 200;
    HeaderList headers;
    QByteArray body;
};

/// The reason phrase of RFC 9110 section 15.
QByteArray reasonPhrase(int status);

Response jsonResponse(int status, QByteArray body);
/// `{"statusCode":404,"error":"Not Found","message":"…"}`, the tenant's own error body (contract section 1.2).
/// `message` is a text of ours, never the client's. A 503 says when to try again.
Response errorResponse(int status, QByteArrayView message = {});

/// The bytes on the wire. `withBody` is false for the answer to HEAD, whose headers are those of GET.
QByteArray serialized(const Response &response, bool keepAlive, bool withBody, base::Instant now);

} // namespace gatehouse::server
