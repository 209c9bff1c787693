#pragma once

#include "models/store/KeyProtection.h"
#include "tests/support/PlainCustody.h"

#include <optional>
#include <utility>

namespace gatehouse::tests {

using namespace Qt::StringLiterals;

/// A custody of which the card shows what is set.
class ShownCustody : public store::KeyProtection
{
public:
    store::Protection protection() const override { return now; }
    base::Job<void> probeKeychain() override { return answer(keychain); }
    base::Job<void> protectWithKeyFile() override { return turn(store::Protection::KeyFile); }
    base::Job<void> protectWithPassphrase(base::Secret passphrase) override
    {
        given = std::move(passphrase);
        return turn(store::Protection::Passphrase);
    }
    base::Job<void> protectWithKeychain() override { return turn(store::Protection::Keychain); }

    store::Protection now = store::Protection::KeyFile;
    std::optional<base::ErrorCode> keychain;
    std::optional<base::ErrorCode> mood;
    base::Secret given;
    PlainCustody *custody = nullptr; ///< says the same
    int turns = 0;

private:
    static base::Job<void> answer(std::optional<base::ErrorCode> bad)
    {
        return base::Job<void>::ready(
            bad ? base::Result<void>(base::failure(*bad, base::ErrorStep::HttpRequest, u"store.key"_s))
                : base::Result<void>());
    }
    base::Job<void> turn(store::Protection to)
    {
        ++turns;
        if (!mood)
            now = to;
        if (custody)
            custody->claimed = now;
        return answer(mood);
    }
};

} // namespace gatehouse::tests
