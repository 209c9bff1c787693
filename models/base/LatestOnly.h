#pragma once

#include "models/base/Job.h"

namespace gatehouse::base {

/// Starts one job after another and delivers only the result of the newest: a run that a second click overtook is
/// cancelled and never heard of again.
template <typename T> class LatestOnly
{
public:
    template <typename Context, typename Deliver> void start(const Job<T> &job, Context *context, Deliver deliver)
    {
        cancel();
        const auto ticket = std::make_shared<bool>(true);
        m_ticket = ticket;
        m_job = job;
        job.then(context, [ticket, deliver = std::move(deliver)](Result<T> result) mutable {
            if (*ticket)
                deliver(std::move(result));
        });
    }

    void cancel()
    {
        if (m_ticket)
            *m_ticket = false;
        m_job.cancel();
        m_ticket.reset();
        m_job = {};
    }

private:
    std::shared_ptr<bool> m_ticket;
    Job<T> m_job;
};

} // namespace gatehouse::base
