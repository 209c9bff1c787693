#pragma once

#include "models/inspector/TokenInspector.h"
#include "models/inspector/findings/FindingSink.h"

#include <span>

namespace gatehouse::inspector {

class KeyResolver;

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

/// One rule of RFC 8725, RFC 9068 or of experience, in a file of its own: the function that looks, and the kinds of
/// findings it may report.
struct Rule
{
    using Look = void (*)(const RuleContext &context, FindingSink &findings);
    enum class Needs {
        Header,  ///< a JWS whose header could be read
        Nothing, ///< looks at malformed tokens too
    };

    template <typename... Kinds>
    constexpr Rule(Look function, const Kinds &...kinds)
        : Rule(Needs::Header, function, kinds...)
    {
    }
    template <typename... Kinds>
    constexpr Rule(Needs what, Look function, const Kinds &...kinds)
        : look(function)
        , needs(what)
        , bears(((kinds.bearing != Bearing::None) || ...))
    {
    }

    Look look;
    Needs needs;
    bool bears; ///< whether one of its findings bears on the verdict *policy*
};

/// Every rule, in the order a person reads a token.
std::span<const Rule *const> allRules();

} // namespace gatehouse::inspector
