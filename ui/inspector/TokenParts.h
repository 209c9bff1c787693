#pragma once

#include "models/inspector/TokenInspection.h"

#include <QList>
#include <QString>

#include <optional>

namespace gatehouse::ui::inspection {

/// A run of characters in the text a person pasted, and which part of the token it belongs to.
struct TokenPart
{
    enum class Kind { Header, Payload, Signature, Fault };

    Kind kind = Kind::Header;
    qsizetype start = 0;
    qsizetype length = 0;

    bool operator==(const TokenPart &) const = default;
};

/// Where the parts of the judged token stand in `text`, which may hold more than the token: a prefix, quotes,
/// line breaks. A fault names the very character that is not allowed. Empty when the text holds no token.
QList<TokenPart> tokenParts(const QString &text, const inspector::TokenInspection &inspection);

/// The first fault of the parts, if there is one.
std::optional<TokenPart> faultOf(const QList<TokenPart> &parts);

} // namespace gatehouse::ui::inspection
