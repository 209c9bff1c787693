#include "models/domain/ScopeList.h"

#include "models/base/PastedText.h"

#include <QSet>
#include <QStringDecoder>

#include <algorithm>

namespace gatehouse::domain {

namespace {

using Fate = ScopeLine::Fate;

using namespace Qt::StringLiterals;

constexpr QChar quote = u'"';

bool isLineEnd(QChar c)
{
    return c == u'\n' || c == u'\r' || c == QChar(0x85) || c == QChar::LineSeparator || c == QChar::ParagraphSeparator;
}

bool isColumnEnd(QChar c)
{
    return c == u'\t' || c == u',' || c == u';';
}

/// A record as it is written: of one line, or of several where a column in quotation marks goes over a line end.
struct Record
{
    int line = 0;
    QStringView value;
    QStringView description;
    bool isWellFormed = true;
};

/// Takes records off the front of a text.
class RecordReader
{
public:
    explicit RecordReader(QStringView text)
        : m_text(text)
    {
        if (m_text.startsWith(QChar::ByteOrderMark))
            m_text = m_text.sliced(1);
    }

    bool atEnd() const { return m_at >= m_text.size(); }

    /// The next record; empty for an empty line.
    QStringView next(int &line)
    {
        line = m_line;
        const qsizetype begin = m_at;
        const qsizetype plainEnd = endOfLine(begin);
        const qsizetype end = endOfRecord(begin, plainEnd);
        for (qsizetype at = begin; at < end; ++at)
            countLineEnd(at);
        m_at = end;
        if (m_at < m_text.size()) {
            countLineEnd(m_at);
            m_at += isPair(m_at) ? 2 : 1;
        }
        return m_text.sliced(begin, end - begin);
    }

private:
    bool isPair(qsizetype at) const { return m_text[at] == u'\r' && at + 1 < m_text.size() && m_text[at + 1] == u'\n'; }
    void countLineEnd(qsizetype at)
    {
        if (isLineEnd(m_text[at]) && !(m_text[at] == u'\n' && at > 0 && m_text[at - 1] == u'\r'))
            ++m_line;
    }
    qsizetype endOfLine(qsizetype from) const
    {
        while (from < m_text.size() && !isLineEnd(m_text[from]))
            ++from;
        return from;
    }
    /// Where the record that begins at `from` ends: behind the quotation mark that closes an open column, if there is
    /// one.
    qsizetype endOfRecord(qsizetype from, qsizetype lineEnd) const
    {
        bool isOpen = false;
        bool atColumnStart = true;
        for (qsizetype at = from; at < m_text.size(); ++at) {
            const QChar c = m_text[at];
            if (isLineEnd(c) && !isOpen)
                return at;
            if (c == quote && (isOpen || atColumnStart))
                isOpen = !isOpen;
            atColumnStart = !isOpen && (isColumnEnd(c) || (atColumnStart && c.isSpace()));
        }
        // A quotation mark that nothing closes is its own line's fault, not that of all the lines behind it.
        return isOpen ? lineEnd : m_text.size();
    }

    QStringView m_text;
    qsizetype m_at = 0;
    int m_line = 1;
};

/// A column in quotation marks, taken off the front of `rest` with the separator behind it. Nothing when it is not
/// closed, or when something other than a separator follows.
std::optional<QString> takeQuoted(QStringView &rest)
{
    QString column;
    qsizetype at = 1;
    for (; at < rest.size(); ++at) {
        if (rest[at] != quote) {
            column += rest[at];
        } else if (at + 1 < rest.size() && rest[at + 1] == quote) {
            column += quote;
            ++at;
        } else {
            break;
        }
    }
    if (at >= rest.size())
        return std::nullopt;
    QStringView behind = rest.sliced(at + 1);
    if (!behind.isEmpty() && !isColumnEnd(behind.front()) && !behind.front().isSpace())
        return std::nullopt;
    while (!behind.isEmpty() && behind.front().isSpace() && !isColumnEnd(behind.front()))
        behind = behind.sliced(1);
    if (!behind.isEmpty() && isColumnEnd(behind.front()))
        behind = behind.sliced(1);
    rest = behind;
    return column;
}

QString cell(QStringView text)
{
    return base::withoutPastedEnds(text).trimmed().toString();
}

/// Value and description of one record; nothing when it has no one way to be read.
std::optional<Scope> readRecord(QStringView record)
{
    QStringView rest = base::withoutPastedEnds(record).trimmed();
    // Columns that a spreadsheet leaves empty.
    while (!rest.isEmpty() && (isColumnEnd(rest.back()) || rest.back().isSpace()))
        rest.chop(1);
    Scope scope;
    if (rest.startsWith(quote)) {
        const auto value = takeQuoted(rest);
        if (!value)
            return std::nullopt;
        scope.value = cell(*value);
    } else {
        const auto end = std::ranges::find_if(rest, [](QChar c) { return c.isSpace() || isColumnEnd(c); });
        scope.value = cell(rest.first(std::distance(rest.begin(), end)));
        rest = rest.sliced(std::distance(rest.begin(), end));
        // "read:a, Read a" and "read:a   Read a" have one separator, however it is written.
        while (!rest.isEmpty() && (rest.front().isSpace() || isColumnEnd(rest.front())))
            rest = rest.sliced(1);
    }
    rest = rest.trimmed();
    if (!rest.startsWith(quote)) {
        scope.description = cell(rest);
        return scope;
    }
    const auto description = takeQuoted(rest);
    if (!description || !rest.trimmed().isEmpty())
        return std::nullopt;
    scope.description = cell(*description);
    return scope;
}

/// Whether columns are parted by tabs: a tab in front of a line is then an empty first column, and no indentation.
bool hasTabbedColumns(QStringView text)
{
    for (qsizetype at = text.indexOf(u'\t'); at >= 0; at = text.indexOf(u'\t', at + 1)) {
        if (at > 0 && !text[at - 1].isSpace() && text[at - 1] != QChar::ByteOrderMark)
            return true;
    }
    return false;
}

/// What tells a spreadsheet how the columns are parted.
bool isSeparatorLine(QStringView record)
{
    constexpr QLatin1StringView directive("sep=");
    return record.size() == directive.size() + 1 && record.startsWith(directive, Qt::CaseInsensitive);
}

/// What is wrong with the line as a whole, though its columns can be read: marks of a list, a table or a comment in
/// front, or scope after scope.
std::optional<Rule> wrongShape(const Scope &scope)
{
    const auto isLetterOrDigit = [](QChar c) { return c.isLetterOrNumber(); };
    const bool isMark = !scope.description.isEmpty() && std::ranges::none_of(scope.value, isLetterOrDigit);
    if (!scope.value.isEmpty() && (isMark || scope.value.startsWith(u'|')))
        return Rule::NotOneScope;
    const auto looksLikeScope = [](QStringView word) {
        const qsizetype colon = word.indexOf(u':');
        return colon > 0 && colon < word.size() - 1 && !word.contains("://"_L1);
    };
    const QStringList words = QString(scope.description).replace(u',', u' ').split(u' ', Qt::SkipEmptyParts);
    const bool isSeveral =
        looksLikeScope(scope.value) && !words.isEmpty() && std::ranges::all_of(words, looksLikeScope);
    return isSeveral ? std::optional(Rule::SeveralScopes) : std::nullopt;
}

/// The names people and programs give the two columns.
bool isHeading(const Scope &first, bool isOnlyLine)
{
    const auto isOneOf = [](const QString &text, std::initializer_list<QLatin1StringView> names) {
        return std::ranges::any_of(
            names, [&text](QLatin1StringView name) { return text.compare(name, Qt::CaseInsensitive) == 0; });
    };
    const bool isValue = isOneOf(first.value, {"scope"_L1, "scopes"_L1, "value"_L1, "permission"_L1, "permissions"_L1,
                                               "name"_L1, "scope_value"_L1});
    if (first.description.isEmpty())
        return isValue && !isOnlyLine && first.value.compare("name"_L1, Qt::CaseInsensitive) != 0;
    return isValue &&
           isOneOf(first.description, {"description"_L1, "descriptions"_L1, "desc"_L1, "scope_description"_L1});
}

/// Decides the fates of lines one after the other.
class Fates
{
public:
    explicit Fates(const QList<Scope> &existing)
    {
        for (const Scope &scope : existing)
            m_present.insert(scope.value);
    }

    void add(int line, const Scope &scope)
    {
        ScopeLine entry{.line = line, .scope = scope, .fate = Fate::Added, .violation = checkScopeValue(scope.value)};
        if (!entry.violation)
            entry.violation = checkScopeDescription(scope.description);
        if (!entry.violation && !m_present.contains(scope.value) && m_present.size() >= maxScopesPerApi)
            entry.violation = Violation{Field::ScopeValue, Rule::TooMany, {}, maxScopesPerApi};
        if (entry.violation)
            entry.fate = Fate::NotValid;
        else if (m_present.contains(scope.value))
            entry.fate = Fate::AlreadyThere;
        else
            m_present.insert(scope.value);
        lines.append(entry);
    }
    void refuse(int line, const QString &shown, Rule rule)
    {
        lines.append(ScopeLine{.line = line,
                               .scope = {.value = shown, .description = {}},
                               .fate = Fate::NotValid,
                               .violation = Violation{Field::ScopeValue, rule, {}, 0}});
    }
    void skipHeading(int line, const Scope &scope)
    {
        lines.append(ScopeLine{.line = line, .scope = scope, .fate = Fate::Heading, .violation = {}});
    }

    /// Nothing but a spreadsheet's own line so far.
    bool isAtHeading() const
    {
        return lines.isEmpty() || (lines.size() == 1 && isSeparatorLine(lines.first().scope.value));
    }

    QList<ScopeLine> lines;

private:
    QSet<QString> m_present;
};

} // namespace

QList<ScopeLine> parseScopeLines(const QString &text, const QList<Scope> &existing)
{
    Fates fates(existing);
    RecordReader reader(text);
    const bool isTabbed = hasTabbedColumns(text);
    while (!reader.atEnd()) {
        int line = 0;
        const QStringView record = reader.next(line);
        if (base::withoutPastedEnds(record).trimmed().isEmpty())
            continue;
        // What a decoder of bytes puts where they are not UTF-8 (below); no scope has it.
        if (record.contains(QChar::ReplacementCharacter)) {
            fates.refuse(line, record.toString(), Rule::NotUtf8);
            continue;
        }
        const std::optional<Scope> scope = readRecord(record);
        const bool isFirstColumnEmpty = isTabbed && base::withoutPastedEnds(record).startsWith(u'\t');
        const auto wrong = scope ? wrongShape(*scope) : std::optional(Rule::NotOneScope);
        if (fates.lines.isEmpty() && isSeparatorLine(base::withoutPastedEnds(record).trimmed()))
            fates.skipHeading(line, {.value = record.trimmed().toString(), .description = {}});
        else if (wrong || (isFirstColumnEmpty && !scope->value.isEmpty()))
            fates.refuse(line, record.toString(), wrong.value_or(Rule::NotOneScope));
        else if (scope->value.isEmpty() && scope->description.isEmpty())
            continue; // separators alone: an empty row
        else if (fates.isAtHeading() && isHeading(*scope, reader.atEnd()))
            fates.skipHeading(line, *scope);
        else
            fates.add(line, *scope);
    }
    return fates.lines;
}

QList<ScopeLine> parseScopeLines(QByteArrayView utf8, const QList<Scope> &existing)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decoder(utf8);
    return parseScopeLines(text, existing);
}

QList<Scope> scopesToAdd(const QList<ScopeLine> &lines)
{
    QList<Scope> scopes;
    for (const ScopeLine &line : lines) {
        if (line.fate == ScopeLine::Fate::Added)
            scopes.append(line.scope);
    }
    return scopes;
}

} // namespace gatehouse::domain
