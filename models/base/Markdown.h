#pragma once

#include <QString>

namespace gatehouse::base {

/// `text` inside a line or a table cell of Markdown (CommonMark with GitHub's tables): nothing in it is markup, a link,
/// a mention or HTML, nothing invisible is left, and it is one line of at most `most` characters.
QString markdownText(const QString &text, qsizetype most = 500);

} // namespace gatehouse::base
