#include "app/cli/Output.h"

#include "app/cli/ManagementJson.h"
#include "models/base/Text.h"
#include "ui/text/ErrorText.h"
#include "ui/text/RefusalText.h"

#include <algorithm>

namespace gatehouse::app::cli {

using namespace Qt::StringLiterals;

namespace {

/// No line of ours is near this; a hostile value may be, and is cut.
constexpr qsizetype lineLimit = 8192;
constexpr qsizetype labelWidth = 16;

void appendEscape(QByteArray &out, char16_t unit)
{
    out += "\\u" + QByteArray::number(unit, 16).rightJustified(4, '0');
}

} // namespace

Output::Output(bool json, std::FILE *out, std::FILE *err)
    : m_json(json)
    , m_out(out)
    , m_err(err)
{
}

void Output::write(std::FILE *file, const QString &line)
{
    const QByteArray bytes = base::visibleText(line, lineLimit).toUtf8() + '\n';
    std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), file);
}

void Output::line(const QString &text)
{
    if (!m_json)
        write(m_out, text);
}

void Output::field(const QString &label, const QString &value)
{
    line(u"  "_s + (label + u':').leftJustified(labelWidth) + u' ' + value);
}

void Output::table(const QStringList &headers, const QList<QStringList> &rows)
{
    if (m_json)
        return;
    // Widths are those of the text as it will be shown, escapes included.
    QList<QStringList> cells{headers};
    for (const QStringList &row : rows) {
        QStringList shown;
        for (const QString &cell : row)
            shown.append(base::visibleText(cell, 200));
        cells.append(shown);
    }
    QList<qsizetype> widths(headers.size(), 0);
    for (const QStringList &row : std::as_const(cells)) {
        for (qsizetype i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], row[i].size());
    }
    for (const QStringList &row : std::as_const(cells)) {
        QString text;
        for (qsizetype i = 0; i < row.size(); ++i)
            text += i + 1 < row.size() ? row[i].leftJustified(widths[i] + 2) : row[i];
        while (text.endsWith(u' '))
            text.chop(1);
        write(m_out, text);
    }
}

void Output::document(const QByteArray &bytes)
{
    if (!m_json)
        std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), m_out);
}

void Output::json(const jose::JsonValue &value)
{
    if (!m_json)
        return;
    const QByteArray bytes = terminalSafeJson(value.toIndentedJson()) + '\n';
    std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), m_out);
}

void Output::note(const QString &text)
{
    std::fflush(m_out);
    write(m_err, text);
}

void Output::refusal(const store::Refusal &refusal)
{
    const QString sentence = ui::text::refusalText(refusal);
    if (!m_json) {
        note(u"gatehouse: "_s + sentence);
        return;
    }
    jose::JsonValue object = json::object();
    if (const auto *violation = std::get_if<domain::Violation>(&refusal)) {
        json::add(object, "error", json::string(u"violation"_s));
        json::add(object, "field", json::string(domain::fieldName(violation->field)));
        json::add(object, "rule", json::string(domain::ruleName(violation->rule)));
        if (!violation->nearest.isEmpty())
            json::add(object, "nearest", json::string(violation->nearest));
    } else {
        json::add(object, "error", json::string(base::errorName(std::get<base::Error>(refusal).code)));
    }
    json::add(object, "message", json::string(sentence));
    const QByteArray bytes = terminalSafeJson(object.toJson()) + '\n';
    std::fflush(m_out);
    std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), m_err);
}

void Output::flush()
{
    std::fflush(m_out);
}

QByteArray terminalSafeJson(const QByteArray &json)
{
    const bool isPlain = std::ranges::all_of(json, [](char c) { return static_cast<unsigned char>(c) < 0x7f; });
    if (isPlain)
        return json;
    QByteArray out;
    out.reserve(json.size());
    const QString text = QString::fromUtf8(json);
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar unit = text[i];
        if (unit.unicode() < 0x7f) {
            out += static_cast<char>(unit.unicode());
            continue;
        }
        const qsizetype length = unit.isHighSurrogate() && i + 1 < text.size() ? 2 : 1;
        const QStringView character = QStringView(text).sliced(i, length);
        if (base::visibleText(character) == character) {
            out += character.toUtf8();
        } else {
            for (const QChar part : character)
                appendEscape(out, part.unicode());
        }
        i += length - 1;
    }
    return out;
}

} // namespace gatehouse::app::cli
