#pragma once

#include "models/jose/StrictJson.h"

namespace gatehouse::inspector::rules {

/// Bounds of what is read of a payload to look for what should not be in it.
inline constexpr qsizetype longestTextRead = qsizetype{16} * 1024;
inline constexpr int mostTextsRead = 2000;

/// Calls `visit(name, text)` with each string of an object, at any depth, and the name of the member it stands under.
template <typename Visit> void forEachText(const jose::JsonValue &object, Visit visit)
{
    QList<std::pair<const jose::JsonValue *, QString>> open{{&object, QString()}};
    for (int read = 0; !open.isEmpty() && read < mostTextsRead; ++read) {
        const auto [value, name] = open.takeLast();
        if (value->isString())
            visit(name, value->string.left(longestTextRead));
        for (const jose::JsonValue &element : value->elements)
            open.append({&element, name});
        for (const jose::JsonMember &member : value->members)
            open.append({&member.value, member.name});
    }
}

} // namespace gatehouse::inspector::rules
