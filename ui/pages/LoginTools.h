#pragma once

#include "models/base/Random.h"
#include "models/flow/SystemBrowser.h"
#include "models/jose/KeyCodec.h"
#include "models/jose/PrivateKey.h"

namespace gatehouse::ui::pages {

/// What the Test tab needs beyond tokens in a client's own name: a browser and someone to wait for it, and keys for
/// wrong tokens. All of it outlives the window.
struct LoginTools
{
    base::RandomSource &random;
    http::RedirectListener &listener;
    flow::SystemBrowser::Open openBrowser;
    const jose::KeyCodec &codec;
    const jose::PrivateKeys &privateKeys;
    flow::CallbackMatching matching = flow::CallbackMatching::AnyPort;
};

} // namespace gatehouse::ui::pages
