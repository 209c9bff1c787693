#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace gatehouse::transport {

/// Whether a name of a header, cookie, parameter or member goes on with `c`.
bool isNameCharacter(char c);

/// The name that `text`, which ends where a token begins, gives to it: of the header, cookie or parameter, of the JSON
/// member, or of the object {"name": …, "value": …} a HAR writes. Empty when there is none. Looks back some 300 bytes.
QByteArray nameBefore(QByteArrayView text);

/// The same as it is written, where a number in it is set apart by what no name has: `name%5B0%5D`, `name%2E0`,
/// `name:0`. Also of the column in front, in a row of a table.
QByteArray rawNameBefore(QByteArrayView text);

/// The name in an object that has the value in front of it, from what is behind the value; empty when there is none.
QByteArray nameBehind(QByteArrayView text);

} // namespace gatehouse::transport
