#pragma once

#include "models/domain/ResourceServer.h"

#include <QList>
#include <QString>

namespace gatehouse::quickstart {

/// One stack of the Quick Start.
struct Stack
{
    QString id;                ///< "node-express"
    QString title;             ///< "Node.js (Express)"
    QString package;           ///< "express-oauth2-jwt-bearer"
    QString language;          ///< the highlighter's name: "JavaScript"
    QString install;           ///< the command that fetches the library
    QString fileName;          ///< where the code usually stands: "server.js"
    QString start;             ///< the command that runs it, on port 3000 where it is a server: "node server.js"
    QString open;              ///< the path that any valid token opens; nothing where it is no server
    QString guarded;           ///< the path that needs the scope
    bool isRunByTests = false; ///< tests/quickstart/run_stacks runs it as it is shown

    bool operator==(const Stack &) const = default;
};

/// In the order they are shown.
const QList<Stack> &stacks();

/// What a snippet is rendered with.
struct SnippetValues
{
    QString audience;
    QString issuer; ///< with its slash
    domain::SigningAlgorithm algorithm = domain::SigningAlgorithm::RS256;
    QString scope; ///< one of the API's, for the guard; may be empty
};

/// The code that validates this API's tokens in that stack. Values are escaped for the language; an HS256 API's secret
/// is read from the environment and never stands in the code.
QString renderSnippet(const QString &stackId, const SnippetValues &values);

} // namespace gatehouse::quickstart
