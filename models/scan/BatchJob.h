#pragma once

#include "models/scan/BatchInspection.h"

#include <QObject>

#include <memory>
#include <thread>

namespace gatehouse::scan {

/// A batch in the background, for whoever has an event loop. One run at a time; dropped when this goes, which waits for
/// the piece under way.
class BatchJob : public QObject
{
    Q_OBJECT

public:
    /// A file, or a text that was pasted.
    struct Source
    {
        QString name;
        std::optional<QByteArray> text = {}; ///< else a file of that name is read
    };

    /// `inspector` outlives this, and so does what the policy refers to; the policy is made in other threads.
    BatchJob(const inspector::TokenInspector &inspector, BatchInspection::MakePolicy makePolicy,
             std::shared_ptr<const transport::Containers> containers = {}, QObject *parent = nullptr);
    ~BatchJob() override;

    /// Stops a run under way and begins another.
    void start(QList<Source> sources, qsizetype rowLimit = 1000000);
    /// The run ends soon, with what it has.
    void cancel();
    bool isRunning() const { return m_isRunning; }

Q_SIGNALS:
    /// Some times a second, and once at the end.
    void progressed(const gatehouse::scan::BatchProgress &progress);
    /// Once a run: what it came to, complete or not, and the first error (Cancelled, FileUnreadable).
    void finished(const std::shared_ptr<const gatehouse::scan::BatchResult> &result,
                  const std::optional<gatehouse::base::Error> &error);

private:
    void work(const std::stop_token &stop, const QList<Source> &sources, qsizetype rowLimit, int run);
    void post(int run, std::function<void()> deliver);

    const inspector::TokenInspector &m_inspector;
    BatchInspection::MakePolicy m_makePolicy;
    std::shared_ptr<const transport::Containers> m_containers;
    int m_run = 0;
    bool m_isRunning = false;
    std::jthread m_thread; // last: joined before anything it uses goes
};

} // namespace gatehouse::scan
