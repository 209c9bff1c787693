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
    QString id; ///< "embedded-key", "lifetime-too-long"
    Subject subject = Subject::Token;
    QString member; ///< the header parameter or claim concerned; hostile
    QStringList parameters;
    QString reference; ///< "RFC 8725 section 3.1"

    bool operator==(const Finding &) const = default;
};

QString severityName(Severity severity);

/// A finding of the catalogue, with the severity, subject and reference that belong to its id.
Finding makeFinding(QLatin1StringView id, QString member = {}, QStringList parameters = {});
/// Every id there is, so that a test can ask for each one's sentence.
QStringList findingIds();

} // namespace gatehouse::inspector
