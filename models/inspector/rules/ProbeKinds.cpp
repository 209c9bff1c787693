#include "models/inspector/rules/Rules.h"

namespace gatehouse::inspector::rules {

namespace {

using namespace Qt::StringLiterals;

// Why a signature failed. None of these bears on a verdict: it has fallen already.
constexpr std::array probes{
    // form
    FindingKind{"probe-secret-form"_L1, Severity::Info, Finding::Subject::Key},
    // API name
    FindingKind{"probe-other-api"_L1, Severity::Warning, Finding::Subject::Key, "RFC 8725 section 3.9"_L1},
    // kid or thumbprint
    FindingKind{"probe-other-key"_L1, Severity::Info, Finding::Subject::Key, "RFC 7515 section 4.1.4"_L1},
    // kid
    FindingKind{"probe-named-key"_L1, Severity::Info, Finding::Subject::Key, "RFC 8725 section 3.9"_L1},
    // kid
    FindingKind{"probe-retired-key"_L1, Severity::Info, Finding::Subject::Key},
    // kid
    FindingKind{"probe-revoked-key"_L1, Severity::Error, Finding::Subject::Key},
    // algorithm
    FindingKind{"probe-other-algorithm"_L1, Severity::Warning, Finding::Subject::Signature, "RFC 8725 section 3.1"_L1},
    // algorithm, that of the key; hostile
    FindingKind{"probe-key-algorithm"_L1, Severity::Warning, Finding::Subject::Key, "RFC 7517 section 4.4"_L1},
    // salt bytes, hash bits, MGF1 hash bits
    FindingKind{"probe-pss-parameters"_L1, Severity::Warning, Finding::Subject::Signature, "RFC 7518 section 3.5"_L1},
    FindingKind{"probe-der-signature"_L1, Severity::Warning, Finding::Subject::Signature, "RFC 7518 section 3.4"_L1},
    // name of the text
    FindingKind{"probe-signed-text"_L1, Severity::Warning, Finding::Subject::Signature, "RFC 7515 section 5.1"_L1},
    // position
    FindingKind{"probe-changed-character"_L1, Severity::Info, Finding::Subject::Signature},
    FindingKind{"probe-nonce"_L1, Severity::Info, Finding::Subject::Signature},
};

} // namespace

std::span<const FindingKind> probeKinds()
{
    return probes;
}

} // namespace gatehouse::inspector::rules
