#pragma once

#include "models/base/Result.h"

#include <QFuture>
#include <QObject>
#include <QPointer>
#include <QPromise>

#include <functional>
#include <memory>
#include <type_traits>
#include <utility>

namespace gatehouse::base {

/// Work under way: the future of a Result and a cancel that reaches the source, since cancelling a continuation does
/// not cancel what is above it in Qt 6.8. Copies speak of the same work. Dropping a job neither stops nor waits for it.
template <typename T> class Job
{
public:
    using Value = Result<T>;

    Job() = default;
    explicit Job(QFuture<Value> future, std::function<void()> cancel = {})
        : m_future(std::move(future))
        , m_cancel(std::move(cancel))
    {
    }

    /// A job that is already done.
    static Job ready(Value value)
    {
        QPromise<Value> promise;
        promise.start();
        promise.addResult(std::move(value));
        promise.finish();
        return Job(promise.future());
    }

    /// Calls `deliver(Result<T>)` in the thread of `context`, once, unless `context` dies first. Work that was
    /// cancelled or dropped without a result is delivered as ErrorCode::Cancelled.
    template <typename Context, typename Deliver> void then(Context *context, Deliver deliver) const
    {
        static_assert(std::is_base_of_v<QObject, Context>);
        // Qt skips the continuation of a cancelled future whatever it takes, so both ends need a handler.
        const auto shared = std::make_shared<Deliver>(std::move(deliver));
        QFuture<Value> future = m_future;
        future.then(context, [shared](QFuture<Value> done) { (*shared)(done.takeResult()); })
            .onCanceled(context, [shared, alive = QPointer<QObject>(context)] {
                // A dying context cancels the continuation too, and must not be called then. A widget says that it dies
                // before a QPointer knows; what is posted to it is dropped with it.
                if (alive) {
                    QMetaObject::invokeMethod(
                        alive.data(), [shared] { (*shared)(Value(failure(ErrorCode::Cancelled, ErrorStep::RunJob))); },
                        Qt::QueuedConnection);
                }
            });
    }

    void cancel() const
    {
        if (m_cancel)
            m_cancel();
    }

    bool isFinished() const { return m_future.isFinished(); }
    bool isValid() const { return m_future.isValid(); }

private:
    QFuture<Value> m_future;
    std::function<void()> m_cancel;
};

} // namespace gatehouse::base
