#pragma once

#include "models/base/Secret.h"

#include <QByteArray>
#include <QString>

#include <span>

namespace gatehouse::base {

/// Where randomness comes from; passed in so that tests can foresee it. Callable from any thread.
class RandomSource
{
public:
    virtual ~RandomSource() = default;
    virtual void fill(std::span<unsigned char> bytes) = 0;
};

/// The operating system's generator, and nothing else.
class SystemRandom final : public RandomSource
{
public:
    void fill(std::span<unsigned char> bytes) override;
};

QByteArray randomBytes(RandomSource &random, int count);
/// `length` characters drawn evenly from `alphabet` (2 to 256 Latin-1 characters, no modulo bias).
QString randomText(RandomSource &random, QLatin1StringView alphabet, int length);
/// The same, without the text ever standing in a string that is not wiped.
Secret randomSecret(RandomSource &random, QLatin1StringView alphabet, int length);

inline constexpr QLatin1StringView alphanumericAlphabet{
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"};
inline constexpr QLatin1StringView base64UrlAlphabet{
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"};

} // namespace gatehouse::base
