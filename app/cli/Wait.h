#pragma once

#include "models/base/Job.h"

#include <QEventLoop>

#include <optional>

namespace gatehouse::app::cli {

/// The answer of a job, waited for with a local event loop, which only a program without a window may do.
template <typename T> base::Result<T> wait(const base::Job<T> &job)
{
    QEventLoop loop;
    std::optional<base::Result<T>> result;
    job.then(&loop, [&loop, &result](base::Result<T> done) {
        result = std::move(done);
        loop.quit();
    });
    // A job that was over before is told of at once, and a loop that quits before it runs would never end.
    if (!result)
        loop.exec();
    return *std::move(result);
}

} // namespace gatehouse::app::cli
