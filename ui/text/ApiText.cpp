#include "ui/text/ApiText.h"

#include <QCoreApplication>

namespace gatehouse::ui::text {

namespace {

class ApiWords
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::ui::text::ApiText)
};

} // namespace

QString algorithmLabel(domain::SigningAlgorithm algorithm)
{
    return algorithm == domain::SigningAlgorithm::RS256 ? ApiWords::tr("RS256 (recommended)") : ApiWords::tr("HS256");
}

QString algorithmSentence(domain::SigningAlgorithm algorithm)
{
    return algorithm == domain::SigningAlgorithm::RS256
               ? ApiWords::tr(
                     "Tokens are signed with the tenant's private key. The API verifies them with the public key "
                     "set and needs no secret.")
               : ApiWords::tr(
                     "Tokens are signed with a secret that the API shares with the tenant. Whoever can verify a "
                     "token can also make one.");
}

QString verificationSentence(const domain::ResourceServer &api)
{
    return api.signingAlgorithm == domain::SigningAlgorithm::RS256
               ? ApiWords::tr("Verify tokens of this API with the tenant's public key set, and accept RS256 only.")
               : ApiWords::tr("Verify tokens of this API with its signing secret, and accept HS256 only.");
}

QString scopeCount(qsizetype count)
{
    return count == 1 ? ApiWords::tr("1 scope") : ApiWords::tr("%1 scopes").arg(QString::number(count));
}

QString clientCount(qsizetype count)
{
    return count == 1 ? ApiWords::tr("1 client") : ApiWords::tr("%1 clients").arg(QString::number(count));
}

QString onOff(bool value)
{
    return value ? ApiWords::tr("On") : ApiWords::tr("Off");
}

QString identifierLockSentence()
{
    return ApiWords::tr("The identifier is the audience (aud) of every token of this API, and the API checks it. It "
                        "cannot be changed.");
}

QString algorithmLockSentence()
{
    return ApiWords::tr("The APIs that verify these tokens accept this algorithm only. It was chosen when the API was "
                        "created and cannot be changed.");
}

} // namespace gatehouse::ui::text
