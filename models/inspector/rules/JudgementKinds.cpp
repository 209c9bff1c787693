#include "models/inspector/rules/Rules.h"

namespace gatehouse::inspector::rules {

namespace {

using namespace Qt::StringLiterals;
using enum Severity;
using Subject = Finding::Subject;

// The parameters of each id stand before it; "member" is the header parameter, claim or key concerned.
constexpr std::array kinds{
    // count
    FindingKind{"several-tokens"_L1, Warning, Subject::Token},
    FindingKind{"shortened-copy"_L1, Error, Subject::Token},
    // name
    FindingKind{"known-family"_L1, Info, Subject::Token},
    FindingKind{"encoded-token"_L1, Info, Subject::Token, "RFC 7519 section 5.2"_L1},
    FindingKind{"key-in-token-box"_L1, Warning, Subject::Token},
    FindingKind{"token-in-key-box"_L1, Warning, Subject::Key},
    FindingKind{"algorithm-none"_L1, Error, Subject::Header, "RFC 8725 section 3.2"_L1, Bearing::Breaks},
    // registered
    FindingKind{"algorithm-spelling"_L1, Warning, Subject::Header, "RFC 7515 section 4.1.1"_L1, Bearing::Breaks},
    // name
    FindingKind{"crit-not-understood"_L1, Error, Subject::Header, "RFC 7515 section 4.1.11"_L1, Bearing::Breaks},
    // why
    FindingKind{"crit-malformed"_L1, Error, Subject::Header, "RFC 7515 section 4.1.11"_L1, Bearing::Breaks},
    FindingKind{"b64-false"_L1, Error, Subject::Header, "RFC 7797 section 7"_L1, Bearing::Breaks},
    // expected
    FindingKind{"header-type"_L1, Error, Subject::Header, "RFC 7515 section 4.1"_L1, Bearing::Breaks},
    FindingKind{"enc-in-jws"_L1, Error, Subject::Header, "RFC 7515 section 9"_L1, Bearing::Breaks},
    // key form
    FindingKind{"key-confusion-attack"_L1, Error, Subject::Signature, "RFC 8725 section 3.1"_L1, Bearing::Breaks},
    // bits, bits needed
    FindingKind{"key-weak"_L1, Error, Subject::Key, "RFC 8725 section 3.5"_L1, Bearing::Breaks},
    // kid
    FindingKind{"key-retired"_L1, Info, Subject::Key},
    // kid
    FindingKind{"key-revoked"_L1, Error, Subject::Key, {}, Bearing::Breaks},
    FindingKind{"private-key-pasted"_L1, Warning, Subject::Key},
    // of the token, of the key
    FindingKind{"kid-differs"_L1, Info, Subject::Key, "RFC 7515 section 4.1.4"_L1},
    // count
    FindingKind{"keys-skipped"_L1, Info, Subject::Key, "RFC 7517 section 5"_L1},
    // error name
    FindingKind{"secret-sealed"_L1, Error, Subject::Key},
    FindingKind{"payload-not-object"_L1, Error, Subject::Claim, "RFC 7519 section 7.2"_L1},
    FindingKind{"duplicate-claim"_L1, Error, Subject::Claim, "RFC 7519 section 4"_L1},
    // expected
    FindingKind{"claim-type"_L1, Error, Subject::Claim, "RFC 7519 section 4.1"_L1},
    // value
    FindingKind{"time-out-of-range"_L1, Error, Subject::Claim, "RFC 7519 section 2"_L1},
    FindingKind{"jti-repeated"_L1, Warning, Subject::Claim, "RFC 7519 section 4.1.7"_L1},
    // value
    FindingKind{"time-milliseconds"_L1, Warning, Subject::Claim, "RFC 7519 section 2"_L1},
};

} // namespace

/// Findings that come with the judgement of form, header, key and claim types, not from a rule of their own.
std::span<const FindingKind> judgementKinds()
{
    return kinds;
}

} // namespace gatehouse::inspector::rules
