#pragma once

#include "models/inspector/TokenInspector.h"

#include <span>

namespace gatehouse::inspector {

class KeyResolver;

/// What a finding means for the verdict *policy*.
enum class Bearing {
    None,   ///< worth knowing
    Warns,  ///< against good practice
    Breaks, ///< against what the API, the key, the profile or the header's rules demand
};

/// One kind of finding: what is always the same about it.
struct FindingKind
{
    QLatin1StringView id;
    Severity severity = Severity::Info;
    Finding::Subject subject = Finding::Subject::Token;
    QLatin1StringView reference = {};
    Bearing bearing = Bearing::None;
};

/// What a rule may look at: the judged token and what it was judged against. Rules see a token whose header could be
/// read, and change nothing.
struct RuleContext
{
    const TokenInspection &token;
    const VerificationPolicy &policy;
    const KeyResolver &keys;
    const jose::SignatureVerifier &verifier;
    const jose::KeyCodec &codec;
    const jose::Certificates *certificates = nullptr; ///< without one, certificates are not looked into
    /// The tenant's APIs that the audience names; the first is the one whose key was asked.
    QList<const domain::ResourceServer *> apis = {};

    const jose::JsonValue &header() const { return token.jws->header; }
    const jose::JsonValue *parameter(QStringView name) const { return header().member(name); }
    const jose::JsonValue *claim(QStringView name) const { return token.claims ? token.claims->member(name) : nullptr; }
    /// A claim that is a string; empty otherwise.
    QString claimText(QStringView name) const;
    /// A header parameter that is a string; empty otherwise.
    QString parameterText(QStringView name) const;
    /// `typ` in lower case and without "application/" (RFC 7515 section 4.1.9).
    QString type() const;
    /// The tenant whose keys the token is judged against, if it is.
    const store::StoreSnapshot *tenant() const;
};

/// One rule of RFC 8725, RFC 9068 or of experience, in a file of its own: the kinds of findings it may make, and the
/// function that makes them.
struct Rule
{
    enum class Needs {
        Header,  ///< a JWS whose header could be read
        Nothing, ///< looks at malformed tokens too
    };

    std::span<const FindingKind> kinds;
    void (*look)(const RuleContext &context, QList<Finding> &findings);
    Needs needs = Needs::Header;

    /// Whether one of its findings bears on the verdict *policy*.
    bool bears() const;
};

/// Every rule, in the order a person reads a token.
std::span<const Rule *const> allRules();

/// Every kind of finding: those of the rules, and those that come with the judgement itself.
std::span<const std::span<const FindingKind>> allFindingKinds();
/// The kind with that id, or nullptr.
const FindingKind *findingKind(QStringView id);

} // namespace gatehouse::inspector
