#pragma once

#include "models/inspector/findings/Kinds.h"
#include "ui/text/findings/CodeNumbers.h"
#include "ui/text/findings/Codes.h"

namespace gatehouse::ui::text {

/// A code of an enum, and its words as a translation source.
struct CodeText
{
    QLatin1StringView code;
    const char *words;
    CodeNumbers numbers;
};

/// How one parameter is shown.
struct ParameterText
{
    enum class As { Text, Optional, Number, Keys };

    std::span<const CodeText> codes; ///< of a Code
    As as = As::Text;                ///< Optional: shown as "none" when empty. Keys: a sentence for each
};

/// One kind of finding explained. The texts are translation sources of the context "Finding"; `%name` is the parameter
/// of that name, `%member` the member concerned, and `%n` the only number, in a text with a singular.
struct Explanation
{
    const inspector::FindingKind *kind;
    const char *title;
    const char *explanation;
    const char *action;                        ///< what to do; may be empty
    std::span<const ParameterText> parameters; ///< in the order of the finding's
};

inline constexpr const char *findingContext = "Finding";

namespace detail {

// Called where a text is wrong, so that the compiler's message names what is wrong: none of them is constexpr.
inline void textUsesAParameterThatItsKindDoesNotHave() {}
inline void textUsesACodeWithoutWords() {}
inline void textHasAPercentSignThatIsNoPlaceholder() {}
inline void textCountsWithoutExactlyOneNumber() {}
inline void kindHasNotExactlyOneText() {}
inline void codeHasNoWords() {}

/// Each code of an enum with its words.
template <typename Enum> consteval auto codeTexts()
{
    std::array<CodeText, inspector::countOf<Enum>()> texts{};
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const auto value = static_cast<Enum>(i);
        texts[i] = {codeName(value), wordsFor(value), {}};
        if constexpr (requires { numbersFor(value); })
            texts[i].numbers = numbersFor(value);
        if (!texts[i].words)
            codeHasNoWords();
    }
    return texts;
}
template <typename Enum> inline constexpr auto codes = codeTexts<Enum>();

template <typename Parameter> consteval ParameterText parameterText()
{
    if constexpr (requires { wordsFor(typename Parameter::Values{}); })
        return {.codes = codes<typename Parameter::Values>};
    else
        return {};
}
template <> consteval ParameterText parameterText<inspector::Member>() = delete;
template <typename Parameter> inline constexpr auto showAs = ParameterText::As::Text;
template <inspector::Literal Name> inline constexpr auto showAs<inspector::Number<Name>> = ParameterText::As::Number;
template <inspector::Literal Name>
inline constexpr auto showAs<inspector::OptionalText<Name>> = ParameterText::As::Optional;
template <inspector::Literal Name> inline constexpr auto showAs<inspector::KeyFaults<Name>> = ParameterText::As::Keys;

/// Whether a text may name that parameter.
template <typename Parameter> consteval bool isShowable(std::string_view name)
{
    if (name != Parameter::name)
        return false;
    if constexpr (requires { typename Parameter::Values; } && !requires { wordsFor(typename Parameter::Values{}); })
        textUsesACodeWithoutWords();
    return true;
}

constexpr bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

} // namespace detail

/// The explanation of a kind; a text that does not fit its kind does not compile.
template <inspector::Literal Id, typename... Parameters> struct Explained : Explanation
{
    using Kind = inspector::Kind<Id, Parameters...>;

    consteval Explained(const Kind &what, const char *heading, const char *text, const char *advice = "")
        : Explanation{.kind = &what, .title = heading, .explanation = text, .action = advice, .parameters = shown}
    {
        for (const char *source : {heading, text, advice})
            check(source, what);
    }

private:
    static consteval void check(std::string_view text, const Kind &what)
    {
        for (std::size_t at = text.find('%'); at != text.npos; at = text.find('%', at + 1)) {
            std::size_t end = at + 1;
            while (end < text.size() && detail::isLetter(text[end]))
                ++end;
            const std::string_view name = text.substr(at + 1, end - at - 1);
            if (name.empty()) {
                detail::textHasAPercentSignThatIsNoPlaceholder();
            } else if (name == "n") {
                if ((0 + ... + (detail::showAs<Parameters> == ParameterText::As::Number ? 1 : 0)) != 1)
                    detail::textCountsWithoutExactlyOneNumber();
            } else if (!(detail::isShowable<Parameters>(name) || ...) &&
                       !(name == inspector::Member::name && !what.member.isEmpty())) {
                detail::textUsesAParameterThatItsKindDoesNotHave();
            }
        }
    }
    static constexpr auto shown = [] {
        std::array<ParameterText, Kind::names.size()> list{};
        [[maybe_unused]] std::size_t next = 0;
        [[maybe_unused]] const auto add = [&]<typename Parameter>() {
            if constexpr (!std::same_as<Parameter, inspector::Member>) {
                list[next] = detail::parameterText<Parameter>();
                list[next++].as = detail::showAs<Parameter>;
            }
        };
        (add.template operator()<Parameters>(), ...);
        return list;
    }();
};

/// The texts of a group: one for each of its kinds, and no other.
template <typename Group, typename... Texts> consteval std::array<Explanation, sizeof...(Texts)> explain(Texts... texts)
{
    std::array<Explanation, sizeof...(Texts)> list{texts...};
    // By id: under UBSan, GCC takes no comparison of the addresses of inline variables for a constant.
    const auto idOf = [](const inspector::FindingKind &kind) {
        return std::string_view(kind.id.data(), std::size_t(kind.id.size()));
    };
    const auto explains = [&list, &idOf](const inspector::FindingKind *kind) {
        return std::ranges::count(list, idOf(*kind), [&idOf](const Explanation &text) { return idOf(*text.kind); }) ==
               1;
    };
    if (list.size() != Group::all.size() || !std::ranges::all_of(Group::all, explains))
        detail::kindHasNotExactlyOneText();
    return list;
}

// The texts of each group, in a file of their own.
std::span<const Explanation> textsOf(inspector::kinds::FormKinds group);
std::span<const Explanation> textsOf(inspector::kinds::HeaderKinds group);
std::span<const Explanation> textsOf(inspector::kinds::KeyKinds group);
std::span<const Explanation> textsOf(inspector::kinds::ProbeKinds group);
std::span<const Explanation> textsOf(inspector::kinds::ClaimKinds group);
std::span<const Explanation> textsOf(inspector::kinds::ScopeKinds group);
std::span<const Explanation> textsOf(inspector::kinds::ProofKinds group);
std::span<const Explanation> textsOf(inspector::kinds::CertificateKinds group);

} // namespace gatehouse::ui::text
