#include "models/inspector/rules/Rules.h"

namespace gatehouse::inspector::rules {

namespace {

using namespace Qt::StringLiterals;
using enum Severity;
using Subject = Finding::Subject;

// What comes with the other forms of tokens: JSON serialization, SD-JWT, JWE, detached payloads.
constexpr std::array formFindings{
    FindingKind{"payload-detached"_L1, Info, Subject::Token, "RFC 7515 appendix F"_L1},
    // count
    FindingKind{"json-serialization"_L1, Info, Subject::Token, "RFC 7515 section 7.2"_L1},
    // disclosures, digests without one
    FindingKind{"sd-jwt"_L1, Info, Subject::Token, "RFC 9901 section 4"_L1},
    // error name, name
    FindingKind{"sd-jwt-disclosure"_L1, Error, Subject::Claim, "RFC 9901 section 7.1"_L1, Bearing::Breaks},
    FindingKind{"encrypted-token"_L1, Info, Subject::Token, "RFC 7516 section 3.1"_L1},
    // refusal
    FindingKind{"encryption-refused"_L1, Error, Subject::Header, "RFC 7516 section 4.1"_L1, Bearing::Breaks},
    FindingKind{"encryption-deprecated"_L1, Warning, Subject::Header, "RFC 8725 section 3.2"_L1,
                Bearing::Warns},                                                                    // algorithm
    FindingKind{"encrypted-to-signing-key"_L1, Warning, Subject::Token, "RFC 8725 section 3.1"_L1}, // kid
    FindingKind{"decrypted"_L1, Info, Subject::Token, "RFC 7516 section 3.1"_L1},
};

} // namespace

std::span<const FindingKind> formKinds()
{
    return formFindings;
}

} // namespace gatehouse::inspector::rules
