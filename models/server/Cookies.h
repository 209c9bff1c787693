#pragma once

#include "models/server/Messages.h"

#include <chrono>

namespace gatehouse::server {

/// The name under which a cookie is kept for an origin: `NAME-PORT`. Cookies of a host are shared by all its ports
/// (RFC 6265 section 8.5), so that without the port two servers, or the two schemes of one, would take each other's.
QByteArray cookieName(QByteArrayView name, const domain::Origin &origin);

/// Sets a cookie for the origin of `request` that ends after `lifetime`: readable by no script, sent to this host
/// alone, from no other site but by following a link, and over HTTPS only where it was set there (RFC 6265bis
/// section 4.1). A value with a character that no cookie can hold sets nothing.
void setCookie(Response &response, const Request &request, QByteArrayView name, const QByteArray &value,
               std::chrono::seconds lifetime);
/// Takes it back.
void removeCookie(Response &response, const Request &request, QByteArrayView name);

/// The value of the cookie that was set for this origin; empty when absent, and when it was sent more than once: then
/// another program on this host has set one, and which is ours cannot be told.
QByteArray cookie(const Request &request, QByteArrayView name);

} // namespace gatehouse::server
