#pragma once

#include "models/inspector/findings/Kinds.h"

namespace gatehouse::inspector {

/// Whether these arguments are exactly the parameters of that kind, in any order.
template <typename Kind, typename... Arguments> inline constexpr bool areArgumentsOf = false;
template <Literal Id, typename... Parameters, Literal... Names, typename... Values>
inline constexpr bool areArgumentsOf<Kind<Id, Parameters...>, Argument<Names, Values>...> = [] {
    [[maybe_unused]] const auto isGiven = []<typename Parameter>() {
        const auto fits = []<typename Value>(std::string_view name) {
            if constexpr (std::invocable<const Value &>)
                return name == Parameter::name &&
                       Parameter::template fits<std::remove_cvref_t<std::invoke_result_t<const Value &>>>;
            else
                return name == Parameter::name && Parameter::template fits<std::remove_cvref_t<Value>>;
        };
        return (fits.template operator()<Values>(Names.view()) || ...);
    };
    return sizeof...(Parameters) == sizeof...(Values) && (isGiven.template operator()<Parameters>() && ...);
}();

/// Where findings are reported. Without a list it only notes how they bear on the verdict *policy*, and computes no
/// parameter that is given as a function.
class FindingSink
{
public:
    FindingSink() = default;
    explicit FindingSink(QList<Finding> &findings)
        : m_findings(&findings)
    {
    }
    /// Into that list, where explanations are wanted.
    FindingSink(QList<Finding> &findings, bool wanted)
        : m_findings(wanted ? &findings : nullptr)
    {
    }

    /// Whether anyone reads what is found: work that only explains can be spared otherwise.
    bool isWanted() const { return m_findings != nullptr; }
    /// The worst bearing of what was reported.
    Bearing bearing() const { return m_bearing; }
    int count() const { return m_count; }

    /// Reports a finding, with all parameters of its kind by name: report(kinds::keyWeak, "bits"_p = 1024, …).
    template <Literal Id, typename... Parameters, typename... Arguments>
        requires areArgumentsOf<Kind<Id, Parameters...>, Arguments...>
    void report(const Kind<Id, Parameters...> &kind, const Arguments &...arguments)
    {
        static_assert(isListed<Kind<Id, Parameters...>>, "the kind is missing in the list of its group");
        m_bearing = std::max(m_bearing, kind.bearing);
        ++m_count;
        if (!m_findings)
            return;
        Finding finding{.kind = &kind, .member = kind.member, .parameters = {}};
        (store<Parameters>(finding, arguments...), ...);
        m_findings->append(std::move(finding));
    }

private:
    template <typename Parameter, typename First, typename... Rest>
    static void store(Finding &finding, const First &first, const Rest &...rest)
    {
        if constexpr (isNamed<Parameter, First>) {
            if constexpr (std::same_as<Parameter, Member>)
                finding.member = Parameter::text(first.get());
            else
                finding.parameters.append(Parameter::text(first.get()));
        } else {
            store<Parameter>(finding, rest...);
        }
    }
    template <typename Parameter, typename Argument> static constexpr bool isNamed = false;
    template <typename Parameter, Literal Name, typename Value>
    static constexpr bool isNamed<Parameter, Argument<Name, Value>> = Parameter::name == Name.view();

    QList<Finding> *m_findings = nullptr;
    Bearing m_bearing = Bearing::None;
    int m_count = 0;
};

} // namespace gatehouse::inspector
