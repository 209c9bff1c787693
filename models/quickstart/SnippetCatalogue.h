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
    QString dependencyFile;    ///< what names the library and its version: "package.json"; nothing where a command does
    QString install;           ///< the command that fetches the library
    QString fileName;          ///< where the code usually stands: "server.js"
    QString start;             ///< the command that runs it, on port 3000 where it is a server: "node server.js"
    QString open;              ///< the path that any valid token opens; nothing where it is no server
    QString guarded;           ///< the path that needs the scope
    bool isRunByTests = false; ///< the manifest of tests/quickstart has it: it is run as it is shown

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

/// What stands in the stack's dependency file; nothing where it has none.
QString dependenciesOf(const QString &stackId);

} // namespace gatehouse::quickstart
