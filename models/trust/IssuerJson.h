#pragma once

#include "models/trust/IssuerBook.h"

namespace gatehouse::trust {

/// A book as it is kept. What it holds is public; that it is unchanged is for the file to prove.
QByteArray toJson(const IssuerBook &book);
/// Nothing where the bytes are not what toJson() makes.
std::optional<IssuerBook> issuersOf(const QByteArray &json);

} // namespace gatehouse::trust
