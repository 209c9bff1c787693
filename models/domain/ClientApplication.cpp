#include "models/domain/ClientApplication.h"

#include "models/domain/TextRules.h"

namespace gatehouse::domain {

MaybeViolation checkClientName(const QString &name)
{
    return checkName(Field::ClientName, name);
}

} // namespace gatehouse::domain
