#include "ui/pages/TestVariantWords.h"

#include "models/inspector/Headline.h"
#include "ui/text/VerdictText.h"

#include <QCoreApplication>

namespace gatehouse::ui::pages {

using namespace Qt::StringLiterals;

namespace {

class VariantWords
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::ui::pages::VariantWords)
};

} // namespace

QString testVariantWords(flow::TestVariant::Kind kind)
{
    using Kind = flow::TestVariant::Kind;
    switch (kind) {
    case Kind::Unchanged:
        return VariantWords::tr("The token as it came");
    case Kind::ClaimsAltered:
        return VariantWords::tr("Another subject under the old signature");
    case Kind::SignatureFlipped:
        return VariantWords::tr("One character of the signature changed");
    case Kind::SignatureCut:
        return VariantWords::tr("Half the signature");
    case Kind::SignatureRemoved:
        return VariantWords::tr("No signature");
    case Kind::AlgorithmNone:
        return VariantWords::tr("alg none");
    case Kind::AlgorithmNoneLookalike:
        return VariantWords::tr("alg nOnE");
    case Kind::Padded:
        return VariantWords::tr("Base64 padding in the header");
    case Kind::KeyConfusion:
        return VariantWords::tr("HS256 with the public key as the secret");
    case Kind::EmbeddedKey:
        return VariantWords::tr("A key of its own in the header");
    case Kind::Expired:
        return VariantWords::tr("Expired an hour ago");
    case Kind::NotYetValid:
        return VariantWords::tr("Valid in an hour");
    case Kind::NoExpiry:
        return VariantWords::tr("No exp claim");
    case Kind::ExpiryAsText:
        return VariantWords::tr("exp as text");
    case Kind::OtherIssuer:
        return VariantWords::tr("Another issuer");
    case Kind::DuplicateClaim:
        return VariantWords::tr("The subject twice");
    case Kind::UnknownKeyId:
        return VariantWords::tr("A key id nobody has");
    case Kind::UnknownCritical:
        return VariantWords::tr("An extension nobody knows in crit");
    case Kind::FarTooLong:
        return VariantWords::tr("Ten years to live");
    }
    return {};
}

QString expectedWords(const flow::ExpectedVerdict &expected)
{
    QStringList words{expected.isSignatureValid ? text::signatureWord(inspector::Signature::Verified)
                                                : VariantWords::tr("Never verified")};
    if (expected.time)
        words.append(text::timeWord(*expected.time));
    if (expected.isClaimsFault)
        words.append(text::claimsWord(inspector::Claims::Mismatch));
    if (expected.isPolicyFault)
        words.append(text::policyWord(inspector::Policy::Violated));
    return words.join(u" · "_s);
}

QString judgedWords(const inspector::TokenInspection &inspection)
{
    // The headline says which of them is the gravest; a tester compares them one by one.
    QStringList words{text::headlineText(inspector::headlineOf(inspection))};
    if (inspection.hasValidSignature() && inspection.time != inspector::Time::Valid)
        words.append(text::timeWord(inspection.time));
    if (inspection.hasValidSignature() && inspection.claimsVerdict != inspector::Claims::Ok)
        words.append(text::claimsWord(inspection.claimsVerdict));
    if (inspection.hasValidSignature() && inspection.policyVerdict == inspector::Policy::Violated)
        words.append(text::policyWord(inspection.policyVerdict));
    words.removeDuplicates();
    return words.join(u" · "_s);
}

} // namespace gatehouse::ui::pages
