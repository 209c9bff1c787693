#pragma once

#include "models/domain/Violation.h"

#include <QByteArray>
#include <QString>

#include <expected>

namespace gatehouse::management {

/// A refusal as the Management API words it (contract section 1.2).
struct Problem
{
    int status = 400;
    QString message;
    QString code = {};         ///< `errorCode`; left out where empty
    bool isOfTheToken = false; ///< then `attributes.error` repeats the message

    bool operator==(const Problem &) const = default;
};

template <typename T> using Checked = std::expected<T, Problem>;

/// `{"statusCode":404,"error":"Not Found","message":"…","errorCode":"…"}`. Text of a stranger in a message is made
/// visible and cut.
QByteArray toJson(const Problem &problem);
QString errorReason(int status);

// The validator's own words, z-schema's. `path` names the member ("scopes[8].value"); empty for the object itself.
Problem payloadProblem(const QString &reason, const QString &path = {});
Problem queryProblem(const QString &reason, const QString &name);
Problem pathProblem(const QString &reason, const QString &name);
/// What a rule of the tenant has against a value; `member` is the body's name for it where the rule is shared.
Problem problemOf(const domain::Violation &violation, const QString &member = {});

Problem missingAuthentication();
Problem malformedAuthentication();
Problem tokenProblem(const QString &message);
/// `scopes` are alternatives.
Problem insufficientScope(const QStringList &scopes);
Problem noSuchResourceServer();
Problem noSuchClient();
Problem noSuchGrant();
Problem noSuchUser();
Problem noSuchKey();
Problem systemResourceServer();
Problem alreadyThere(const QString &message, const QString &code);
Problem changedMeanwhile();
Problem tooManyRequests();
Problem bodyNotJson();
Problem wrongMediaType();
Problem unavailable();
/// The tenant's own switch, which Auth0 has none of.
Problem switchedOff();

/// Text of a stranger as it may stand in a message.
QString quoted(const QString &text);

} // namespace gatehouse::management
