#pragma once

#include "models/transport/FoundToken.h"

namespace gatehouse::transport {

/// What stands where the base64url of a token ends for the moment.
struct Special
{
    enum class Kind {
        Character, ///< one that belongs to a token, plain or encoded: a dot, a tilde, a hyphen, an underscore
        Skip,      ///< nothing: a soft line break, an invisible character
        LineBreak, ///< a hard one, or its JSON escape: the token may be wrapped here, or over
        Stop,      ///< not of a token
        More,      ///< the bytes end before this can be told
    };

    Kind kind = Kind::Stop;
    char character = 0;
    int length = 0; ///< bytes of the input
    Transport transport = Transport::None;
};

/// Reads what an encoder makes of the characters of a token: %2E and %252E, the JSON escape of a full stop with any
/// number of reverse solidi up to four, =2E and soft breaks of quoted-printable (RFC 2045 section 6.7), soft hyphens
/// and zero width spaces, colors of terminals, lines of format=flowed. Looks at some twenty bytes at most.
Special readSpecial(const char *at, const char *end, bool isFinal);

/// White space of JSON (RFC 8259 section 2).
bool isJsonBlank(char c);

/// A character of base64url.
bool isSegmentCharacter(char c);
/// The first byte of [at, end) that is none.
const char *endOfSegment(const char *at, const char *end);

} // namespace gatehouse::transport
