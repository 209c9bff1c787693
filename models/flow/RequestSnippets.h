#pragma once

#include "models/oauth/TokenRequest.h"

#include <QList>
#include <QString>
#include <QUrl>

namespace gatehouse::flow {

/// The token request of a run as code in one language, ready to paste.
struct RequestSnippet
{
    QString id; ///< "curl", "node", "python", "go"
    QString title;
    QString language; ///< for the highlighter: "Bash", "JavaScript", "Python", "Go"
    QString code;
};

/// The secret or the assertion stands in the code when it is wanted; otherwise a place to put it
/// ("YOUR_CLIENT_SECRET"). Every value is escaped for its language.
QList<RequestSnippet> requestSnippets(const oauth::TokenRequest &request, const QUrl &endpoint, bool withSecret);

} // namespace gatehouse::flow
