#pragma once

#include <QString>

#include <atomic>

namespace gatehouse::app::cli {

/// One line at the terminal that says what is going on, written over and over, and gone in the end. Nothing where
/// standard error is no terminal. show() is for any thread.
class ProgressLine
{
public:
    ProgressLine();
    ~ProgressLine();
    ProgressLine(const ProgressLine &) = delete;
    ProgressLine &operator=(const ProgressLine &) = delete;

    void show(const QString &text);

private:
    bool m_isTerminal;
    std::atomic<bool> m_isShown = false;
};

} // namespace gatehouse::app::cli
