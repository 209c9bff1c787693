#include "app/start/Memory.h"

#include <cstdlib>
#include <exception>
#include <new>
#include <string_view>
#include <unistd.h>

namespace gatehouse::app::start {

namespace {

[[noreturn]] void giveUp()
{
    constexpr std::string_view sentence =
        "gatehouse: There is not enough memory to finish. Free some, check what was saved, and try again.\n";
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, sentence.data(), sentence.size());
    ::_exit(1);
}

} // namespace

void reportMissingMemory()
{
    std::set_new_handler(giveUp);
    // Qt throws for what it allocates itself, and from within a slot nobody catches.
    std::set_terminate([] {
        if (const std::exception_ptr thrown = std::current_exception()) {
            try {
                std::rethrow_exception(thrown);
            } catch (const std::bad_alloc &) {
                giveUp();
            } catch (...) { // as it would have ended without us
                std::abort();
            }
        }
        std::abort();
    });
}

} // namespace gatehouse::app::start
