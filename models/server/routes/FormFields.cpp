#include "models/server/routes/FormFields.h"

#include "models/base/Secret.h"
#include "models/base/Text.h"

#include <QStringDecoder>

namespace gatehouse::server::routes {

namespace {

/// application/x-www-form-urlencoded, strictly: a percent sign that starts no escape is an error, not a percent sign.
std::optional<QByteArray> percentDecoded(QByteArrayView text)
{
    QByteArray out;
    out.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            out += text[i] == '+' ? ' ' : text[i];
            continue;
        }
        const int high = i + 2 < text.size() ? base::hexDigit(text[i + 1]) : -1;
        const int low = i + 2 < text.size() ? base::hexDigit(text[i + 2]) : -1;
        if (high < 0 || low < 0)
            return std::nullopt;
        out += static_cast<char>(high * 16 + low);
        i += 2;
    }
    return out;
}

} // namespace

std::optional<QString> strictUtf8(QByteArrayView bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringConverter::Flag::Stateless);
    QString text = decoder(bytes);
    if (decoder.hasError() || text.contains(QChar(0)))
        return std::nullopt;
    return text;
}

std::optional<QString> formDecoded(QByteArrayView text)
{
    auto bytes = percentDecoded(text);
    if (!bytes)
        return std::nullopt;
    auto decoded = strictUtf8(*bytes);
    base::wipe(bytes->data(), static_cast<std::size_t>(bytes->size()));
    return decoded;
}

std::expected<QList<FormField>, FormFault> formFields(QByteArrayView text)
{
    QList<FormField> fields;
    qsizetype from = 0;
    while (from < text.size()) {
        qsizetype to = text.indexOf('&', from);
        if (to < 0)
            to = text.size();
        const QByteArrayView pair = text.sliced(from, to - from);
        from = to + 1;
        if (pair.isEmpty())
            continue;
        const qsizetype equals = pair.indexOf('=');
        auto name = formDecoded(equals < 0 ? pair : pair.first(equals));
        auto value = equals < 0 ? std::optional(QString()) : formDecoded(pair.sliced(equals + 1));
        if (!name || !value)
            return std::unexpected(FormFault::Malformed);
        if (fields.size() == maxParameters)
            return std::unexpected(FormFault::TooMany);
        fields.append({*std::move(name), *std::move(value)});
    }
    return fields;
}

} // namespace gatehouse::server::routes
