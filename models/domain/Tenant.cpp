#include "models/domain/Tenant.h"

namespace gatehouse::domain {

QString managementApiIdentifier()
{
    return QStringLiteral("https://gatehouse.localhost/api/v2/");
}

QString issuerForPort(int port)
{
    return QStringLiteral("http://127.0.0.1:%1/").arg(port);
}

} // namespace gatehouse::domain
