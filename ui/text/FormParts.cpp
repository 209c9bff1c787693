#include "ui/text/FormParts.h"

#include "models/base/Text.h"
#include "ui/text/ClaimText.h"
#include "ui/text/VerdictText.h"

#include <QCoreApplication>

#include <algorithm>

namespace gatehouse::ui::text {

using namespace Qt::StringLiterals;

namespace {

class FormWords
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::ui::text::FormParts)
};

constexpr qsizetype mostRows = 200;

template <typename T> QList<T> firstOf(const QList<T> &all)
{
    return all.first(std::min(all.size(), mostRows));
}

QString shownValue(const jose::JsonValue &value)
{
    return base::visibleText(QString::fromUtf8(value.toJson().left(4000)), 600);
}

QString aboutSignatures(const inspector::TokenInspection &inspection)
{
    if (!inspection.isGeneralJson)
        return FormWords::tr("Flattened JSON serialization, with one signature.");
    switch (inspection.signatureRule) {
    case inspector::SignatureRule::None:
        return FormWords::tr("JSON serialization: each signature is verified by itself.");
    case inspector::SignatureRule::Any:
        return FormWords::tr("JSON serialization. As you chose, one valid signature makes the whole verified.");
    case inspector::SignatureRule::All:
        return FormWords::tr("JSON serialization. As you chose, the whole is verified if every signature is valid.");
    }
    return {};
}

FormParts signatureParts(const inspector::TokenInspection &inspection)
{
    const QList<inspector::SignatureVerdict> &signatures = inspection.signatures;
    FormParts parts{.title = FormWords::tr("Signatures (%1)").arg(signatures.size()),
                    .about = aboutSignatures(inspection),
                    .columns = {FormWords::tr("Signature"), FormWords::tr("Verdict"), FormWords::tr("Why")},
                    .rows = {}};
    int number = 0;
    const QList<inspector::SignatureVerdict> shown = firstOf(signatures);
    for (const inspector::SignatureVerdict &each : shown) {
        const QString algorithm = base::visibleText(each.algorithm, 40);
        const QString name =
            each.kid.isEmpty()
                ? FormWords::tr("%1: %2").arg(++number).arg(algorithm)
                : FormWords::tr("%1: %2, key id %3").arg(++number).arg(algorithm, base::visibleText(each.kid, 60));
        const QString why =
            each.signature == inspector::Signature::Verified ? keyText(each.key) : reasonSentence(each.reason);
        parts.rows.append({name, signatureWord(each.signature),
                           each.isAlgorithmUnprotected
                               ? FormWords::tr("%1 Its algorithm is in a header that is not signed.").arg(why)
                               : why});
    }
    return parts;
}

FormParts disclosureParts(const jose::SdClaims &disclosed)
{
    FormParts parts{
        .title = FormWords::tr("Disclosures (%1)").arg(disclosed.disclosures.size()),
        .about = disclosed.concealed == 0
                     ? FormWords::tr("Selective disclosure: every digest of the token is answered by a disclosure.")
                     : FormWords::tr("Selective disclosure: %n digests have no disclosure here. They are claims that "
                                     "were withheld, or decoys.",
                                     nullptr, disclosed.concealed),
        .columns = {FormWords::tr("Claim"), FormWords::tr("Value"), FormWords::tr("Place")},
        .rows = {}};
    const QList<jose::SdDisclosure> shown = firstOf(disclosed.disclosures);
    for (const jose::SdDisclosure &each : shown)
        parts.rows.append({each.name ? base::visibleText(*each.name, 100) : FormWords::tr("an element of a list"),
                           shownValue(each.value), base::visibleText(each.place, 200)});
    return parts;
}

FormParts encryptedParts(const inspector::EncryptedToken &encrypted, bool isTokenInside)
{
    FormParts parts{
        .title = FormWords::tr("Encrypted token"),
        .about =
            encrypted.content
                ? FormWords::tr("Opened with your key. Anyone who knows the recipient's public key could have made it.")
                : FormWords::tr("Only its header can be read. Anyone who has the recipient's key can read the rest."),
        .columns = {FormWords::tr("Parameter"), FormWords::tr("Value"), FormWords::tr("Meaning")},
        .rows = {}};
    const QList<jose::JsonMember> shown = firstOf(encrypted.header.members);
    for (const jose::JsonMember &member : shown)
        parts.rows.append({base::visibleText(member.name, 100), shownValue(member.value),
                           member.name == "alg"_L1 ? FormWords::tr("How the content's key comes to the recipient.")
                                                   : headerExplanation(member.name)});
    if (encrypted.content)
        parts.rows.append({FormWords::tr("Content"),
                           isTokenInside ? FormWords::tr("A token, shown on the next level.")
                                         : base::visibleText(QString::fromUtf8(encrypted.content->left(8000)), 2000),
                           FormWords::tr("What was encrypted.")});
    return parts;
}

} // namespace

std::optional<FormParts> formParts(const inspector::TokenInspection &inspection)
{
    if (!inspection.signatures.isEmpty())
        return signatureParts(inspection);
    if (inspection.encrypted)
        return encryptedParts(*inspection.encrypted, !inspection.nested.isEmpty());
    if (inspection.disclosed)
        return disclosureParts(*inspection.disclosed);
    return {};
}

} // namespace gatehouse::ui::text
