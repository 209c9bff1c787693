#pragma once

#include "models/settings/SecretVault.h"

#include <QHash>

#include <optional>

namespace gatehouse::tests {

/// A keychain in memory, and in any mood: `mood` is what every call answers, `readMood` what reading does. Silent is a
/// keychain whose time limit has passed: what answers later is the business of the real one.
class FakeVault final : public settings::SecretVault
{
public:
    base::Job<void> probe() override { return done({}); }
    base::Job<base::Secret> read(const QString &entry) override
    {
        ++reads;
        if (const auto bad = mood ? mood : readMood)
            return base::Job<base::Secret>::ready(failed(*bad, entry));
        if (!entries.contains(entry))
            return base::Job<base::Secret>::ready(failed(base::ErrorCode::KeychainMismatch, entry));
        return base::Job<base::Secret>::ready(entries.value(entry));
    }
    base::Job<void> write(const QString &entry, const base::Secret &secret) override
    {
        ++writes;
        if (!mood)
            entries.insert(entry, isForgetful ? base::Secret(QByteArrayView("something else")) : secret);
        return done(entry);
    }
    base::Job<void> remove(const QString &entry) override
    {
        if (!mood)
            entries.remove(entry);
        return done(entry);
    }

    QHash<QString, base::Secret> entries;
    std::optional<base::ErrorCode> mood;
    std::optional<base::ErrorCode> readMood;
    bool isForgetful = false; ///< keeps another value than it is given
    int reads = 0;
    int writes = 0;

private:
    static std::unexpected<base::Error> failed(base::ErrorCode code, const QString &entry)
    {
        return base::failure(code, base::ErrorStep::AskKeychain, entry);
    }
    base::Job<void> done(const QString &entry) const
    {
        return base::Job<void>::ready(mood ? base::Result<void>(failed(*mood, entry)) : base::Result<void>());
    }
};

} // namespace gatehouse::tests
