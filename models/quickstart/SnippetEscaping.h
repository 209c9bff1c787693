#pragma once

#include <QString>

#include <optional>

namespace gatehouse::quickstart {

/// The languages a value can stand in as a literal.
enum class Syntax { JavaScript, Python, Go, Java, CSharp, Php, Ruby, Perl, Erlang, Cpp, Shell };

/// `value` as a string literal, quotes included, that means exactly `value` and nothing more: no interpolation, no
/// escape of its own, no end of the literal. Quotes are those under which the language interpolates least.
QString literal(Syntax syntax, const QString &value);

/// The syntax a template names: "js", "py", "go", "java", "cs", "php", "rb", "pl", "erl", "cpp", "sh".
std::optional<Syntax> parseSyntax(QStringView name);

} // namespace gatehouse::quickstart
