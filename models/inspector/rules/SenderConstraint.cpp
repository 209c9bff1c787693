#include "models/inspector/rules/Rules.h"

namespace gatehouse::inspector::rules {

namespace {

using namespace Qt::StringLiterals;

/// A SHA-256 thumbprint in base64url.
bool isThumbprint(const jose::JsonValue &value)
{
    const auto bytes = value.isString() ? jose::decodeBase64Url(value.string.toUtf8())
                                        : std::expected<QByteArray, jose::Base64UrlError>(QByteArray());
    return bytes && bytes->size() == 32;
}

/// `cnf` ties a token to a key of its sender: to bear it is not enough. A token sent under the DPoP scheme needs one.
void lookForSenderConstraint(const RuleContext &context, FindingSink &findings)
{
    const jose::JsonValue *cnf = context.claim(u"cnf");
    if (context.token.claims && context.token.scheme.compare("DPoP"_L1, Qt::CaseInsensitive) == 0 &&
        !(cnf && cnf->member(u"jkt")))
        findings.report(kinds::dpopWithoutConfirmation);
    if (!cnf)
        return;
    const auto &binding = context.token.holderBinding;
    const bool isChecked = binding && binding->state != HolderBinding::State::Missing;
    findings.report(kinds::senderConstrained, "proof"_p = isChecked ? ProofCheck::Checked : ProofCheck::Unchecked);
    if (!cnf->isObject()) {
        findings.report(kinds::confirmationMalformed, "name"_p = u"cnf"_s);
        return;
    }
    for (const QStringView name : {QStringView(u"jkt"), QStringView(u"x5t#S256")}) {
        if (const jose::JsonValue *value = cnf->member(name); value && !isThumbprint(*value))
            findings.report(kinds::confirmationMalformed, "name"_p = name.toString());
    }
}

} // namespace

constinit const Rule senderConstraint{lookForSenderConstraint, kinds::dpopWithoutConfirmation, kinds::senderConstrained,
                                      kinds::confirmationMalformed};

} // namespace gatehouse::inspector::rules
