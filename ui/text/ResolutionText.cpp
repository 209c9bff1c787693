#include "ui/text/ResolutionText.h"

#include "models/base/Text.h"

#include <QCoreApplication>

namespace gatehouse::ui::text {

namespace {

using Kind = inspector::ResolutionStep::Kind;

class Words
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::ui::text::ResolutionText)
};

} // namespace

QString resolutionText(const inspector::ResolutionStep &step)
{
    const auto parameter = [&step](qsizetype index) { return base::visibleText(step.parameters.value(index), 200); };
    switch (step.kind) {
    case Kind::AudienceMatches:
        return Words::tr("The audience %1 is the API %2.").arg(parameter(0), parameter(1));
    case Kind::AudienceUnknown:
        return Words::tr("No API of the tenant has the audience %1.").arg(parameter(0));
    case Kind::AudienceMissing:
        return Words::tr("The token names no audience.");
    case Kind::IssuerMatches:
        return Words::tr("The issuer %1 is this tenant.").arg(parameter(0));
    case Kind::IssuerDiffers:
        // A tenant whose server never ran has no issuer yet.
        if (parameter(1).isEmpty())
            return Words::tr("The token's issuer is %1; this tenant has issued no tokens yet.").arg(parameter(0));
        return Words::tr("The token's issuer is %1; this tenant issues as %2.").arg(parameter(0), parameter(1));
    case Kind::AlgorithmOfApi:
        return Words::tr("%1 signs with %2.").arg(parameter(0), parameter(1));
    case Kind::AlgorithmRefused:
        return Words::tr("The token says %1 where %2 is required: refused.").arg(parameter(0), parameter(1));
    case Kind::KeyByKid:
        return Words::tr("The key id %1 names one of the tenant's keys.").arg(parameter(0));
    case Kind::KeyUnknownKid:
        return Words::tr("No key has the id %1.").arg(parameter(0));
    case Kind::KeyOnlyOne:
        return Words::tr("The token names no key id; there is only one key, so it is used.");
    case Kind::KeyOfIssuer:
        return Words::tr("The tenant's key is used, though the API is not known.");
    case Kind::SecretOfApi:
        return Words::tr("The signing secret of %1 is used.").arg(parameter(0));
    case Kind::PastedKey:
        return Words::tr("The key you gave is used.");
    case Kind::PastedKeyByKid:
        return Words::tr("The key %1 of those you gave is used, named by the token's key id.").arg(parameter(0));
    case Kind::PastedKeyTried:
        return Words::tr("The token names no key id; the keys you gave that fit were tried: %1.").arg(parameter(0));
    }
    return {};
}

bool isAgainst(Kind kind)
{
    switch (kind) {
    case Kind::AudienceUnknown:
    case Kind::AudienceMissing:
    case Kind::IssuerDiffers:
    case Kind::AlgorithmRefused:
    case Kind::KeyUnknownKid:
        return true;
    default:
        return false;
    }
}

} // namespace gatehouse::ui::text
