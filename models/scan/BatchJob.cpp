#include "models/scan/BatchJob.h"

#include "models/scan/Parallel.h"

#include <QBuffer>
#include <QDeadlineTimer>
#include <QFileInfo>

#include <system_error>

namespace gatehouse::scan {

namespace {

/// Often enough for a bar to move smoothly.
constexpr std::chrono::milliseconds betweenReports{100};

} // namespace

BatchJob::BatchJob(const inspector::TokenInspector &inspector, BatchInspection::MakePolicy makePolicy,
                   std::shared_ptr<const transport::Containers> containers, QObject *parent)
    : QObject(parent)
    , m_inspector(inspector)
    , m_makePolicy(std::move(makePolicy))
    , m_containers(std::move(containers))
{
}

BatchJob::~BatchJob() = default;

void BatchJob::start(QList<Source> sources, qsizetype rowLimit)
{
    ++m_run;
    m_isRunning = true;
    // Assigning stops and joins the one before.
    try {
        m_thread = std::jthread([this, sources = std::move(sources), rowLimit,
                                 run = m_run](const std::stop_token &stop) { work(stop, sources, rowLimit, run); });
    } catch (const std::system_error &) {
        post(m_run, [this] {
            m_isRunning = false;
            Q_EMIT finished(std::make_shared<const BatchResult>(), base::Error{.code = base::ErrorCode::ThreadRefused,
                                                                               .step = base::ErrorStep::Scan,
                                                                               .subject = {},
                                                                               .detail = {}});
        });
    }
}

void BatchJob::cancel()
{
    m_thread.request_stop();
}

/// Delivers in this object's thread, unless another run was begun meanwhile.
void BatchJob::post(int run, std::function<void()> deliver)
{
    QMetaObject::invokeMethod(
        this,
        [this, run, deliver = std::move(deliver)] {
            if (run == m_run)
                deliver();
        },
        Qt::QueuedConnection);
}

void BatchJob::work(const std::stop_token &stop, const QList<Source> &sources, qsizetype rowLimit, int run)
{
    QDeadlineTimer nextReport(0);
    BatchInspection batch(m_inspector, m_makePolicy,
                          {.threads = processorCount(),
                           .rowLimit = rowLimit,
                           .stop = stop,
                           .containers = m_containers.get(),
                           .progress = [&](const BatchProgress &progress) {
                               if (!nextReport.hasExpired())
                                   return;
                               nextReport.setRemainingTime(betweenReports);
                               post(run, [this, progress] { Q_EMIT progressed(progress); });
                           }});
    for (const Source &source : sources)
        batch.expect(source.text ? source.text->size() : QFileInfo(source.name).size());
    std::optional<base::Error> error;
    for (const Source &source : sources) {
        base::Result<void> added;
        if (source.text) {
            QBuffer buffer;
            buffer.setData(*source.text);
            buffer.open(QIODevice::ReadOnly);
            added = batch.addDevice(source.name, buffer);
        } else {
            added = batch.addFile(source.name);
        }
        if (!added && !error)
            error = added.error();
        if (stop.stop_requested())
            break;
    }
    const auto result = std::make_shared<const BatchResult>(batch.take());
    post(run, [this, result, error] {
        m_isRunning = false;
        Q_EMIT progressed(result->progress);
        Q_EMIT finished(result, error);
    });
}

} // namespace gatehouse::scan
