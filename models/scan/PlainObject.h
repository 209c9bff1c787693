#pragma once

#include <QByteArrayView>

namespace gatehouse::scan {

/// Whether `json` is for certain a JSON object that jose::parseStrictJson takes: one of the plain kind that issuers
/// write, in ASCII without escapes, of few members and little depth, no name twice. False says nothing: ask the parser.
bool isPlainObject(QByteArrayView json);

} // namespace gatehouse::scan
