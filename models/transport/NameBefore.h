#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace gatehouse::transport {

/// Whether a name of a header, cookie, parameter or member goes on with `c`.
bool isNameCharacter(char c);

/// The name that `text`, which ends where a token begins, gives to it: of the header, cookie or parameter, of the JSON
/// member, or of the object {"name": …, "value": …} a HAR writes. Empty when there is none. Looks back some 300 bytes.
QByteArray nameBefore(QByteArrayView text);

/// The same as it is written, where brackets in it are percent-encoded: `name%5B0%5D`.
QByteArray rawNameBefore(QByteArrayView text);

} // namespace gatehouse::transport
