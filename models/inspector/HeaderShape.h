#pragma once

#include "models/transport/HeaderShape.h"

namespace gatehouse::inspector {

/// Whether JSON is a JOSE header (RFC 7515 section 4), and what it says of the token's length: what transport is told
/// of tokens.
transport::HeaderShape headerShape(QByteArrayView json);

} // namespace gatehouse::inspector
