#include "models/trust/IssuerDesk.h"

#include "models/trust/IssuerFault.h"

#include <QPromise>
#include <QTimer>

#include <atomic>
#include <utility>

namespace gatehouse::trust {

using base::ErrorCode;
using base::ErrorStep;
using base::Job;
using base::Result;

namespace {

constexpr std::chrono::minutes watchEvery{5};

std::unexpected<base::Error> unknown(const QString &name)
{
    return unfit(ErrorStep::WriteIssuers, name, IssuerFault::Unknown);
}

template <typename T> std::pair<std::shared_ptr<QPromise<Result<T>>>, Job<T>> startedJob()
{
    auto promise = std::make_shared<QPromise<Result<T>>>();
    promise->start();
    Job<T> job(promise->future());
    return {std::move(promise), std::move(job)};
}

template <typename T> void finish(const std::shared_ptr<QPromise<Result<T>>> &promise, Result<T> result)
{
    promise->addResult(std::move(result));
    promise->finish();
}

/// What a change came to, and the book after it.
struct Changed
{
    KeyNews news;
    IssuerBook book;
};

} // namespace

IssuerDesk::IssuerDesk(const Parts &parts, QObject *parent)
    : QObject(parent)
    , m_parts(parts)
    , m_fetch(parts.http, parts.codec)
    , m_book(std::make_shared<const IssuerBook>())
{
}

IssuerDesk::~IssuerDesk() = default;

void IssuerDesk::take(IssuerBook book, qint64 job)
{
    // Jobs end in their order, and what they bring may overtake one another on its way here.
    if (job < m_taken)
        return;
    m_taken = job;
    m_book = std::make_shared<const IssuerBook>(std::move(book));
    Q_EMIT changed();
}

void IssuerDesk::setBusy(const QString &name, bool isBusy)
{
    if (isBusy)
        m_busy.insert(name);
    else
        m_busy.remove(name);
    Q_EMIT changed();
}

Job<void> IssuerDesk::load()
{
    const auto [reading, read] = startedJob<IssuerBook>();
    if (!m_thread.post([this, reading] { finish(reading, m_parts.storage.read()); }))
        finish(reading, Result<IssuerBook>(base::failure(ErrorCode::ThreadRefused, ErrorStep::ReadIssuers)));
    const auto [promise, job] = startedJob<void>();
    read.then(this, [this, promise, number = ++m_posted](Result<IssuerBook> book) {
        // Keys that somebody may have put there vouch for nothing.
        const bool isKept = !book && book.error().code == ErrorCode::ThreadRefused;
        if (!isKept)
            take(book ? *std::move(book) : IssuerBook(), number);
        if (!book)
            Q_EMIT unreadable(book.error());
        finish(promise, book ? Result<void>() : Result<void>(std::unexpected(book.error())));
    });
    return job;
}

Job<KeyNews> IssuerDesk::change(const QString &name, std::function<Result<KeyNews>(IssuerBook &)> how)
{
    const auto [writing, written] = startedJob<Changed>();
    setBusy(name, true);
    const bool isStarted = m_thread.post([this, writing, how = std::move(how)] {
        KeyNews news;
        auto book = m_parts.storage.change([&](IssuerBook &present) -> Result<void> {
            auto result = how(present);
            if (!result)
                return std::unexpected(result.error());
            news = *std::move(result);
            return {};
        });
        finish(writing, book ? Result<Changed>(Changed{.news = std::move(news), .book = *std::move(book)})
                             : Result<Changed>(std::unexpected(book.error())));
    });
    if (!isStarted)
        finish(writing, Result<Changed>(base::failure(ErrorCode::ThreadRefused, ErrorStep::WriteIssuers)));
    const auto [promise, job] = startedJob<KeyNews>();
    written.then(this, [this, promise, name, number = ++m_posted](Result<Changed> result) {
        m_busy.remove(name);
        if (!result) {
            Q_EMIT changed();
            return finish(promise, Result<KeyNews>(std::unexpected(result.error())));
        }
        take(std::move(result->book), number);
        finish(promise, Result<KeyNews>(std::move(result->news)));
    });
    return job;
}

Job<KeyNews> IssuerDesk::add(TrustedIssuer issuer, const QByteArray &file)
{
    // Before anything is fetched: what would be refused then is refused now.
    if (auto taken = IssuerBook(*m_book).add(issuer); !taken)
        return Job<KeyNews>::ready(std::unexpected(taken.error()));
    const QString name = issuer.name;
    const base::Instant now = m_parts.clock.now();
    const auto isCancelled = std::make_shared<std::atomic_bool>(false);
    const auto keep = [this, name, now, isCancelled](TrustedIssuer made, const jose::JwkSet &set) {
        return change(name,
                      [made = std::move(made), set, now, isCancelled](IssuerBook &book) mutable -> Result<KeyNews> {
                          if (*isCancelled)
                              return base::failure(ErrorCode::Cancelled, ErrorStep::WriteIssuers);
                          auto news = receiveKeys(made, set, now);
                          if (!news)
                              return news;
                          if (auto added = book.add(made); !added)
                              return std::unexpected(added.error());
                          return news;
                      });
    };
    if (!issuer.isFetched()) {
        const auto set = KeyFetch::read(issuer, file, m_parts.codec);
        if (!set)
            return Job<KeyNews>::ready(std::unexpected(set.error()));
        return keep(std::move(issuer), *set);
    }
    const auto [promise, running] = startedJob<KeyNews>();
    setBusy(name, true);
    const Job<jose::JwkSet> fetching = m_fetch.fetch(issuer);
    fetching.then(this, [this, promise, issuer, keep, isCancelled](const Result<jose::JwkSet> &set) {
        setBusy(issuer.name, false);
        if (!set)
            return finish(promise, Result<KeyNews>(std::unexpected(set.error())));
        keep(issuer, *set).then(this, [this, promise, isCancelled, name = issuer.name](Result<KeyNews> news) {
            // Written in the moment in which the person gave it up.
            if (news && *isCancelled)
                remove(name);
            finish(promise, std::move(news));
        });
    });
    return Job<KeyNews>(promise->future(), [isCancelled, fetching] {
        *isCancelled = true;
        fetching.cancel();
    });
}

Job<KeyNews> IssuerDesk::refresh(const QString &name)
{
    const TrustedIssuer *found = m_book->find(name);
    if (!found)
        return Job<KeyNews>::ready(unknown(name));
    if (!found->isFetched())
        return Job<KeyNews>::ready(unfit(ErrorStep::FetchKeys, name, IssuerFault::NotFetched));
    const auto [promise, job] = startedJob<KeyNews>();
    setBusy(name, true);
    m_fetch.fetch(*found).then(this, [this, promise, name](const Result<jose::JwkSet> &set) {
        setBusy(name, false);
        if (!set)
            return finish(promise, Result<KeyNews>(std::unexpected(set.error())));
        const auto receive = [name, set = *set, now = m_parts.clock.now()](IssuerBook &book) -> Result<KeyNews> {
            TrustedIssuer *issuer = book.find(name);
            if (!issuer)
                return unknown(name);
            return receiveKeys(*issuer, set, now);
        };
        change(name, receive).then(this, [promise](Result<KeyNews> news) { finish(promise, std::move(news)); });
    });
    return job;
}

Job<KeyNews> IssuerDesk::accept(const QString &name, const QString &print)
{
    return change(name, [name, print, now = m_parts.clock.now()](IssuerBook &book) -> Result<KeyNews> {
        TrustedIssuer *issuer = book.find(name);
        return issuer ? acceptWaiting(*issuer, print, now) : unknown(name);
    });
}

Job<void> IssuerDesk::remove(const QString &name)
{
    const auto [promise, job] = startedJob<void>();
    change(name, [name](IssuerBook &book) -> Result<KeyNews> {
        if (book.all.removeIf([&name](const TrustedIssuer &one) { return one.name == name; }) == 0)
            return unknown(name);
        return KeyNews();
    }).then(this, [promise](const Result<KeyNews> &news) {
        finish(promise, news ? Result<void>() : Result<void>(std::unexpected(news.error())));
    });
    return job;
}

void IssuerDesk::refreshDue()
{
    const base::Instant now = m_parts.clock.now();
    const std::shared_ptr<const IssuerBook> book = m_book;
    for (const TrustedIssuer &issuer : book->all) {
        if (!issuer.isDue(now) || isBusy(issuer.name))
            continue;
        // One that does not answer is asked no more often than the person said.
        const auto tried = m_tried.constFind(issuer.name);
        if (tried != m_tried.cend() && now - *tried < std::chrono::hours(issuer.refreshHours))
            continue;
        m_tried.insert(issuer.name, now);
        refresh(issuer.name).then(this, [this, name = issuer.name](const Result<KeyNews> &news) {
            if (!news || news->isUnexpected())
                Q_EMIT refreshedUnasked(name, news);
        });
    }
}

void IssuerDesk::watch()
{
    auto *timer = new QTimer(this);
    connect(timer, &QTimer::timeout, this, &IssuerDesk::refreshDue);
    timer->start(watchEvery);
    refreshDue();
}

} // namespace gatehouse::trust
