#include "app/cli/OptionValues.h"

#include <charconv>
#include <optional>
#include <regex>

namespace gatehouse::app::cli {

namespace {

constexpr long long lastPort = 65535;

std::optional<long long> numberOf(const std::string &text)
{
    long long number = 0;
    const char *end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number);
    return read.ec == std::errc() && read.ptr == end ? std::optional(number) : std::nullopt;
}

/// "a, b or c"
std::string listed(const std::vector<std::string> &words)
{
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0)
            text += i + 1 == words.size() ? " or " : ", ";
        text += words[i];
    }
    return text;
}

} // namespace

ValueCheck oneOf(std::vector<std::string> words)
{
    return [words = std::move(words)](const std::string &value) {
        for (const std::string &word : words) {
            if (word == value)
                return std::string();
        }
        return "“" + value + "” is not one of its values. Choose " + listed(words) + ".";
    };
}

ValueCheck wholeNumber(long long least, long long most)
{
    return [least, most](const std::string &value) {
        const auto number = numberOf(value);
        if (number && *number >= least && *number <= most)
            return std::string();
        return "“" + value + "” is not a whole number from " + std::to_string(least) + " to " + std::to_string(most) +
               ".";
    };
}

ValueCheck anyWholeNumber()
{
    return [](const std::string &value) {
        const bool isNumber = std::regex_match(value, std::regex("\\s*-?[0-9]+\\s*"));
        return isNumber ? std::string() : "“" + value + "” is not a whole number.";
    };
}

ValueCheck portNumber()
{
    return [](const std::string &value) {
        const auto number = numberOf(value);
        if (number && *number >= 0 && *number <= lastPort)
            return std::string();
        return "“" + value + "” is not a port. A port is a whole number between 1 and 65535; 0 takes any free one.";
    };
}

std::string usageSentence(const std::string &kind, const std::string &words)
{
    std::smatch found;
    const auto fits = [&](const char *pattern) { return std::regex_match(words, found, std::regex(pattern)); };
    if (kind == "RequiredError") {
        if (words == "A subcommand is required")
            return "A command is missing.";
        if (fits("(?:Exactly|At least) 1 option from \\[(.*)\\] is required"))
            return "One of these is missing: " + found[1].str() + ".";
        if (fits("(.*) is required"))
            return found[1].str() + " is missing.";
    }
    if (kind == "ConversionError" && fits("Could not convert: (\\S+) = ([^]*)"))
        return found[1].str() + " cannot be “" + found[2].str() + "”.";
    if (kind == "ArgumentMismatch" && fits("(\\S+): [^]*"))
        return found[1].str() + " does not have as many values as it takes.";
    if (kind == "ExtrasError" && fits("The following arguments? (?:was|were) not expected: ([^]*)"))
        return "Unexpected: " + found[1].str();
    if (kind == "RequiresError" && fits("(.*) requires (.*)"))
        return found[1].str() + " is only possible with " + found[2].str() + ".";
    if (kind == "ExcludesError" && fits("(.*) excludes (.*)"))
        return found[1].str() + " and " + found[2].str() + " cannot be used together.";
    return words;
}

} // namespace gatehouse::app::cli
