#include "models/inspector/Finding.h"

#include <algorithm>
#include <array>

namespace gatehouse::inspector {

namespace {

struct Entry
{
    QLatin1StringView id;
    Severity severity;
    Finding::Subject subject;
    QLatin1StringView reference;
};

using enum Severity;
using Subject = Finding::Subject;

// The parameters of each id stand behind it; "member" is the header parameter, claim or key concerned.
constexpr std::array catalogue{
    Entry{QLatin1StringView("several-tokens"), Warning, Subject::Token, QLatin1StringView()}, // count
    Entry{QLatin1StringView("shortened-copy"), Error, Subject::Token, QLatin1StringView()},
    Entry{QLatin1StringView("known-family"), Info, Subject::Token, QLatin1StringView()}, // name
    Entry{QLatin1StringView("sd-jwt"), Info, Subject::Token, QLatin1StringView("RFC 9901 section 4")},
    Entry{QLatin1StringView("json-serialization"), Info, Subject::Token, QLatin1StringView("RFC 7515 section 7.2")},
    Entry{QLatin1StringView("encrypted-token"), Info, Subject::Token, QLatin1StringView("RFC 7516 section 3.1")},
    Entry{QLatin1StringView("algorithm-none"), Error, Subject::Header, QLatin1StringView("RFC 8725 section 3.2")},
    Entry{QLatin1StringView("algorithm-spelling"), Warning, Subject::Header,
          QLatin1StringView("RFC 7515 section 4.1.1")}, // registered
    Entry{QLatin1StringView("similar-name"), Warning, Subject::Header,
          QLatin1StringView("RFC 7515 section 10.13")}, // registered
    Entry{QLatin1StringView("crit-not-understood"), Error, Subject::Header,
          QLatin1StringView("RFC 7515 section 4.1.11")}, // name
    Entry{QLatin1StringView("crit-malformed"), Error, Subject::Header,
          QLatin1StringView("RFC 7515 section 4.1.11")}, // why
    Entry{QLatin1StringView("b64-false"), Error, Subject::Header, QLatin1StringView("RFC 7797 section 7")},
    Entry{QLatin1StringView("header-type"), Error, Subject::Header,
          QLatin1StringView("RFC 7515 section 4.1")}, // expected
    Entry{QLatin1StringView("kid-injection"), Warning, Subject::Header,
          QLatin1StringView("RFC 8725 section 3.10")}, // shape
    Entry{QLatin1StringView("kid-too-long"), Warning, Subject::Header,
          QLatin1StringView("RFC 8725 section 3.10")}, // length
    Entry{QLatin1StringView("kid-empty"), Info, Subject::Header, QLatin1StringView("RFC 7515 section 4.1.4")},
    Entry{QLatin1StringView("embedded-key"), Warning, Subject::Header,
          QLatin1StringView("RFC 8725 section 3.10")}, // thumbprint, own|foreign
    Entry{QLatin1StringView("embedded-private-key"), Error, Subject::Header,
          QLatin1StringView("RFC 7515 section 4.1.3")},
    Entry{QLatin1StringView("embedded-certificate"), Warning, Subject::Header,
          QLatin1StringView("RFC 8725 section 3.10")}, // count
    Entry{QLatin1StringView("key-url"), Warning, Subject::Header,
          QLatin1StringView("RFC 8725 section 3.10")}, // address
    Entry{QLatin1StringView("typ-missing"), Info, Subject::Header, QLatin1StringView("RFC 8725 section 3.11")},
    Entry{QLatin1StringView("typ-unknown"), Info, Subject::Header, QLatin1StringView("RFC 8725 section 3.11")}, // typ
    Entry{QLatin1StringView("zip-in-jws"), Warning, Subject::Header, QLatin1StringView("RFC 8725 section 3.6")},
    Entry{QLatin1StringView("enc-in-jws"), Error, Subject::Header, QLatin1StringView("RFC 7515 section 9")},
    Entry{QLatin1StringView("nested-token"), Info, Subject::Header, QLatin1StringView("RFC 7519 section 5.2")},
    Entry{QLatin1StringView("replicated-claim"), Warning, Subject::Header, QLatin1StringView("RFC 7519 section 5.3")},
    Entry{QLatin1StringView("nonce-header"), Info, Subject::Header, QLatin1StringView()},
    Entry{QLatin1StringView("key-confusion-attack"), Error, Subject::Signature,
          QLatin1StringView("RFC 8725 section 3.1")}, // key form
    Entry{QLatin1StringView("key-weak"), Error, Subject::Key,
          QLatin1StringView("RFC 8725 section 3.5")},                                  // bits, bits needed
    Entry{QLatin1StringView("key-retired"), Info, Subject::Key, QLatin1StringView()},  // kid
    Entry{QLatin1StringView("key-revoked"), Error, Subject::Key, QLatin1StringView()}, // kid
    Entry{QLatin1StringView("private-key-pasted"), Warning, Subject::Key, QLatin1StringView()},
    Entry{QLatin1StringView("kid-differs"), Info, Subject::Key,
          QLatin1StringView("RFC 7515 section 4.1.4")}, // of the token, of the key
    Entry{QLatin1StringView("keys-skipped"), Info, Subject::Key, QLatin1StringView("RFC 7517 section 5")}, // count
    Entry{QLatin1StringView("secret-sealed"), Error, Subject::Key, QLatin1StringView()},                   // error name
    Entry{QLatin1StringView("payload-not-object"), Error, Subject::Claim, QLatin1StringView("RFC 7519 section 7.2")},
    Entry{QLatin1StringView("duplicate-claim"), Error, Subject::Claim, QLatin1StringView("RFC 7519 section 4")},
    Entry{QLatin1StringView("claim-type"), Error, Subject::Claim,
          QLatin1StringView("RFC 7519 section 4.1")}, // expected
    Entry{QLatin1StringView("time-out-of-range"), Error, Subject::Claim,
          QLatin1StringView("RFC 7519 section 2")}, // value
    Entry{QLatin1StringView("time-milliseconds"), Warning, Subject::Claim,
          QLatin1StringView("RFC 7519 section 2")}, // value
    Entry{QLatin1StringView("no-expiry"), Warning, Subject::Claim, QLatin1StringView("RFC 9068 section 2.2")},
    Entry{QLatin1StringView("issued-in-future"), Warning, Subject::Claim,
          QLatin1StringView("RFC 7519 section 4.1.6")}, // seconds
    Entry{QLatin1StringView("expires-before-issued"), Error, Subject::Claim,
          QLatin1StringView("RFC 7519 section 4.1.4")},
    Entry{QLatin1StringView("never-valid"), Error, Subject::Claim, QLatin1StringView("RFC 7519 section 4.1.5")},
    Entry{QLatin1StringView("lifetime-too-long"), Warning, Subject::Claim,
          QLatin1StringView("RFC 7519 section 4.1.4")}, // seconds, the API's
    Entry{QLatin1StringView("audience-near-miss"), Warning, Subject::Claim,
          QLatin1StringView("RFC 8725 section 3.9")}, // of the token, configured
    Entry{QLatin1StringView("issuer-near-miss"), Warning, Subject::Claim,
          QLatin1StringView("RFC 8725 section 3.8")}, // of the token, expected
    Entry{QLatin1StringView("scope-type"), Error, Subject::Claim, QLatin1StringView("RFC 8693 section 4.2")},
    Entry{QLatin1StringView("scope-format"), Warning, Subject::Claim, QLatin1StringView("RFC 6749 section 3.3")},
    Entry{QLatin1StringView("scope-undefined"), Warning, Subject::Claim,
          QLatin1StringView("RFC 9068 section 2.2.3")}, // scopes
    Entry{QLatin1StringView("scope-not-granted"), Warning, Subject::Claim,
          QLatin1StringView("RFC 9068 section 2.2.3")}, // scopes
    Entry{QLatin1StringView("scope-in-other-claim"), Info, Subject::Claim, QLatin1StringView("RFC 9068 section 2.2.3")},
    Entry{QLatin1StringView("client-unknown"), Warning, Subject::Claim,
          QLatin1StringView("RFC 8725 section 3.8")}, // client id
    Entry{QLatin1StringView("client-without-grant"), Warning, Subject::Claim,
          QLatin1StringView("RFC 8725 section 3.8")}, // client id
    Entry{QLatin1StringView("client-differs"), Warning, Subject::Claim,
          QLatin1StringView("RFC 9068 section 2.2")}, // azp, client_id
    Entry{QLatin1StringView("missing-claim"), Warning, Subject::Claim, QLatin1StringView("RFC 9068 section 2.2")},
    Entry{QLatin1StringView("looks-like-id-token"), Warning, Subject::Claim,
          QLatin1StringView("RFC 8725 section 3.12")},
    Entry{QLatin1StringView("sender-constrained"), Info, Subject::Claim, QLatin1StringView("RFC 7800 section 3")},
};

} // namespace

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
    const auto entry = std::ranges::find(catalogue, id, &Entry::id);
    Q_ASSERT_X(entry != catalogue.end(), "makeFinding", id.data());
    if (entry == catalogue.end())
        return {};
    return {.severity = entry->severity,
            .id = id,
            .subject = entry->subject,
            .member = std::move(member),
            .parameters = std::move(parameters),
            .reference = entry->reference};
}

QStringList findingIds()
{
    QStringList ids;
    for (const Entry &entry : catalogue)
        ids.append(entry.id);
    return ids;
}

} // namespace gatehouse::inspector
