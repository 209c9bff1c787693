#include "models/shelf/RecentTokens.h"

namespace gatehouse::shelf {

using inspector::Form;

RecentTokens::RecentTokens(const QString &storePath, store::Custody &custody, base::RandomSource &random,
                           QObject *parent)
    : QObject(parent)
    , m_path(ShelfFolder::pathFor(storePath))
    , m_folder(std::make_shared<ShelfFolder>(m_path, custody, random))
{
}

void RecentTokens::post(Step step)
{
    const bool isPosted = m_thread.post([this, folder = m_folder, step = std::move(step)] {
        const base::Result<void> done = step(*folder);
        Shown shown{.on = folder->exists(), .entries = folder->entries(), .refused = folder->refused()};
        // What ends this object waits for the thread, and Qt drops what was posted to an object that is gone.
        QMetaObject::invokeMethod(
            this, [this, shown = std::move(shown), done] { show(shown, done); }, Qt::QueuedConnection);
    });
    if (!isPosted)
        Q_EMIT failed(
            {.code = base::ErrorCode::ThreadRefused, .step = base::ErrorStep::RunJob, .subject = {}, .detail = {}});
}

void RecentTokens::show(Shown shown, const base::Result<void> &done)
{
    if (shown != m_shown) {
        m_shown = std::move(shown);
        Q_EMIT changed();
    }
    if (!done)
        Q_EMIT failed(done.error());
}

void RecentTokens::load()
{
    post([](ShelfFolder &folder) { return folder.load(); });
}

void RecentTokens::switchOn()
{
    post([](ShelfFolder &folder) { return folder.create(); });
}

void RecentTokens::switchOff()
{
    post([](ShelfFolder &folder) { return folder.destroy(); });
}

void RecentTokens::keep(const inspector::TokenInspection &inspection, base::Instant now)
{
    const bool isToken =
        inspection.form == Form::Ok || inspection.form == Form::Repaired || inspection.form == Form::Encrypted;
    if (!m_shown.on || !isToken || inspection.token.isEmpty() || inspection.token.size() > longestKeptToken)
        return;
    post([entry = entryOf(inspection, now), token = base::Secret(QByteArrayView(inspection.token))](
             ShelfFolder &folder) { return folder.keep(entry, token); });
}

base::Job<base::Secret> RecentTokens::token(const QString &id)
{
    auto promise = std::make_shared<QPromise<base::Result<base::Secret>>>();
    promise->start();
    base::Job<base::Secret> job(promise->future());
    const bool isPosted = m_thread.post([folder = m_folder, promise, id] {
        promise->addResult(folder->token(id));
        promise->finish();
    });
    if (!isPosted)
        return base::Job<base::Secret>::ready(base::failure(base::ErrorCode::ThreadRefused, base::ErrorStep::RunJob));
    return job;
}

void RecentTokens::remove(const QString &id)
{
    post([id](ShelfFolder &folder) { return folder.remove(id); });
}

void RecentTokens::removeAll()
{
    post([](ShelfFolder &folder) { return folder.removeAll(); });
}

void RecentTokens::removeRefused()
{
    post([](ShelfFolder &folder) { return folder.removeRefused(); });
}

} // namespace gatehouse::shelf
