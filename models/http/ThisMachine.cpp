#include "models/http/ThisMachine.h"

#include <QStringList>

#include <algorithm>

namespace gatehouse::http {

using namespace Qt::StringLiterals;

bool isThisMachine(const QString &host)
{
    if (host == "localhost"_L1 || host == "::1"_L1)
        return true;
    const QStringList parts = host.split(u'.');
    return parts.size() == 4 && parts.constFirst() == "127"_L1 && std::ranges::all_of(parts, [](const QString &part) {
               bool isNumber = false;
               const int value = part.toInt(&isNumber);
               return isNumber && value >= 0 && value < 256 && QString::number(value) == part;
           });
}

} // namespace gatehouse::http
