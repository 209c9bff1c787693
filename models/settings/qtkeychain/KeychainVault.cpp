#include "models/settings/qtkeychain/KeychainVault.h"

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusReply>
#include <QTimer>

#include <algorithm>
#include <atomic>
#include <qt6keychain/keychain.h>

namespace gatehouse::settings::qtkeychain {

using base::ErrorCode;
using base::failure;
using base::Job;
using base::Result;
using base::Secret;
using namespace Qt::StringLiterals;

namespace {

/// How our entries are grouped in the keychain.
QString service()
{
    return u"org.gatehouse.Gatehouse"_s;
}

/// Whether somebody on the session bus keeps secrets, or would be started to.
bool isKeychainThere()
{
    const QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected() || !bus.interface())
        return false;
    const QStringList names =
        bus.interface()->registeredServiceNames().value() + bus.interface()->activatableServiceNames().value();
    return std::ranges::any_of(names, [](const QString &name) {
        return name == "org.freedesktop.secrets"_L1 || name.startsWith("org.kde.kwalletd"_L1);
    });
}

base::Error errorOf(const QKeychain::Job &job, base::ErrorStep step, const QString &entry)
{
    ErrorCode code = ErrorCode::KeychainRefused;
    if (job.error() == QKeychain::NoBackendAvailable || job.error() == QKeychain::NotImplemented)
        code = ErrorCode::KeychainMissing;
    else if (job.error() == QKeychain::EntryNotFound)
        code = ErrorCode::KeychainMismatch;
    return {.code = code, .step = step, .subject = entry, .detail = job.errorString().left(200)};
}

} // namespace

/// Answered once, by whichever comes first: the keychain or the time limit.
template <typename T> class KeychainVault::Question
{
public:
    Question() { m_promise.start(); }

    void answer(Result<T> result)
    {
        if (m_isAnswered.exchange(true))
            return;
        m_promise.addResult(std::move(result));
        m_promise.finish();
    }
    QFuture<Result<T>> future() { return m_promise.future(); }

private:
    QPromise<Result<T>> m_promise;
    std::atomic<bool> m_isAnswered = false;
};

KeychainVault::KeychainVault(std::chrono::milliseconds limit, QObject *parent)
    : QObject(parent)
    , m_limit(limit)
{
}

KeychainVault::~KeychainVault()
{
    if (!m_thread)
        return;
    m_thread->quit();
    // A keychain that hangs must not hold up the end of the program: its thread is left to the system then.
    if (m_thread->wait(std::chrono::seconds(2)))
        delete m_thread;
}

template <typename T, typename Ask> Job<T> KeychainVault::ask(const QString &entry, Ask ask)
{
    if (!m_thread) {
        m_thread = new QThread;
        m_thread->setObjectName(u"keychain"_s);
        m_worker = new QObject;
        m_worker->moveToThread(m_thread);
        connect(m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
        m_thread->start();
    }
    const auto question = std::make_shared<Question<T>>();
    QTimer::singleShot(m_limit, this, [question, entry] {
        question->answer(failure(ErrorCode::KeychainSilent, base::ErrorStep::AskKeychain, entry));
    });
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, question, entry, ask = std::move(ask)] {
        if (isKeychainThere())
            ask(worker, question);
        else
            question->answer(failure(ErrorCode::KeychainMissing, base::ErrorStep::FindKeychain, entry));
    });
    return Job<T>(question->future());
}

Job<void> KeychainVault::probe()
{
    return ask<void>(service(), [](QObject *, const auto &question) { question->answer({}); });
}

Job<Secret> KeychainVault::read(const QString &entry)
{
    return ask<Secret>(entry, [entry](QObject *worker, const auto &question) {
        auto *job = new QKeychain::ReadPasswordJob(service(), worker);
        job->setInsecureFallback(false);
        job->setKey(entry);
        connect(job, &QKeychain::Job::finished, worker, [job, question, entry] {
            if (job->error() != QKeychain::NoError) {
                question->answer(std::unexpected(errorOf(*job, base::ErrorStep::ReadKeychain, entry)));
                return;
            }
            const QByteArray bytes = job->binaryData();
            question->answer(Secret(QByteArrayView(bytes)));
        });
        job->start();
    });
}

Job<void> KeychainVault::write(const QString &entry, const Secret &secret)
{
    return ask<void>(entry, [entry, secret](QObject *worker, const auto &question) {
        auto *job = new QKeychain::WritePasswordJob(service(), worker);
        job->setInsecureFallback(false);
        job->setKey(entry);
        job->setBinaryData(secret.bytes().toByteArray());
        connect(job, &QKeychain::Job::finished, worker, [job, question, entry] {
            question->answer(job->error() == QKeychain::NoError
                                 ? Result<void>()
                                 : std::unexpected(errorOf(*job, base::ErrorStep::WriteKeychain, entry)));
        });
        job->start();
    });
}

Job<void> KeychainVault::remove(const QString &entry)
{
    return ask<void>(entry, [entry](QObject *worker, const auto &question) {
        auto *job = new QKeychain::DeletePasswordJob(service(), worker);
        job->setInsecureFallback(false);
        job->setKey(entry);
        connect(job, &QKeychain::Job::finished, worker, [job, question, entry] {
            const bool isGone = job->error() == QKeychain::NoError || job->error() == QKeychain::EntryNotFound;
            question->answer(isGone ? Result<void>()
                                    : std::unexpected(errorOf(*job, base::ErrorStep::ClearKeychain, entry)));
        });
        job->start();
    });
}

} // namespace gatehouse::settings::qtkeychain
