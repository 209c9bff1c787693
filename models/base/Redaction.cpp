#include "models/base/Redaction.h"

#include <QRegularExpression>

namespace gatehouse::base {

using namespace Qt::StringLiterals;

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
        {QRegularExpression(uR"re((eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*)\.[A-Za-z0-9_-]+)re"_s), u"\\1.REDACTED"_s},
        {QRegularExpression(uR"re((?i)\b(bearer|basic|dpop)\s+(?!eyJ)[A-Za-z0-9._~+/=-]+)re"_s), u"\\1 REDACTED"_s},
        {QRegularExpression(
             uR"re((?i)("(?:client_secret|signing_secret|access_token|refresh_token|id_token|assertion|client_assertion|code_verifier|password|secret)"\s*:\s*")(?!eyJ)(?:[^"\\]|\\.)*")re"_s),
         u"\\1REDACTED\""_s},
        {QRegularExpression(
             uR"re((?i)\b((?:client_secret|signing_secret|access_token|refresh_token|id_token|assertion|client_assertion|code_verifier|password)=)(?!eyJ)[^&\s"']+)re"_s),
         u"\\1REDACTED"_s},
        {QRegularExpression(uR"re("(d|p|q|dp|dq|qi|k)"\s*:\s*"[A-Za-z0-9_-]{16,}")re"_s), u"\"\\1\":\"REDACTED\""_s},
        {QRegularExpression(uR"re((-----BEGIN [A-Z ]*PRIVATE KEY-----)[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----))re"_s),
         u"\\1 REDACTED \\2"_s},
    };
    return all;
}

const QList<Rule> &logRules()
{
    static const auto &all = *new const QList<Rule>{
        {QRegularExpression(uR"re((?i)\b([a-z][a-z0-9+.-]*:\/\/[^\s?#"'<>]*)[?#][^\s"'<>]*)re"_s), u"\\1?REDACTED"_s},
    };
    return all;
}

const QList<Rule> &pathRules()
{
    static const auto &all = *new const QList<Rule>{
        {QRegularExpression(uR"re([?#].*$)re"_s, QRegularExpression::DotMatchesEverythingOption), u"?REDACTED"_s},
        {QRegularExpression(uR"re([^\/]{41,})re"_s), u"REDACTED"_s},
    };
    return all;
}

QString replaced(QString text, const QList<Rule> &some)
{
    for (const Rule &rule : some)
        text.replace(rule.pattern, rule.replacement);
    return text;
}

} // namespace

QString redacted(const QString &text)
{
    return replaced(text, rules());
}

QString redactedForLog(const QString &text)
{
    return replaced(redacted(text), logRules());
}

QString redactedPath(const QString &path)
{
    return replaced(redacted(path), pathRules());
}

} // namespace gatehouse::base
