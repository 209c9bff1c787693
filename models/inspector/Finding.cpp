#include "models/inspector/Finding.h"

#include "models/inspector/rules/Rule.h"

namespace gatehouse::inspector {

QString severityName(Severity severity)
{
    switch (severity) {
    case Severity::Info:
        return QStringLiteral("info");
    case Severity::Warning:
        return QStringLiteral("warning");
    case Severity::Error:
        return QStringLiteral("error");
    }
    return {};
}

Finding makeFinding(QLatin1StringView id, QString member, QStringList parameters)
{
    const FindingKind *kind = findingKind(QString(id));
    Q_ASSERT_X(kind, "makeFinding", id.data());
    if (!kind)
        return {};
    return {.severity = kind->severity,
            .id = id,
            .subject = kind->subject,
            .member = std::move(member),
            .parameters = std::move(parameters),
            .reference = kind->reference};
}

QStringList findingIds()
{
    QStringList ids;
    for (const std::span<const FindingKind> kinds : allFindingKinds()) {
        for (const FindingKind &kind : kinds)
            ids.append(kind.id);
    }
    return ids;
}

} // namespace gatehouse::inspector
