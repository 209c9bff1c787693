#include "models/inspector/TokenCleaner.h"

#include "models/inspector/TokenShape.h"
#include "models/jose/StrictJson.h"

#include <algorithm>
#include <array>

namespace gatehouse::inspector {

namespace {

using Origin = VerificationPolicy::TextOrigin;

constexpr int maxRounds = 12;
constexpr int maxPercentLevels = 2;

bool isBlank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || c == '\0';
}

struct Mark
{
    QByteArrayView bytes;
    QLatin1StringView name;
};

constexpr QLatin1StringView blanks("blanks");
constexpr QLatin1StringView invisible("invisible-characters");
constexpr QLatin1StringView quotes("quotes");

// UTF-8 of what editors, mails and web pages leave around a copied text.
constexpr std::array edgeMarks{
    Mark{"\xEF\xBB\xBF", QLatin1StringView("byte-order-mark")},
    Mark{"\xC2\xA0", blanks},        // no-break space
    Mark{"\xE2\x80\xAF", blanks},    // narrow no-break space
    Mark{"\xE2\x80\xA8", blanks},    // line separator
    Mark{"\xE2\x80\xA9", blanks},    // paragraph separator
    Mark{"\xE3\x80\x80", blanks},    // ideographic space
    Mark{"\xC2\xAD", invisible},     // soft hyphen
    Mark{"\xE2\x80\x8B", invisible}, // zero width space
    Mark{"\xE2\x80\x8C", invisible}, // zero width non-joiner
    Mark{"\xE2\x80\x8D", invisible}, // zero width joiner
    Mark{"\xE2\x80\x8E", invisible}, // left-to-right mark
    Mark{"\xE2\x80\x8F", invisible}, // right-to-left mark
    Mark{"\xE2\x81\xA0", invisible}, // word joiner
    Mark{"\xE2\x80\x9C", quotes},    // left double quotation mark
    Mark{"\xE2\x80\x9D", quotes},    // right double quotation mark
    Mark{"\xE2\x80\x9E", quotes},    // low double quotation mark
    Mark{"\xE2\x80\x98", quotes},    // left single quotation mark
    Mark{"\xE2\x80\x99", quotes},    // right single quotation mark
    Mark{"\xC2\xAB", quotes},        // guillemets
    Mark{"\xC2\xBB", quotes},
};

/// The widths at which mails, PEM tools and terminals wrap. Elsewhere a line break is a fault of the token.
bool isWrapWidth(qsizetype width)
{
    return width == 64 || width == 70 || width == 72 || width == 76 || width == 78 || width == 80;
}

class Cleaner
{
public:
    Cleaner(QByteArrayView text, Origin origin)
        : m_view(text)
        , m_origin(origin)
    {
    }

    CleanedText run();

private:
    void note(QLatin1StringView what)
    {
        if (!m_out.removed.contains(what))
            m_out.removed.append(what);
        m_changed = true;
    }
    void keep(QByteArray text)
    {
        m_held = std::move(text);
        m_view = m_held;
    }
    /// The blanks that belong to what was just removed.
    void skipBlanks()
    {
        while (!m_view.isEmpty() && isBlank(m_view.front()))
            m_view = m_view.sliced(1);
    }
    void trimEdges();
    void stripScheme();
    void stripQuotes();
    void stripPunctuation();
    void stripMailQuoting();
    void joinLines();
    void decodePercent();
    void takeFromJson();
    void takeParameter();
    void takeFromProse();
    void countTokens();

    QByteArrayView m_view;
    QByteArray m_held; ///< what m_view looks into once something inside was rewritten
    Origin m_origin;
    CleanedText m_out;
    int m_percentLevels = 0;
    bool m_changed = false;
};

CleanedText Cleaner::run()
{
    for (int round = 0; round < maxRounds; ++round) {
        m_changed = false;
        trimEdges();
        if (isTokenText(m_view) && !m_view.endsWith('.'))
            break;
        // Dots or stars say that the middle is missing: nothing around them is worth removing.
        if (m_view.contains("..") || m_view.contains("***") || m_view.contains("\xE2\x80\xA6"))
            break;
        takeFromJson();
        stripMailQuoting();
        stripScheme();
        takeParameter();
        stripQuotes();
        stripPunctuation();
        decodePercent();
        joinLines();
        if (!m_changed)
            break;
    }
    if (m_out.tokens == 0 && !isTokenText(m_view)) {
        countTokens();
        if (m_out.tokens == 0)
            takeFromProse();
    }
    m_out.token = m_view.toByteArray();
    return std::move(m_out);
}

void Cleaner::trimEdges()
{
    bool again = true;
    while (again && !m_view.isEmpty()) {
        again = false;
        const auto *front = std::find_if_not(m_view.begin(), m_view.end(), isBlank);
        if (front != m_view.begin()) {
            m_view = m_view.sliced(front - m_view.begin());
            note(blanks);
        }
        qsizetype end = m_view.size();
        while (end > 0 && isBlank(m_view[end - 1]))
            --end;
        if (end != m_view.size()) {
            m_view.truncate(end);
            note(blanks);
        }
        for (const Mark &mark : edgeMarks) {
            if (m_view.startsWith(mark.bytes)) {
                m_view = m_view.sliced(mark.bytes.size());
                note(mark.name);
                again = true;
            }
            if (m_view.endsWith(mark.bytes)) {
                m_view.chop(mark.bytes.size());
                note(mark.name);
                again = true;
            }
        }
    }
}

void Cleaner::stripScheme()
{
    constexpr QByteArrayView field("authorization:");
    if (m_view.size() > field.size() && m_view.first(field.size()).compare(field, Qt::CaseInsensitive) == 0) {
        m_view = m_view.sliced(field.size());
        note(QLatin1StringView("authorization-header"));
        skipBlanks();
    }
    struct Scheme
    {
        QByteArrayView name;
        QLatin1StringView removed;
    };
    static constexpr std::array schemes{Scheme{"Bearer", QLatin1StringView("bearer-prefix")},
                                        Scheme{"DPoP", QLatin1StringView("dpop-prefix")},
                                        Scheme{"JWT", QLatin1StringView("jwt-prefix")}};
    for (const Scheme &scheme : schemes) {
        const qsizetype size = scheme.name.size();
        if (m_view.size() > size && isBlank(m_view[size]) &&
            m_view.first(size).compare(scheme.name, Qt::CaseInsensitive) == 0) {
            m_view = m_view.sliced(size);
            m_out.scheme = QString::fromLatin1(scheme.name);
            note(scheme.removed);
            skipBlanks();
        }
    }
}

void Cleaner::stripQuotes()
{
    const auto isQuote = [](char c) { return c == '\'' || c == '"' || c == '`'; };
    const auto isOpening = [](char c) { return c == '<' || c == '(' || c == '['; };
    const auto isClosing = [](char c) { return c == '>' || c == ')' || c == ']'; };
    while (!m_view.isEmpty() && (isQuote(m_view.front()) || isOpening(m_view.front()))) {
        note(isQuote(m_view.front()) ? quotes : QLatin1StringView("brackets"));
        m_view = m_view.sliced(1);
    }
    while (!m_view.isEmpty() && (isQuote(m_view.back()) || isClosing(m_view.back()))) {
        note(isQuote(m_view.back()) ? quotes : QLatin1StringView("brackets"));
        m_view.chop(1);
    }
}

void Cleaner::stripPunctuation()
{
    while (!m_view.isEmpty() && (m_view.back() == ',' || m_view.back() == ';')) {
        m_view.chop(1);
        note(QLatin1StringView("punctuation"));
    }
    // The second dot belongs to a token with an empty signature; only one more can be a sentence's, and in a program's
    // field it makes a fourth part instead.
    if (m_origin == Origin::Pasted && m_view.endsWith('.') && isTokenText(m_view) && m_view.count('.') == 3) {
        m_view.chop(1);
        note(QLatin1StringView("punctuation"));
    }
}

void Cleaner::stripMailQuoting()
{
    if (!m_view.startsWith('>') || !m_view.contains('\n'))
        return;
    QByteArray unquoted;
    unquoted.reserve(m_view.size());
    for (qsizetype at = 0; at < m_view.size();) {
        qsizetype end = m_view.indexOf('\n', at);
        end = end < 0 ? m_view.size() : end;
        QByteArrayView line = m_view.sliced(at, end - at);
        if (!line.startsWith('>'))
            return;
        while (line.startsWith('>') || line.startsWith(' '))
            line = line.sliced(1);
        unquoted.append(line).append('\n');
        at = end + 1;
    }
    keep(std::move(unquoted));
    note(QLatin1StringView("mail-quoting"));
    trimEdges();
}

/// Joins a token that was wrapped: every line but the last as wide as the first, or the breaks beside the dots. Lines
/// that are whole tokens are never joined.
void Cleaner::joinLines()
{
    if (!m_view.contains('\n') && !m_view.contains('\r'))
        return;
    QByteArray joined;
    joined.reserve(m_view.size());
    qsizetype width = -1;
    qsizetype previous = -1;
    bool regular = true;
    bool atDots = true;
    bool hyphens = false;
    for (qsizetype at = 0; at < m_view.size();) {
        qsizetype end = at;
        while (end < m_view.size() && m_view[end] != '\n' && m_view[end] != '\r')
            ++end;
        QByteArrayView line = m_view.sliced(at, end - at).trimmed();
        if (line.endsWith("\xC2\xAD")) {
            line.chop(2);
            hyphens = true;
        }
        at = end + 1;
        if (line.isEmpty())
            continue;
        if (!isTokenText(line) || looksLikeToken(line))
            return;
        atDots = atDots && (joined.isEmpty() || joined.endsWith('.') || line.startsWith('.'));
        if (previous >= 0)
            regular = regular && previous == width;
        width = width < 0 ? line.size() : width;
        previous = line.size();
        joined.append(line);
    }
    regular = regular && previous <= width && (m_origin == Origin::Pasted ? width >= 16 : isWrapWidth(width));
    const bool wrapped = regular || (atDots && m_origin == Origin::Pasted);
    if (!wrapped || !looksLikeToken(joined))
        return;
    keep(std::move(joined));
    note(QLatin1StringView("line-breaks"));
    if (hyphens)
        note(QLatin1StringView("soft-hyphens"));
}

/// Undoes what an encoder does. No encoder writes letters or digits as escapes, so a text where those are escaped was
/// not made by one and is left as it is.
void Cleaner::decodePercent()
{
    if (m_percentLevels == maxPercentLevels || !m_view.contains('%'))
        return;
    QByteArray decoded;
    decoded.reserve(m_view.size());
    for (qsizetype i = 0; i < m_view.size(); ++i) {
        if (m_view[i] != '%') {
            decoded.append(m_view[i]);
            continue;
        }
        const int high = i + 2 < m_view.size() ? hexValue(m_view[i + 1]) : -1;
        const int low = i + 2 < m_view.size() ? hexValue(m_view[i + 2]) : -1;
        if (high < 0 || low < 0)
            return;
        const char c = static_cast<char>(high * 16 + low);
        if (isTokenCharacter(c) && c != '.' && c != '-' && c != '_')
            return;
        decoded.append(c);
        i += 2;
    }
    keep(std::move(decoded));
    ++m_percentLevels;
    note(QLatin1StringView("percent-encoding"));
}

void collectTokens(const jose::JsonValue &value, QList<QByteArray> &found)
{
    if (value.isString()) {
        const QByteArray text = value.string.toUtf8();
        if (looksLikeToken(text))
            found.append(text);
    }
    for (const jose::JsonValue &element : value.elements)
        collectTokens(element, found);
    for (const jose::JsonMember &member : value.members)
        collectTokens(member.value, found);
}

void Cleaner::takeFromJson()
{
    if (!m_view.startsWith('{') || !m_view.endsWith('}'))
        return;
    const auto json = jose::parseStrictJson(m_view);
    if (!json)
        return;
    QList<QByteArray> found;
    collectTokens(*json, found);
    if (found.size() == 1) {
        keep(found.first());
        note(QLatin1StringView("json"));
    } else if (found.size() > 1) {
        m_out.tokens = static_cast<int>(found.size());
    }
}

void Cleaner::takeParameter()
{
    qsizetype start = -1;
    int count = 0;
    for (const QByteArrayView name : {QByteArrayView("access_token="), QByteArrayView("id_token=")}) {
        for (qsizetype at = m_view.indexOf(name); at >= 0; at = m_view.indexOf(name, at + 1)) {
            const char before = at == 0 ? '&' : m_view[at - 1];
            if (before != '&' && before != '?' && before != '#' && before != ';' && !isBlank(before))
                continue;
            start = at + name.size();
            ++count;
        }
    }
    if (count == 0)
        return;
    if (count > 1) {
        m_out.tokens = count;
        return;
    }
    m_view = m_view.sliced(start);
    const auto *end = std::find_if(m_view.begin(), m_view.end(),
                                   [](char c) { return c == '&' || c == ';' || c == '#' || isBlank(c); });
    m_view.truncate(end - m_view.begin());
    note(QLatin1StringView("parameter"));
}

/// Calls `visit` with each piece of the text that stands between blanks, quotes, brackets or separators.
template <typename Visit> void forEachWord(QByteArrayView text, Visit visit)
{
    const auto separates = [](char c) { return isBlank(c) || QByteArrayView("\"'`<>()[]{},;").contains(c); };
    for (qsizetype at = 0; at < text.size();) {
        qsizetype end = at;
        while (end < text.size() && !separates(text[end]))
            ++end;
        if (end > at)
            visit(text.sliced(at, end - at));
        at = end + 1;
    }
}

void Cleaner::countTokens()
{
    int count = 0;
    forEachWord(m_view, [&count](QByteArrayView word) { count += looksLikeToken(word) ? 1 : 0; });
    if (count > 1)
        m_out.tokens = count;
}

/// One token in a sentence, a cookie or a command. Only where text stands before it: what follows a token directly may
/// be the rest of a damaged one.
void Cleaner::takeFromProse()
{
    if (m_origin != Origin::Pasted)
        return;
    QByteArrayView found;
    forEachWord(m_view, [&found](QByteArrayView word) {
        const qsizetype name = word.indexOf('=');
        if (name > 0 && !looksLikeToken(word))
            word = word.sliced(name + 1);
        if (word.endsWith('.') && word.count('.') == 3)
            word.chop(1);
        if (looksLikeToken(word))
            found = word;
    });
    if (!found.isEmpty() && found.data() != m_view.data()) {
        m_view = found;
        note(QLatin1StringView("surrounding-text"));
    }
}

} // namespace

CleanedText cleanText(QByteArrayView text, Origin origin)
{
    if (text.size() > maxPastedText) {
        CleanedText out;
        out.tooLarge = true;
        return out;
    }
    return Cleaner(text, origin).run();
}

} // namespace gatehouse::inspector
