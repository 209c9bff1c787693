#pragma once

#include <QString>
#include <QStringList>

#include <span>
#include <string_view>

namespace gatehouse::inspector {

enum class Severity { Info, Warning, Error };

/// What a finding means for the verdict *policy*.
enum class Bearing {
    None,   ///< worth knowing
    Warns,  ///< against good practice
    Breaks, ///< against what the API, the key, the profile or the header's rules demand
};

/// What is always the same about one kind of finding. Each is one object, of the type `Kind` (findings/Kind.h), so its
/// address is its identity.
struct FindingKind
{
    enum class Subject { Token, Header, Claim, Signature, Key };

    QLatin1StringView id; ///< public and stable: "embedded-key", "lifetime-too-long"
    Severity severity;
    Subject subject;
    QLatin1StringView member;    ///< the header parameter or claim concerned, where it is always one
    QLatin1StringView reference; ///< "RFC 8725 section 3.1"
    Bearing bearing;
    std::span<const std::string_view> parameters; ///< their names, in the order of Finding::parameters
};

/// What a token is, beyond its verdict: a kind with its parameters. The sentence is ui/text/FindingText's.
struct Finding
{
    using Subject = FindingKind::Subject;

    const FindingKind *kind = nullptr; ///< set, except in a finding that is only made room for
    QString member;                    ///< the header parameter or claim concerned; untrusted
    QStringList parameters;            ///< untrusted

    QLatin1StringView id() const { return kind ? kind->id : QLatin1StringView(); }
    Severity severity() const { return kind ? kind->severity : Severity::Info; }
    Subject subject() const { return kind ? kind->subject : Subject::Token; }
    QLatin1StringView reference() const { return kind ? kind->reference : QLatin1StringView(); }

    bool operator==(const Finding &) const = default;
};

QString severityName(Severity severity);

} // namespace gatehouse::inspector
