#pragma once

#include "models/inspector/TokenInspection.h"

namespace gatehouse::flow {

/// One thing in which two tokens differ. Texts are hostile.
struct TokenDifference
{
    /// In the order of what matters: what the tokens mean comes first, their bytes last.
    enum class Subject {
        Verdict, ///< name: "form", "signature", "time", "claims", "policy"; the values are codes
        Key,     ///< what they were checked with
        Scope,   ///< name: the scope; one side is empty
        Claim,   ///< JSON as written
        Header,  ///< JSON as written
        Part,    ///< name: "header", "payload", "signature"; where the characters part, from 1
    };
    Subject subject = Subject::Claim;
    QString name;
    std::optional<QString> left, right; ///< nothing: not there
    std::optional<qint64> seconds;      ///< by how much later the right one is, of a time claim

    bool operator==(const TokenDifference &) const = default;
};

/// What differs between two judged tokens; empty for the same token judged alike. Scopes are compared as sets, claims
/// by name, so that another order is no difference but in the bytes.
QList<TokenDifference> compareTokens(const inspector::TokenInspection &left, const inspector::TokenInspection &right);

} // namespace gatehouse::flow
