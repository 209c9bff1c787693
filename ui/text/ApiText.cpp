#include "ui/text/ApiText.h"

#include <QCoreApplication>

namespace gatehouse::ui::text {

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::ui::text::ApiText)
};

} // namespace

QString algorithmLabel(domain::SigningAlgorithm algorithm)
{
    return algorithm == domain::SigningAlgorithm::RS256 ? Words::tr("RS256 (recommended)") : Words::tr("HS256");
}

QString algorithmSentence(domain::SigningAlgorithm algorithm)
{
    return algorithm == domain::SigningAlgorithm::RS256
               ? Words::tr("Tokens are signed with the tenant's private key. The API verifies them with the public key "
                           "set and needs no secret.")
               : Words::tr("Tokens are signed with a secret that the API shares with the tenant. Whoever can verify a "
                           "token can also make one.");
}

QString verificationSentence(const domain::ResourceServer &api)
{
    return api.signingAlgorithm == domain::SigningAlgorithm::RS256
               ? Words::tr("Verify tokens of this API with the tenant's public key set, and accept RS256 only.")
               : Words::tr("Verify tokens of this API with its signing secret, and accept HS256 only.");
}

QString apiKind(const domain::ResourceServer &api)
{
    if (api.isSystem)
        return Words::tr("System API");
    return api.isSample ? Words::tr("Sample API") : Words::tr("Custom API");
}

QString scopeCount(qsizetype count)
{
    return count == 1 ? Words::tr("1 scope") : Words::tr("%1 scopes").arg(QString::number(count));
}

QString clientCount(qsizetype count)
{
    return count == 1 ? Words::tr("1 client") : Words::tr("%1 clients").arg(QString::number(count));
}

QString onOff(bool value)
{
    return value ? Words::tr("On") : Words::tr("Off");
}

QString identifierLockSentence()
{
    return Words::tr("The identifier is the audience (aud) of every token of this API, and the API checks it. It "
                     "cannot be changed.");
}

QString algorithmLockSentence()
{
    return Words::tr("The APIs that verify these tokens accept this algorithm only. It was chosen when the API was "
                     "created and cannot be changed.");
}

} // namespace gatehouse::ui::text
