#pragma once

#include "app/start/Exit.h"
#include "models/base/Clock.h"
#include "models/base/Result.h"
#include "models/inspector/InspectionSetup.h"

#include <optional>
#include <string>
#include <vector>

namespace gatehouse::app::start {

/// `token verify` of plain tokens, one a line, under one key or key set.
struct PlainVerification
{
    std::string keyFile;    ///< JWK set, JWK or PEM; or
    std::string secretFile; ///< a shared secret, without the line feed an editor ends it with
    /// Or what keys are found with, for each token's issuer: the tenant and the issuers a person trusts.
    std::optional<inspector::InspectionSetup> known = {};
    std::string rootsFile; ///< certificates in PEM that x5c, or the certificate given as the key, may lead to; or empty
    std::string input = "-";
    bool isCount = false;
    bool isJson = false;
    bool isAnyContent = false; ///< the payloads need not be claims sets
    std::optional<std::string> issuer;
    std::optional<std::string> audience;
    std::optional<double> now;             ///< Unix seconds; the system's when absent
    int leeway = inspector::defaultLeeway; ///< seconds, at most inspector::maxLeeway
};

/// The request that `arguments` make when they need no explaining: the fast door beside the grammar, for one token as
/// for a hundred thousand. Nothing for everything else, and for what is wrong in any way.
std::optional<PlainVerification> readPlainVerification(const std::vector<std::string> &arguments);

/// Unix seconds in words a person may write: a whole or broken number up to the year 9999.
std::optional<double> readSeconds(const std::string &text);

/// Verifies and answers on `output`. Fails before anything is read of the tokens, when a file cannot be read or holds
/// no key. Done when every line was verified and written.
base::Result<Exit> verifyPlain(const PlainVerification &request, const base::Clock &clock, int output);

} // namespace gatehouse::app::start
