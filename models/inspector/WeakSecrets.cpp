#include "models/inspector/WeakSecrets.h"

namespace gatehouse::inspector {

WeakSecrets WeakSecrets::of(const QByteArray &text)
{
    auto secrets = std::make_shared<QList<QByteArray>>();
    WeakSecrets result;
    const QList<QByteArray> lines = text.split('\n');
    for (QByteArray line : lines) {
        if (line.endsWith('\r'))
            line.chop(1);
        if (line.isEmpty())
            continue;
        if (secrets->size() < mostWeakSecrets)
            secrets->append(line);
        else
            ++result.leftOut;
    }
    result.secrets = std::move(secrets);
    return result;
}

} // namespace gatehouse::inspector
