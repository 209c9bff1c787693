#pragma once

#include <QByteArray>
#include <QList>

namespace gatehouse::tests {

/// A request that must be refused: `%HOST%` in its bytes stands for the server's authority, `%PORT%` for its port.
struct MalformedRequest
{
    QByteArray name;
    QByteArray bytes;
    int status;
};

/// Every way in which a request can be wrong that resources/docs/reference/http-hardening.md names (HTTP-02, HTTP-05,
/// HTTP-07), and their kin. Names are unique.
QList<MalformedRequest> malformedRequests();

} // namespace gatehouse::tests
