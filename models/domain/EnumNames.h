#pragma once

#include <QLatin1StringView>
#include <QString>

#include <algorithm>
#include <array>
#include <optional>

namespace gatehouse::domain {

/// The names of an enum's values, in their order, as the Management API, the store and the command line write them.
/// Specialized beside each enum that has some: `static constexpr std::array names{"…"_L1, …};`.
template <typename Enum> struct EnumNames;

template <typename Enum>
concept NamedEnum = requires { EnumNames<Enum>::names; };

template <NamedEnum Enum> QString nameOf(Enum value)
{
    return EnumNames<Enum>::names[static_cast<std::size_t>(value)];
}

/// Nothing for a name that no value has.
template <NamedEnum Enum> std::optional<Enum> parseName(const QString &name)
{
    const auto &names = EnumNames<Enum>::names;
    const auto found = std::ranges::find(names, name);
    return found == names.end() ? std::nullopt : std::optional(static_cast<Enum>(found - names.begin()));
}

} // namespace gatehouse::domain
