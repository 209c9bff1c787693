#pragma once

#include <QString>
#include <QStringList>

namespace gatehouse::inspector {

enum class Severity { Info, Warning, Error };

/// What a token is, beyond its verdict: a stable id with parameters; the sentence is ui/text/FindingText's.
struct Finding
{
    enum class Subject { Token, Header, Claim, Signature, Key };

    Severity severity = Severity::Info;
    QString id;        ///< "embedded-key", "lifetime-too-long"
    Subject subject = Subject::Token;
    QString member;    ///< the header parameter or claim concerned; hostile
    QStringList parameters;
    QString reference; ///< "RFC 8725 section 3.1"

    bool operator==(const Finding &) const = default;
};

QString severityName(Severity severity);

} // namespace gatehouse::inspector
