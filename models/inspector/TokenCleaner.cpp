#include "models/inspector/TokenCleaner.h"

#include "models/base/Text.h"
#include "models/inspector/HeaderShape.h"
#include "models/inspector/TokenShape.h"
#include "models/transport/JsonTokens.h"
#include "models/transport/TokenScanner.h"
#include "models/transport/WideInput.h"

#include <algorithm>
#include <array>

namespace gatehouse::inspector {

using namespace Qt::StringLiterals;

namespace {

constexpr int maxRounds = 12;

bool isBlank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || c == '\0';
}

struct Mark
{
    QByteArrayView bytes;
    Removal removal;
};

// UTF-8 of what editors, mails and web pages leave around a copied text.
constexpr std::array edgeMarks{
    Mark{"\xEF\xBB\xBF", Removal::ByteOrderMark},
    Mark{"\xC2\xA0", Removal::Spaces},                  // no-break space
    Mark{"\xE2\x80\xAF", Removal::Spaces},              // narrow no-break space
    Mark{"\xE2\x80\xA8", Removal::Spaces},              // line separator
    Mark{"\xE2\x80\xA9", Removal::Spaces},              // paragraph separator
    Mark{"\xE3\x80\x80", Removal::Spaces},              // ideographic space
    Mark{"\xC2\xAD", Removal::InvisibleCharacters},     // soft hyphen
    Mark{"\xE2\x80\x8B", Removal::InvisibleCharacters}, // zero width space
    Mark{"\xE2\x80\x8C", Removal::InvisibleCharacters}, // zero width non-joiner
    Mark{"\xE2\x80\x8D", Removal::InvisibleCharacters}, // zero width joiner
    Mark{"\xE2\x80\x8E", Removal::InvisibleCharacters}, // left-to-right mark
    Mark{"\xE2\x80\x8F", Removal::InvisibleCharacters}, // right-to-left mark
    Mark{"\xE2\x81\xA0", Removal::InvisibleCharacters}, // word joiner
    Mark{"\xE2\x80\x9C", Removal::Quotes},              // left double quotation mark
    Mark{"\xE2\x80\x9D", Removal::Quotes},              // right double quotation mark
    Mark{"\xE2\x80\x9E", Removal::Quotes},              // low double quotation mark
    Mark{"\xE2\x80\x98", Removal::Quotes},              // left single quotation mark
    Mark{"\xE2\x80\x99", Removal::Quotes},              // right single quotation mark
    Mark{"\xC2\xAB", Removal::Quotes},                  // guillemets
    Mark{"\xC2\xBB", Removal::Quotes},
};

struct Scheme
{
    QByteArrayView name;
    Removal removal;
};

constexpr std::array schemes{Scheme{"Bearer", Removal::BearerScheme}, Scheme{"DPoP", Removal::DpopScheme},
                             Scheme{"JWT", Removal::JwtScheme}};

/// What ends a token in other text, itself or in percent-encoding. After anything else, what was found is the beginning
/// of a token that is at fault.
bool endsToken(QByteArrayView rest)
{
    if (rest.isEmpty() || isBlank(rest.front()) || rest.startsWith("\x1B[") ||
        QByteArrayView("\"'`<>()[]{},;&#|").contains(rest.front()))
        return true;
    const auto endsByCode = [](QByteArrayView digits) {
        const int c = digits.size() < 2 ? -1 : base::hexDigit(digits[0]) * 16 + base::hexDigit(digits[1]);
        return c > 0 && c < 0x80 && endsToken(QByteArray(1, static_cast<char>(c)));
    };
    if (rest.startsWith("\\u00") || rest.startsWith("\\x"))
        return endsByCode(rest.sliced(rest[1] == 'x' ? 2 : 4));
    if (rest.startsWith('\\'))
        return rest.size() == 1 || QByteArrayView("\"'\\nrt\n\r").contains(rest[1]);
    if (QByteArrayView(".:!?").contains(rest.front()))
        return rest.size() == 1 || endsToken(rest.sliced(1));
    if (!rest.startsWith('%'))
        return std::ranges::any_of(edgeMarks, [rest](const Mark &mark) { return rest.startsWith(mark.bytes); });
    rest = rest.sliced(1);
    while (rest.startsWith("25") && rest.size() > 2)
        rest = rest.sliced(2);
    return endsByCode(rest);
}

/// Whether a text ends in what sets a color on a terminal.
bool endsInColor(QByteArrayView text)
{
    const qsizetype begin = text.lastIndexOf("\x1B[");
    if (begin < 0 || !text.endsWith('m'))
        return false;
    const QByteArrayView numbers = text.sliced(begin + 2).chopped(1);
    return std::ranges::all_of(numbers, [](char c) { return c == ';' || (c >= '0' && c <= '9'); });
}

/// What a token may follow in other text.
bool startsToken(QByteArrayView before)
{
    if (before.isEmpty() || (before.back() != '.' && !isTokenCharacter(before.back())))
        return true;
    // Behind a character in percent-encoding, however often.
    qsizetype digits = before.size() - 2;
    while (digits > 1 && before.sliced(digits - 2).startsWith("25"))
        digits -= 2;
    const bool isPercent = digits > 0 && before[digits - 1] == '%';
    return isPercent || endsInColor(before) || (before.size() > 1 && before[before.size() - 2] == '\\');
}

/// A text without percent-encoding, of which at most two levels are undone.
QByteArray percentDecoded(QByteArrayView text)
{
    QByteArray decoded = QByteArray::fromPercentEncoding(text.toByteArray());
    return decoded.contains("%22") ? QByteArray::fromPercentEncoding(decoded) : decoded;
}

class Cleaner
{
public:
    explicit Cleaner(QByteArrayView text)
        : m_view(text)
    {
    }

    CleanedText run();

private:
    void note(Removal what)
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
    bool peel();
    void trimEdges();
    void stripScheme();
    void stripQuotes();
    void stripPunctuation();
    bool takeJsonToken();
    void search();
    void take(transport::FoundToken &&found);
    void noteAround(QByteArrayView before, QByteArrayView after);

    QByteArrayView m_view;
    QByteArray m_held; ///< what m_view looks into once something inside was rewritten
    CleanedText m_out;
    bool m_changed = false;
};

CleanedText Cleaner::run()
{
    if (!peel())
        search();
    m_out.token = m_view.toByteArray();
    return std::move(m_out);
}

/// Takes away what is around the text as a whole; whether that was all there is to do.
bool Cleaner::peel()
{
    for (int round = 0; round < maxRounds; ++round) {
        m_changed = false;
        trimEdges();
        // The last of four dots is the token's: a JWE with an empty tag.
        if (takeJsonToken() || (isTokenText(m_view) && (!m_view.endsWith('.') || m_view.count('.') == 4)))
            return true;
        // Dots or stars say that the middle is missing: nothing around them is worth removing.
        if (m_view.contains("...") || m_view.endsWith("..") || m_view.contains("***") ||
            m_view.contains("\xE2\x80\xA6"))
            return true;
        stripScheme();
        stripQuotes();
        stripPunctuation();
        if (!m_changed)
            break;
    }
    return false;
}

void Cleaner::trimEdges()
{
    bool again = true;
    while (again && !m_view.isEmpty()) {
        again = false;
        const auto *front = std::find_if_not(m_view.begin(), m_view.end(), isBlank);
        if (front != m_view.begin()) {
            m_view = m_view.sliced(front - m_view.begin());
            note(Removal::Spaces);
        }
        qsizetype end = m_view.size();
        while (end > 0 && isBlank(m_view[end - 1]))
            --end;
        if (end != m_view.size()) {
            m_view.truncate(end);
            note(Removal::Spaces);
        }
        for (const Mark &mark : edgeMarks) {
            if (m_view.startsWith(mark.bytes)) {
                m_view = m_view.sliced(mark.bytes.size());
                note(mark.removal);
                again = true;
            }
            if (m_view.endsWith(mark.bytes)) {
                m_view.chop(mark.bytes.size());
                note(mark.removal);
                again = true;
            }
        }
    }
}

/// A token in JSON serialization is taken as it is: nothing inside it stands for it.
bool Cleaner::takeJsonToken()
{
    QList<transport::JsonToken> found = transport::jsonTokensIn(m_view);
    if (found.isEmpty() && m_view.contains("%22")) {
        QByteArray decoded = percentDecoded(m_view);
        found = transport::jsonTokensIn(decoded);
        if (!found.isEmpty()) {
            keep(std::move(decoded));
            note(Removal::PercentEncoding);
        }
    }
    if (found.isEmpty())
        return false;
    int count = static_cast<int>(found.size());
    qsizetype at = 0;
    for (const transport::JsonToken &token : std::as_const(found)) {
        if (token.begin >= at) // not another of the same string
            count += static_cast<int>(tokensIn(m_view.sliced(at, token.begin - at)).size());
        at = std::max(at, token.end);
    }
    count += static_cast<int>(tokensIn(m_view.sliced(at)).size());
    if (count > 1) {
        m_out.tokens = count;
        return true;
    }
    if (found.first().text != m_view) {
        const transport::JsonToken &token = found.first();
        // It stood in a JSON string.
        if (m_view.sliced(token.begin, token.end - token.begin) != token.text)
            note(Removal::JsonEscapes);
        noteAround(m_view.first(token.begin), m_view.sliced(token.end));
        keep(std::move(found.first().text));
    }
    m_out.isToken = true;
    return true;
}

void Cleaner::stripScheme()
{
    constexpr QByteArrayView field("authorization:");
    if (m_view.size() > field.size() && m_view.first(field.size()).compare(field, Qt::CaseInsensitive) == 0) {
        m_view = m_view.sliced(field.size());
        note(Removal::AuthorizationHeader);
        skipBlanks();
    }
    for (const Scheme &scheme : schemes) {
        const qsizetype size = scheme.name.size();
        if (m_view.size() > size && isBlank(m_view[size]) &&
            m_view.first(size).compare(scheme.name, Qt::CaseInsensitive) == 0) {
            m_view = m_view.sliced(size);
            m_out.scheme = QString::fromLatin1(scheme.name);
            note(scheme.removal);
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
        note(isQuote(m_view.front()) ? Removal::Quotes : Removal::Brackets);
        m_view = m_view.sliced(1);
    }
    while (!m_view.isEmpty() && (isQuote(m_view.back()) || isClosing(m_view.back()))) {
        note(isQuote(m_view.back()) ? Removal::Quotes : Removal::Brackets);
        m_view.chop(1);
    }
}

void Cleaner::stripPunctuation()
{
    while (!m_view.isEmpty() && (m_view.back() == ',' || m_view.back() == ';')) {
        m_view.chop(1);
        note(Removal::Punctuation);
    }
    // The second dot belongs to a token with an empty signature; only one more can be a sentence's.
    if (m_view.endsWith('.') && isTokenText(m_view) && m_view.count('.') == 3) {
        m_view.chop(1);
        note(Removal::Punctuation);
    }
}

/// Looks for the one token in the text, through whatever it travelled in.
void Cleaner::search()
{
    QList<transport::FoundToken> found = tokensIn(m_view);
    QList<transport::FoundToken> encoded;
    for (qsizetype i = 0; i < found.size();) {
        if (found.at(i).through.testFlag(transport::Transport::Base64))
            encoded.append(found.takeAt(i));
        else
            ++i;
    }
    if (found.size() > 1)
        m_out.tokens = static_cast<int>(found.size());
    else if (!found.isEmpty())
        take(std::move(found.first()));
    else if (encoded.size() == 1)
        m_out.encoded = std::move(encoded.first().token);
}

void Cleaner::take(transport::FoundToken &&found)
{
    const QByteArrayView before = m_view.first(found.place.offset);
    QByteArrayView after = m_view.sliced(found.end);
    if (!startsToken(before))
        return;
    QByteArray token = std::move(found.token);
    // A part of an address is all that stands between its slashes.
    const bool isSegment = found.isComplete && before.endsWith('/') && (after.startsWith('/') || after.startsWith('?'));
    if (!isSegment && !endsToken(after)) {
        qsizetype end = 0;
        while (end < after.size() && !endsToken(after.sliced(end)))
            ++end;
        token.append(after.first(end));
        after = after.sliced(end);
    }
    // What follows a token directly may be the rest of a damaged one; another line is not, where the token is complete.
    const bool isOtherLine = found.isComplete && (after.startsWith('\n') || after.startsWith('\r'));
    const bool isDamaged = before.isEmpty() && !after.isEmpty() && isBlank(after.front()) && !isOtherLine;
    if (isDamaged)
        return;
    m_out.isToken = true;
    m_out.extent = found.extent;
    noteAround(before, after);
    const bool isStop = m_view.first(found.end).endsWith('.') && !token.endsWith('.');
    if (isStop && m_view.first(found.end).endsWith(token + '.') && after.isEmpty())
        note(Removal::Punctuation);
    const bool isJson = m_out.removed.contains(Removal::Json);
    const Removals undone = removalsOf(found.through);
    for (const Removal removal : undone) {
        if (!isJson || removal != Removal::JsonEscapes)
            note(removal);
    }
    keep(std::move(token));
}

/// Names what is around the token: a scheme, or else the kind of text.
void Cleaner::noteAround(QByteArrayView before, QByteArrayView after)
{
    QByteArrayView rest = before;
    for (const QByteArrayView blank : {QByteArrayView("%2520"), QByteArrayView("%20"), QByteArrayView("+")}) {
        if (rest.endsWith(blank))
            rest.chop(blank.size());
    }
    rest = rest.trimmed();
    for (const Scheme &scheme : schemes) {
        const qsizetype size = scheme.name.size();
        if (rest.size() < size || rest.size() == before.size() ||
            rest.last(size).compare(scheme.name, Qt::CaseInsensitive) != 0)
            continue;
        m_out.scheme = QString::fromLatin1(scheme.name);
        if (rest.size() == size && after.isEmpty()) {
            note(scheme.removal);
            return;
        }
    }
    // Mail quoting is named by the line breaks it is at.
    if (before.trimmed().isEmpty() || QByteArrayView(">>>>>>>>").startsWith(before.trimmed()))
        before = {};
    if (before.isEmpty() && after.isEmpty())
        return;
    const QByteArrayView whole = m_view.trimmed();
    const qsizetype name = std::max({before.lastIndexOf('?'), before.lastIndexOf('&'), before.lastIndexOf('#')});
    const QByteArrayView parameter = before.sliced(name + 1);
    const bool isParameter =
        parameter.size() > 1 && parameter.indexOf('=') == parameter.size() - 1 && isTokenText(parameter.chopped(1));
    if (whole.startsWith('{') || whole.startsWith('['))
        note(Removal::Json);
    else
        note(isParameter ? Removal::Parameter : Removal::SurroundingText);
}

} // namespace

CleanedText cleanText(QByteArrayView text)
{
    if (text.size() > maxPastedText) {
        CleanedText out;
        out.tooLarge = true;
        return out;
    }
    auto wide = transport::WideInput::of(text);
    if (!wide)
        return Cleaner(text).run();
    QByteArray narrow = text.toByteArray();
    narrow.truncate(wide->narrow(narrow.data(), narrow.size()));
    const bool isMarked = narrow.startsWith('\xFF');
    CleanedText out = Cleaner(QByteArrayView(narrow).sliced(isMarked ? 1 : 0)).run();
    out.removed.prepend(Removal::Utf16);
    return out;
}

QList<transport::FoundToken> tokensIn(QByteArrayView text)
{
    QList<transport::FoundToken> found;
    transport::TokenScanner scanner(headerShape,
                                    [&found](transport::FoundToken &&token) { found.append(std::move(token)); });
    scanner.feed(text);
    scanner.finish();
    return found;
}

} // namespace gatehouse::inspector
