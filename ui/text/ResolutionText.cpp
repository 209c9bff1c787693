#include "ui/text/ResolutionText.h"

#include "models/base/Text.h"
#include "ui/text/TokenFaultText.h"

#include <QCoreApplication>

namespace gatehouse::ui::text {

namespace {

using StepKind = inspector::ResolutionStep::Kind;

class ResolutionWords
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::ui::text::ResolutionText)
};

} // namespace

QString resolutionText(const inspector::ResolutionStep &step)
{
    const auto parameter = [&step](qsizetype index) { return base::visibleText(step.parameters.value(index), 200); };
    switch (step.kind) {
    case StepKind::AudienceMatches:
        return ResolutionWords::tr("The audience %1 is the API %2.").arg(parameter(0), parameter(1));
    case StepKind::AudienceUnknown:
        return ResolutionWords::tr("No API of the tenant has the audience %1.").arg(parameter(0));
    case StepKind::AudienceMissing:
        return ResolutionWords::tr("The token names no audience.");
    case StepKind::IssuerMatches:
        return ResolutionWords::tr("The issuer %1 is this tenant.").arg(parameter(0));
    case StepKind::IssuerDiffers:
        // A tenant whose server never ran has no issuer yet.
        if (parameter(1).isEmpty())
            return ResolutionWords::tr("The token's issuer is %1; this tenant has issued no tokens yet.")
                .arg(parameter(0));
        return ResolutionWords::tr("The token's issuer is %1; this tenant issues as %2.")
            .arg(parameter(0), parameter(1));
    case StepKind::AlgorithmOfApi:
        return ResolutionWords::tr("%1 signs with %2.").arg(parameter(0), parameter(1));
    case StepKind::AlgorithmRefused:
        return ResolutionWords::tr("The token says %1 where %2 is required: refused.").arg(parameter(0), parameter(1));
    case StepKind::KeyByKid:
        return ResolutionWords::tr("The key id %1 names one of the tenant's keys.").arg(parameter(0));
    case StepKind::KeyUnknownKid:
        return ResolutionWords::tr("No key has the id %1.").arg(parameter(0));
    case StepKind::KeyOnlyOne:
        return ResolutionWords::tr("The token names no key id; there is only one key, so it is used.");
    case StepKind::KeyOfIssuer:
        return ResolutionWords::tr("The tenant's key is used, though the API is not known.");
    case StepKind::SecretOfApi:
        return ResolutionWords::tr("The signing secret of %1 is used.").arg(parameter(0));
    case StepKind::PastedKey:
        return ResolutionWords::tr("The key you gave is used.");
    case StepKind::PastedKeyByKid:
        return ResolutionWords::tr("The key %1 of those you gave is used, named by the token's key id.")
            .arg(parameter(0));
    case StepKind::IssuerMissing:
        return ResolutionWords::tr("The token names no issuer.");
    case StepKind::SeveralApis:
        return ResolutionWords::tr("Several APIs of the tenant match: %1.").arg(parameter(0));
    case StepKind::KeyRetired:
        return ResolutionWords::tr("The key %1 is retired: tokens it signed verify until it is revoked.")
            .arg(parameter(0));
    case StepKind::KeyRevoked:
        return ResolutionWords::tr("The key %1 was revoked: refused.").arg(parameter(0));
    case StepKind::KeysTried:
        return ResolutionWords::tr("The token names no key id; the tenant's keys that fit are tried: %1.")
            .arg(parameter(0));
    case StepKind::PastedKeyUnused:
        return step.parameters.size() < 2 ? ResolutionWords::tr("The key you gave (%1) was not used.").arg(parameter(0))
                                          : ResolutionWords::tr("The key you gave (%1, %2 bits) was not used.")
                                                .arg(parameter(0), parameter(1));
    case StepKind::KeySkipped: {
        const auto error = jose::keyErrorOf(step.parameters.value(1));
        if (!error)
            return ResolutionWords::tr("The key %1 of the set was skipped.").arg(parameter(0));
        return ResolutionWords::tr("The key %1 of the set was skipped: %2").arg(parameter(0), keyErrorText(*error));
    }
    case StepKind::KeysThatFit:
        return ResolutionWords::tr("These keys would fit, but have another key ID: %1.").arg(parameter(0));
    case StepKind::PastedKeyTried:
        return ResolutionWords::tr("The token names no key id; the keys you gave that fit were tried: %1.")
            .arg(parameter(0));
    case StepKind::IssuerTrusted:
        return ResolutionWords::tr("The issuer %1 is %2, which you trust.").arg(parameter(0), parameter(1));
    case StepKind::IssuerUnknown:
        return ResolutionWords::tr("You do not trust the issuer %1.").arg(parameter(0));
    case StepKind::IssuerTenantUnlisted:
        return ResolutionWords::tr("The tenant %1 is not on your list for %2: refused.")
            .arg(parameter(0), parameter(1));
    case StepKind::IssuerKeyByKid:
        return ResolutionWords::tr("The key ID %1 names a key of %2.").arg(parameter(0), parameter(1));
    case StepKind::IssuerKeysTried:
        return ResolutionWords::tr("The token names no key ID; %1 keys of %2 are tried.")
            .arg(parameter(0), parameter(1));
    case StepKind::IssuerKeyGone:
        return ResolutionWords::tr("The issuer published the key %1 from %2 to %3, and the token was issued in that "
                                   "time.")
            .arg(parameter(0), parameter(1), parameter(2));
    case StepKind::IssuerKeyGoneBefore:
        return ResolutionWords::tr("The issuer published the key %1 from %2 to %3, and the token was not issued in "
                                   "that time: refused.")
            .arg(parameter(0), parameter(1), parameter(2));
    case StepKind::IssuerKeyWaits:
        return ResolutionWords::tr("The key %1 was published unexpectedly. It is used once you have accepted it.")
            .arg(parameter(0));
    case StepKind::IssuerHasNoKeys:
        return ResolutionWords::tr("No key of %1 is known; its keys have to be fetched first.").arg(parameter(0));
    case StepKind::AlgorithmNotOfIssuer:
        return ResolutionWords::tr("The token says %1, which %2 does not use: refused.")
            .arg(parameter(0), parameter(1));
    }
    return {};
}

bool isAgainst(StepKind kind)
{
    switch (kind) {
    case StepKind::AudienceUnknown:
    case StepKind::AudienceMissing:
    case StepKind::IssuerMissing:
    case StepKind::IssuerDiffers:
    case StepKind::KeyRevoked:
    case StepKind::AlgorithmRefused:
    case StepKind::KeyUnknownKid:
    case StepKind::KeySkipped:
    case StepKind::PastedKeyUnused:
    case StepKind::IssuerUnknown:
    case StepKind::IssuerTenantUnlisted:
    case StepKind::IssuerKeyGoneBefore:
    case StepKind::IssuerKeyWaits:
    case StepKind::IssuerHasNoKeys:
    case StepKind::AlgorithmNotOfIssuer:
        return true;
    default:
        return false;
    }
}

} // namespace gatehouse::ui::text
