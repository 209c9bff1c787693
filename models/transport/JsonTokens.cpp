#include "models/transport/JsonTokens.h"

#include "models/transport/JsonSearch.h"

namespace gatehouse::transport {

QList<JsonToken> jsonTokensIn(QByteArrayView text)
{
    if (!text.contains('{'))
        return {};
    JsonSearch search;
    search.setText(text, true);
    search.finish();
    return std::move(search.found());
}

std::optional<JsonToken::Kind> jsonTokenKind(QByteArrayView text)
{
    if (!text.startsWith('{'))
        return std::nullopt;
    const QList<JsonToken> found = jsonTokensIn(text);
    if (found.size() != 1 || found.first().text != text)
        return std::nullopt;
    return found.first().kind;
}

} // namespace gatehouse::transport
