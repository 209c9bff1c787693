#include "models/base/Redaction.h"

#include <QRegularExpression>

namespace gatehouse::base {

namespace {

struct Rule
{
    QRegularExpression pattern;
    QString replacement;
};

const QList<Rule> &rules()
{
    // Never destroyed: messages are written until the very end of a process, after the destructors of static objects
    // (Qt says that the X server went away while the process exits), and must be redacted then as well.
    static const auto &all = *new const QList<Rule>{
        // The header and claims of a JWT explain a log line; without its signature it opens nothing.
        {QRegularExpression(QStringLiteral(R"re((eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*)\.[A-Za-z0-9_-]+)re")),
         QStringLiteral("\\1.REDACTED")},
        {QRegularExpression(QStringLiteral(R"re((?i)\b(bearer|basic|dpop)\s+(?!eyJ)[A-Za-z0-9._~+/=-]+)re")),
         QStringLiteral("\\1 REDACTED")},
        {QRegularExpression(QStringLiteral(
             R"re((?i)("(?:client_secret|signing_secret|access_token|refresh_token|id_token|assertion|client_assertion|code_verifier|password|secret)"\s*:\s*")(?!eyJ)(?:[^"\\]|\\.)*")re")),
         QStringLiteral("\\1REDACTED\"")},
        {QRegularExpression(QStringLiteral(
             R"re((?i)\b((?:client_secret|signing_secret|access_token|refresh_token|id_token|assertion|client_assertion|code_verifier|password)=)(?!eyJ)[^&\s"']+)re")),
         QStringLiteral("\\1REDACTED")},
        {QRegularExpression(QStringLiteral(R"re("(d|p|q|dp|dq|qi|k)"\s*:\s*"[A-Za-z0-9_-]{16,}")re")),
         QStringLiteral("\"\\1\":\"REDACTED\"")},
        {QRegularExpression(
             QStringLiteral(R"re((-----BEGIN [A-Z ]*PRIVATE KEY-----)[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----))re")),
         QStringLiteral("\\1 REDACTED \\2")},
    };
    return all;
}

} // namespace

QString redacted(const QString &text)
{
    QString out = text;
    for (const Rule &rule : rules())
        out.replace(rule.pattern, rule.replacement);
    return out;
}

} // namespace gatehouse::base
