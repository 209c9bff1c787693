#pragma once

#include <QByteArrayView>

namespace gatehouse::transport {

/// Where source code or a command line interrupts a long text: a string that goes on in another one (`"…" +` and so
/// on), or a mark at the end of a line, behind which the next one is indented: of a shell, cmd or PowerShell.
struct SourceBreak
{
    enum class State {
        None,
        Found,
        More, ///< the bytes end before this can be told
    };

    State state = State::None;
    qsizetype length = 0;          ///< up to where the text goes on
    bool isBetweenStrings = false; ///< otherwise it is a mark at the end of a line
    bool isSaid = false;           ///< by an operator: strings that are only near one another may be two
};

/// For text that ends at `at`. Looks at no more than longestSourceBreak bytes.
SourceBreak sourceBreakAt(const char *at, const char *end, bool isFinal);

inline constexpr qsizetype longestSourceBreak = 160;

} // namespace gatehouse::transport
