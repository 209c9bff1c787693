#include "models/scan/Parallel.h"

#include <algorithm>
#include <atomic>
#include <system_error>
#include <thread>
#include <vector>

namespace gatehouse::scan {

void forEachIndex(qsizetype count, int threads, const std::function<void(qsizetype index)> &work)
{
    std::atomic<qsizetype> next = 0;
    const auto run = [&] {
        for (qsizetype index = next++; index < count; index = next++)
            work(index);
    };
    std::vector<std::jthread> others;
    try {
        for (qsizetype i = 1; i < std::min<qsizetype>(threads, count); ++i)
            others.emplace_back(run);
    } catch (const std::system_error &) { // the system gives no more: those that are there do it all
    }
    run();
}

int processorCount()
{
    return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

} // namespace gatehouse::scan
