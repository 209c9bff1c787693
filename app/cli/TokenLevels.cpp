#include "app/cli/TokenLevels.h"

#include "app/cli/InspectionJson.h"
#include "app/cli/InspectionLines.h"
#include "app/cli/ManagementJson.h"

#include <algorithm>

namespace gatehouse::app::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostLevels = 8;
constexpr int mostTokens = 64;

TokenLevel levelOf(const TokenLevel::Inspect &inspect, const QByteArray &token, int depth, int &left)
{
    --left;
    TokenLevel level;
    level.inspection = inspect(token);
    const auto add = [&](std::vector<TokenLevel> &to, const QByteArray &inner) {
        level.isCut = level.isCut || depth == mostLevels || left == 0;
        if (!level.isCut)
            to.push_back(levelOf(inspect, inner, depth + 1, left));
    };
    if (!level.inspection.nested.isEmpty())
        add(level.content, level.inspection.nested);
    for (const QByteArray &inner : std::as_const(level.inspection.embedded))
        add(level.embedded, inner);
    return level;
}

} // namespace

TokenLevel TokenLevel::make(const Inspect &inspect, const QByteArray &token, bool isNested)
{
    if (!isNested)
        return {.inspection = inspect(token), .content = {}, .embedded = {}};
    int left = mostTokens;
    return levelOf(inspect, token, 1, left);
}

bool TokenLevel::isCutAnywhere() const
{
    return isCut || std::ranges::any_of(content, &TokenLevel::isCutAnywhere) ||
           std::ranges::any_of(embedded, &TokenLevel::isCutAnywhere);
}

bool TokenLevel::isVerified() const
{
    // What is in an envelope that nobody could sign is for its own signature to tell.
    const bool isEnvelope = inspection.reason == inspector::Reason::Decrypted || inspection.hasValidSignature();
    const bool isOwn = content.empty() ? inspection.isVerified() : isEnvelope;
    return isOwn && !isCut && std::ranges::all_of(content, &TokenLevel::isVerified) &&
           std::ranges::all_of(embedded, &TokenLevel::isVerified);
}

jose::JsonValue TokenLevel::toJson() const
{
    jose::JsonValue object = json::object();
    addInspection(object, inspection);
    if (!content.empty())
        json::add(object, "nested", content.front().toJson());
    if (!embedded.empty()) {
        jose::JsonValue list = json::array();
        for (const TokenLevel &one : embedded)
            list.elements.append(one.toJson());
        json::add(object, "embedded", list);
    }
    return object;
}

void TokenLevel::tell(Output &out, base::Instant now) const
{
    tellInspection(out, inspection, now);
    for (const TokenLevel &one : content) {
        out.line();
        out.line(u"The token inside it"_s);
        one.tell(out, now);
    }
    for (std::size_t i = 0; i < embedded.size(); ++i) {
        out.line();
        out.line(u"Token %1 of %2 in its claims or header"_s.arg(i + 1).arg(embedded.size()));
        embedded[i].tell(out, now);
    }
}

} // namespace gatehouse::app::cli
