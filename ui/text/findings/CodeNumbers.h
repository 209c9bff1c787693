#pragma once

#include "models/inspector/findings/Codes.h"
#include "models/jose/Decrypter.h"

#include <array>

namespace gatehouse::ui::text {

/// What "%1" and "%2" are in the words for a code; 0 where there is none.
using CodeNumbers = std::array<qsizetype, 2>;

/// The limits that decryption stops at.
constexpr CodeNumbers numbersFor(inspector::DecryptionLimit value)
{
    switch (value) {
    case inspector::DecryptionLimit::Attempts:
    case inspector::DecryptionLimit::Recipients:
        return {jose::maxRecipients};
    case inspector::DecryptionLimit::InflatedSize:
        return {jose::mostInflatedBytes / 1024, jose::mostInflationRatio};
    }
    return {};
}

} // namespace gatehouse::ui::text
