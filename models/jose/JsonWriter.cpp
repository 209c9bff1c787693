#include "models/jose/StrictJson.h"

namespace gatehouse::jose {

namespace {

void writeString(QByteArray &out, const QString &string)
{
    out += '"';
    const QByteArray utf8 = string.toUtf8();
    const char *first = utf8.constData();
    const char *const end = first + utf8.size();
    for (const char *at = first; at < end; ++at) {
        const auto byte = static_cast<unsigned char>(*at);
        if (byte >= 0x20 && byte != '"' && byte != '\\')
            continue;
        out.append(first, at - first);
        first = at + 1;
        switch (byte) {
        case '"':
            out += "\\\"";
            break;
        case '\\':
            out += "\\\\";
            break;
        case '\b':
            out += "\\b";
            break;
        case '\f':
            out += "\\f";
            break;
        case '\n':
            out += "\\n";
            break;
        case '\r':
            out += "\\r";
            break;
        case '\t':
            out += "\\t";
            break;
        default:
            out += "\\u00";
            out += "0123456789abcdef"[byte >> 4];
            out += "0123456789abcdef"[byte & 0xFU];
            break;
        }
    }
    out.append(first, end - first);
    out += '"';
}

/// One line, or indented by two blanks a level.
class Writer
{
public:
    explicit Writer(bool indented)
        : m_indented(indented)
    {
    }

    void write(const JsonValue &value, int level)
    {
        switch (value.type) {
        case JsonValue::Type::Null:
            m_out += "null";
            break;
        case JsonValue::Type::False:
            m_out += "false";
            break;
        case JsonValue::Type::True:
            m_out += "true";
            break;
        case JsonValue::Type::Number:
            m_out += value.number;
            break;
        case JsonValue::Type::String:
            writeString(m_out, value.string);
            break;
        case JsonValue::Type::Array:
            writeList(value.elements, level, '[', ']', [&](const JsonValue &element) { write(element, level + 1); });
            break;
        case JsonValue::Type::Object:
            writeList(value.members, level, '{', '}', [&](const JsonMember &member) {
                writeString(m_out, member.name);
                m_out += m_indented ? ": " : ":";
                write(member.value, level + 1);
            });
            break;
        }
    }

    QByteArray take() { return std::move(m_out); }

private:
    template <typename Item, typename Write>
    void writeList(const QList<Item> &items, int level, char open, char close, Write writeItem)
    {
        m_out += open;
        bool first = true;
        for (const Item &item : items) {
            if (!first)
                m_out += ',';
            first = false;
            newLine(level + 1);
            writeItem(item);
        }
        if (!first)
            newLine(level);
        m_out += close;
    }

    void newLine(int level)
    {
        if (!m_indented)
            return;
        m_out += '\n';
        m_out.append(qsizetype{2} * level, ' ');
    }

    bool m_indented;
    QByteArray m_out;
};

} // namespace

bool JsonValue::operator==(const JsonValue &) const = default;

const JsonValue *JsonValue::member(QStringView name) const
{
    for (const JsonMember &candidate : members) {
        if (candidate.name == name)
            return &candidate.value;
    }
    return nullptr;
}

QByteArray JsonValue::toJson() const
{
    Writer writer(false);
    writer.write(*this, 0);
    return writer.take();
}

QByteArray JsonValue::toIndentedJson() const
{
    Writer writer(true);
    writer.write(*this, 0);
    return writer.take();
}

} // namespace gatehouse::jose
