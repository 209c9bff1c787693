#include "models/domain/Tenant.h"

namespace gatehouse::domain {

using namespace Qt::StringLiterals;

QString managementApiIdentifier()
{
    return u"https://gatehouse.localhost/api/v2/"_s;
}

} // namespace gatehouse::domain
