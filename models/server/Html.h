#pragma once

#include "models/server/Messages.h"

#include <QByteArrayList>

namespace gatehouse::server {

/// A page of this server with the headers that every one of them has (HTTP-09): no scripts, no frames, nothing loaded
/// from anywhere. `style` is the content of the page's one `<style>` element, byte for byte, and is allowed by its
/// hash; without one, no style is. Forms may be sent to this server, and be redirected to `formActionOrigins`, such as
/// `https://app.example.com` or `com.example.app:`: origins of redirect URIs that were found registered. One that is no
/// origin is left out; so is one with an IPv6 address, which a policy cannot name.
Response htmlResponse(int status, QByteArray body, QByteArrayView style = {},
                      const QByteArrayList &formActionOrigins = {});

} // namespace gatehouse::server
