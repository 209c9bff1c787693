#include "app/cli/ProgressLine.h"

#include "models/base/Descriptor.h"
#include "models/base/Text.h"

#include <unistd.h>

namespace gatehouse::app::cli {

namespace {

constexpr qsizetype width = 78;
/// Back to the beginning of the line, and everything on it away (ECMA-48 EL).
constexpr const char *clearLine = "\r\x1b[K";

} // namespace

ProgressLine::ProgressLine()
    : m_isTerminal(::isatty(STDERR_FILENO) != 0)
{
}

ProgressLine::~ProgressLine()
{
    if (m_isShown)
        base::writeAll(STDERR_FILENO, clearLine);
}

void ProgressLine::show(const QString &text)
{
    if (!m_isTerminal)
        return;
    m_isShown = true;
    base::writeAll(STDERR_FILENO, clearLine + base::visibleText(text, width).toUtf8());
}

} // namespace gatehouse::app::cli
