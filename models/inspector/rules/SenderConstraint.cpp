#include "models/inspector/rules/Rules.h"

namespace gatehouse::inspector::rules {

namespace {

using namespace Qt::StringLiterals;

constexpr std::array senderKinds{
    // checked|unchecked
    FindingKind{"sender-constrained"_L1, Severity::Info, Finding::Subject::Claim, "RFC 7800 section 3"_L1},
    FindingKind{"confirmation-malformed"_L1, Severity::Warning, Finding::Subject::Claim, "RFC 9449 section 6.1"_L1,
                Bearing::Warns}, // member of cnf
    FindingKind{"dpop-without-confirmation"_L1, Severity::Warning, Finding::Subject::Token, "RFC 9449 section 7.1"_L1,
                Bearing::Breaks},
};

/// A SHA-256 thumbprint in base64url.
bool isThumbprint(const jose::JsonValue &value)
{
    const auto bytes = value.isString() ? jose::decodeBase64Url(value.string.toUtf8())
                                        : std::expected<QByteArray, jose::Base64UrlError>(QByteArray());
    return bytes && bytes->size() == 32;
}

/// `cnf` ties a token to a key of its sender: to bear it is not enough. A token sent under the DPoP scheme needs one.
void lookForSenderConstraint(const RuleContext &context, QList<Finding> &findings)
{
    const jose::JsonValue *cnf = context.claim(u"cnf");
    if (context.token.claims && context.token.scheme.compare("DPoP"_L1, Qt::CaseInsensitive) == 0 &&
        !(cnf && cnf->member(u"jkt")))
        findings.append(makeFinding("dpop-without-confirmation"_L1, u"cnf"_s));
    if (!cnf)
        return;
    const auto &binding = context.token.holderBinding;
    const bool isChecked = binding && binding->state != HolderBinding::State::Missing;
    findings.append(makeFinding("sender-constrained"_L1, u"cnf"_s, {isChecked ? u"checked"_s : u"unchecked"_s}));
    if (!cnf->isObject()) {
        findings.append(makeFinding("confirmation-malformed"_L1, u"cnf"_s, {u"cnf"_s}));
        return;
    }
    for (const QStringView name : {QStringView(u"jkt"), QStringView(u"x5t#S256")}) {
        if (const jose::JsonValue *value = cnf->member(name); value && !isThumbprint(*value))
            findings.append(makeFinding("confirmation-malformed"_L1, u"cnf"_s, {name.toString()}));
    }
}

} // namespace

constinit const Rule senderConstraint{senderKinds, lookForSenderConstraint};

} // namespace gatehouse::inspector::rules
