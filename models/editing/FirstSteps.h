#pragma once

#include "models/store/StoreSnapshot.h"

#include <array>
#include <optional>

namespace gatehouse::editing {

/// The way from a new tenant to the first verified token, as one value: which of its steps are done follows from the
/// tenant, the server and what happened since the program was started.
struct FirstSteps
{
    /// In the order in which they are taken.
    enum class Step { Server, Api, Client, Token, Verified };
    static constexpr std::array allSteps{Step::Server, Step::Api, Step::Client, Step::Token, Step::Verified};

    bool isServerRunning = false;
    domain::ResourceServerId api = {}; ///< with a scope; the one a client is authorized for, where there is one
    domain::ClientId client = {};      ///< authorized for it
    bool hasToken = false;             ///< a test was answered with a token
    bool isVerified = false;           ///< and the inspector verified one

    bool operator==(const FirstSteps &) const = default;

    bool isDone(Step step) const;
    /// The first that is not done; nothing once all are.
    std::optional<Step> next() const;
    int doneCount() const;
    /// What the tenant says of them; a person's own API counts before a sample, the system's API not at all.
    void read(const store::StoreSnapshot &tenant);
};

/// Whether nothing is in the tenant but what its first start put there.
bool isFresh(const store::StoreSnapshot &tenant);

} // namespace gatehouse::editing
