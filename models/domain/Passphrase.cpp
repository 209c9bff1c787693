#include "models/domain/Passphrase.h"

#include <algorithm>

namespace gatehouse::domain {

namespace {

/// Every byte of a code point but the first is 10xxxxxx.
bool beginsCharacter(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
}

bool isControl(char byte)
{
    const auto unit = static_cast<unsigned char>(byte);
    return unit < 0x20 || unit == 0x7F;
}

} // namespace

qsizetype passphraseLength(const base::Secret &utf8)
{
    return std::ranges::count_if(utf8.bytes(), beginsCharacter);
}

MaybeViolation checkPassphrase(const base::Secret &utf8)
{
    if (utf8.isEmpty())
        return Violation{Field::Passphrase, Rule::Required, {}, minPassphrase};
    if (std::ranges::any_of(utf8.bytes(), isControl))
        return Violation{Field::Passphrase, Rule::ControlCharacters, {}, 0};
    if (utf8.size() > maxPassphrase)
        return Violation{Field::Passphrase, Rule::TooLong, {}, maxPassphrase};
    if (passphraseLength(utf8) < minPassphrase)
        return Violation{Field::Passphrase, Rule::TooShort, {}, minPassphrase};
    return {};
}

} // namespace gatehouse::domain
