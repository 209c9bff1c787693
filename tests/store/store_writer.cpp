// A process that writes to a store until it is killed or its time is up; tst_store_StoreProcesses starts it.
//
//   store_writer FILE acknowledge SEED           prints "try REVISION DIGEST" before and "done REVISION DIGEST" after
//   each commit store_writer FILE race SEED MILLISECONDS     two connections write at once; prints "commits N", or what
//   went wrong

#include "models/store/sql/SqlBackend.h"
#include "tests/store/RandomChanges.h"

#include <QElapsedTimer>

#include <unistd.h>

using namespace gatehouse;
using namespace gatehouse::tests;
using store::StoreSnapshot;
using namespace Qt::StringLiterals;

namespace {

const store::Author author{u"child"_s, u"test"_s};

/// Unbuffered: what is printed has been said, even if the next instruction is the last.
void say(const char *word, qint64 revision, const QByteArray &digestText)
{
    const QByteArray line = QByteArray(word) + ' ' + QByteArray::number(revision) + ' ' + digestText + '\n';
    if (::write(STDOUT_FILENO, line.constData(), static_cast<std::size_t>(line.size())) < 0)
        ::_exit(3);
}

int fail(const base::Error &error)
{
    qWarning("error %s %s %s", qPrintable(base::errorName(error.code)),
             QMetaEnum::fromType<base::ErrorStep>().valueToKey(static_cast<int>(error.step)), qPrintable(error.detail));
    return 1;
}

int acknowledge(const QString &path, quint32 seed)
{
    const base::SystemClock clock;
    store::sql::SqlBackend backend(path, clock);
    RandomChanges random(seed);
    auto tenant = await(backend.load());
    while (tenant) {
        const domain::ChangeSet changes = random.next(*tenant);
        say("try", tenant->revision + 1, digest(tenant->applied(changes)));
        tenant = await(backend.commit(changes, author));
        if (tenant)
            say("done", tenant->revision, digest(*tenant));
    }
    return fail(tenant.error());
}

int race(const QString &path, quint32 seed, qint64 milliseconds)
{
    const base::SystemClock clock;
    store::sql::SqlBackend one(path, clock);
    store::sql::SqlBackend two(path, clock);
    RandomChanges random(seed);
    auto tenant = await(one.load());
    if (!tenant)
        return fail(tenant.error());
    StoreSnapshot known = *tenant;
    int commits = 0;
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < milliseconds) {
        const auto first = one.commit(random.next(known), author);
        const auto second = two.commit(random.next(known), author);
        for (const auto &job : {first, second}) {
            const auto result = await(job);
            // Two writers may well want two things of one object; "the store is busy" is what nobody may ever see.
            if (!result && result.error().code != base::ErrorCode::Conflict &&
                result.error().code != base::ErrorCode::Refused)
                return fail(result.error());
            if (result)
                ++commits;
        }
        tenant = await(one.load());
        if (!tenant)
            return fail(tenant.error());
        known = *tenant;
    }
    say("commits", commits, {});
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const QString path = arguments.value(1);
    const quint32 seed = arguments.value(3).toUInt();
    if (arguments.value(2) == "acknowledge"_L1)
        return acknowledge(path, seed);
    return race(path, seed, arguments.value(4).toLongLong());
}
