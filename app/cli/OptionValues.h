#pragma once

#include <functional>
#include <string>
#include <vector>

namespace gatehouse::app::cli {

/// What is wrong with the value of an option, as a sentence; empty where nothing is. The value is quoted as it came:
/// whoever prints it makes it visible.
using ValueCheck = std::function<std::string(const std::string &value)>;

/// One of these words.
ValueCheck oneOf(std::vector<std::string> words);
/// A whole number from `least` to `most`.
ValueCheck wholeNumber(long long least, long long most);
/// The same without limits: rules of the tenant say which they take.
ValueCheck anyWholeNumber();
ValueCheck portNumber();

/// The sentence for a command line that cannot be read, from the kind and words of CLI11's error.
std::string usageSentence(const std::string &kind, const std::string &words);

} // namespace gatehouse::app::cli
