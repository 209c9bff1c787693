#include "models/quickstart/SnippetEscaping.h"

#include <QList>

#include <array>

namespace gatehouse::quickstart {

using namespace Qt::StringLiterals;

namespace {

QString hex(char32_t c, int digits)
{
    return QString::number(static_cast<uint>(c), 16).rightJustified(digits, u'0');
}

QString octal(unsigned char byte)
{
    return u'\\' + QString::number(byte, 8).rightJustified(3, u'0');
}

bool isPlain(char32_t c)
{
    return c >= 0x20 && c < 0x7f;
}

/// A character outside printable ASCII: never as it is, since bidi controls and separators would act on the code's
/// reader.
QString escapedCharacter(Syntax syntax, char32_t c)
{
    switch (syntax) {
    case Syntax::Python:
    case Syntax::Go:
        return c > 0xffff ? u"\\U"_s + hex(c, 8) : u"\\u"_s + hex(c, 4);
    case Syntax::Erlang:
        return u"\\x{"_s + hex(c, 1) + u'}';
    case Syntax::Java:
        // Java reads \u before anything else: a line feed written so would end the literal.
        if (c < 0x80)
            return octal(static_cast<unsigned char>(c));
        break;
    case Syntax::Cpp: {
        QString out;
        const QByteArray bytes = QString::fromUcs4(&c, 1).toUtf8();
        for (const char byte : bytes)
            out += octal(static_cast<unsigned char>(byte));
        return out;
    }
    default:
        break;
    }
    if (c <= 0xffff)
        return u"\\u"_s + hex(c, 4);
    return u"\\u"_s + hex(QChar::highSurrogate(c), 4) + u"\\u"_s + hex(QChar::lowSurrogate(c), 4);
}

/// A literal in which a backslash escapes the quote, itself and everything that is not printable.
QString escapedLiteral(Syntax syntax, QChar quote, const QString &value)
{
    QString out(quote);
    const auto points = value.toUcs4();
    char32_t previous = 0;
    for (const char32_t c : points) {
        if (!isPlain(c))
            out += escapedCharacter(syntax, c);
        else if (c == U'\\' || c == quote.unicode())
            out += u"\\"_s + QChar(static_cast<char16_t>(c));
        else if (syntax == Syntax::Cpp && c == U'?' && previous == U'?')
            out += u"\\?"_s; // before C++17, ??/ is a backslash
        else
            out += QChar(static_cast<char16_t>(c));
        previous = c;
    }
    return out + quote;
}

/// PHP, Ruby and Perl: between single quotes only the backslash and the quote mean anything.
QString singleQuoted(const QString &value)
{
    QString inner = value;
    inner.replace(u'\\', "\\\\"_L1).replace(u'\'', "\\'"_L1);
    return u'\'' + inner + u'\'';
}

} // namespace

QString literal(Syntax syntax, const QString &value)
{
    switch (syntax) {
    case Syntax::JavaScript:
        return escapedLiteral(syntax, u'\'', value);
    case Syntax::Python:
    case Syntax::Go:
    case Syntax::Java:
    case Syntax::CSharp:
    case Syntax::Erlang:
    case Syntax::Cpp:
        return escapedLiteral(syntax, u'"', value);
    case Syntax::Php:
    case Syntax::Ruby:
    case Syntax::Perl:
        return singleQuoted(value);
    case Syntax::Shell:
        break;
    }
    // POSIX: nothing is special between single quotes, so a quote is left, escaped, and entered again.
    QString inner = value;
    inner.replace(u'\'', "'\\''"_L1);
    return u'\'' + inner + u'\'';
}

std::optional<Syntax> parseSyntax(QStringView name)
{
    static constexpr std::array names{
        std::pair{QStringView(u"js"), Syntax::JavaScript}, std::pair{QStringView(u"py"), Syntax::Python},
        std::pair{QStringView(u"go"), Syntax::Go},         std::pair{QStringView(u"java"), Syntax::Java},
        std::pair{QStringView(u"cs"), Syntax::CSharp},     std::pair{QStringView(u"php"), Syntax::Php},
        std::pair{QStringView(u"rb"), Syntax::Ruby},       std::pair{QStringView(u"pl"), Syntax::Perl},
        std::pair{QStringView(u"erl"), Syntax::Erlang},    std::pair{QStringView(u"cpp"), Syntax::Cpp},
        std::pair{QStringView(u"sh"), Syntax::Shell},
    };
    for (const auto &[known, syntax] : names) {
        if (known == name)
            return syntax;
    }
    return std::nullopt;
}

} // namespace gatehouse::quickstart
