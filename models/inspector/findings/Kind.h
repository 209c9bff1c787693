#pragma once

#include "models/inspector/Finding.h"

#include <algorithm>
#include <array>
#include <concepts>
#include <string_view>
#include <utility>

namespace gatehouse::inspector {

/// A string literal as a template argument.
template <std::size_t Size> struct Literal
{
    char text[Size]{}; // NOLINT(modernize-avoid-c-arrays): a template argument has to be structural

    // NOLINTNEXTLINE(google-explicit-constructor, modernize-avoid-c-arrays): it is written as a literal
    consteval Literal(const char (&literal)[Size]) { std::copy_n(literal, Size, text); }
    constexpr std::string_view view() const { return {text, Size - 1}; }
    template <std::size_t Other> constexpr bool operator==(const Literal<Other> &other) const
    {
        return view() == other.view();
    }
};

/// A value for the parameter of that name, or a function that computes it, which is called only when it is wanted.
template <Literal Name, typename Value> struct Argument
{
    Value value;

    decltype(auto) get() const
    {
        if constexpr (requires { value(); })
            return value();
        else
            return (value);
    }
};

template <Literal Name> struct ArgumentName
{
    // NOLINTNEXTLINE(misc-unconventional-assign-operator): "bits"_p = 1024 names an argument
    template <typename Value> constexpr Argument<Name, Value> operator=(Value &&value) const
    {
        return {std::forward<Value>(value)};
    }
};

inline namespace literals {
/// `"bits"_p = key.bits()` is the argument for the parameter "bits".
template <Literal Name> consteval ArgumentName<Name> operator""_p()
{
    return {};
}
} // namespace literals

// Parameters of findings: a name, which values fit it, and how they are stored.

/// A whole number.
template <Literal Name> struct Number
{
    static constexpr std::string_view name = Name.view();
    template <typename Value> static constexpr bool fits = std::integral<Value> && !std::same_as<Value, bool>;
    template <typename Value> static QString text(Value value) { return QString::number(value); }
};

/// Text of the token's or the tenant's; untrusted.
template <Literal Name> struct Text
{
    static constexpr std::string_view name = Name.view();
    template <typename Value>
    static constexpr bool fits = std::convertible_to<Value, QString> || std::same_as<Value, QStringView>;
    static QString text(const QString &value) { return value; }
    static QString text(QStringView value) { return value.toString(); }
    static QString text(QLatin1StringView value) { return value; }
};

/// A text that may be empty, which is shown as "none".
template <Literal Name> struct OptionalText : Text<Name>
{
};

/// Keys that cannot be used: a line for each, its name, a tab, and its jose::keyErrorCode.
template <Literal Name> struct KeyFaults : Text<Name>
{
};

/// One of an enum's values, stored as its `codeName(Enum)`. The words for each are in ui/text/FindingCodes.h.
template <Literal Name, typename Enum> struct Code
{
    using Values = Enum;
    static constexpr std::string_view name = Name.view();
    template <typename Value> static constexpr bool fits = std::same_as<Value, Enum>;
    static QString text(Enum value) { return codeName(value); }
};

/// The header parameter or claim concerned, where it differs from finding to finding.
using Member = Text<"member">;

/// How many values an enum has that begin at 0 without gaps: those that have a code.
template <typename Enum> consteval std::size_t countOf()
{
    std::size_t count = 0;
    while (!codeName(static_cast<Enum>(count)).isEmpty())
        ++count;
    return count;
}

/// What a finding is about, and the member of header or payload if it is always the same.
struct Place
{
    FindingKind::Subject subject;
    QLatin1StringView member;
};

/// A kind of finding with the parameters it takes. It is reported with `FindingSink::report`, all parameters by name.
template <Literal Id, typename... Parameters> struct Kind : FindingKind
{
    static constexpr bool takesMember = (std::same_as<Parameters, Member> || ...);
    /// The names of the parameters, without "member".
    static constexpr auto names = [] {
        std::array<std::string_view, sizeof...(Parameters) - (takesMember ? 1 : 0)> list;
        std::size_t next = 0;
        [[maybe_unused]] const auto add = [&](std::string_view name) {
            if (name != Member::name)
                list[next++] = name;
        };
        (add(Parameters::name), ...);
        return list;
    }();

    consteval Kind(Severity how, Place place, const char *citation = "", Bearing means = Bearing::None)
        : FindingKind{.id = QLatin1StringView(Id.text, Id.view().size()),
                      .severity = how,
                      .subject = place.subject,
                      .member = place.member,
                      .reference = QLatin1StringView(citation),
                      .bearing = means,
                      .parameters = names}
    {
    }
};

namespace kinds {

using enum Severity;
using enum Bearing;

consteval Place ofToken()
{
    return {FindingKind::Subject::Token, {}};
}
consteval Place ofSignature()
{
    return {FindingKind::Subject::Signature, {}};
}
consteval Place ofHeader(const char *member = "")
{
    return {FindingKind::Subject::Header, QLatin1StringView(member)};
}
consteval Place ofClaim(const char *member = "")
{
    return {FindingKind::Subject::Claim, QLatin1StringView(member)};
}
consteval Place ofKey(const char *member = "")
{
    return {FindingKind::Subject::Key, QLatin1StringView(member)};
}

} // namespace kinds

/// Kinds that belong together: each group has its file here and its texts in one of ui/text.
template <const auto &...Kinds> struct KindGroup
{
    static constexpr std::array<const FindingKind *, sizeof...(Kinds)> all{&Kinds...};
    template <typename Kind>
    static constexpr bool has = (std::same_as<std::remove_cvref_t<decltype(Kinds)>, Kind> || ...);
};

} // namespace gatehouse::inspector
