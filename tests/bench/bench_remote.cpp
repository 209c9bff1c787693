// What a large tenant elsewhere costs: 1,000 APIs of 50 scopes, 500 clients, 5,000 grants, read over HTTP from
// Gatehouse's own Management API at the usual pace.
//
//   bench_remote [REQUESTS_PER_SECOND]

#include "models/store/remote/KeptTenant.h"
#include "models/store/remote/ManagementBackend.h"
#include "tests/server/ManagementWorld.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>

#include <cstdio>

using namespace gatehouse;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

namespace {

constexpr int apis = 1000;
constexpr int scopesEach = 50;
constexpr int clients = 500;
constexpr int grantsEach = 10;

double megabytes(const char *what)
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArrayList lines = status.readAll().split('\n'); const QByteArray &line : lines) {
        if (line.startsWith(what))
            return line.simplified().split(' ').value(1).toDouble() / 1024;
    }
    return 0;
}

void fill(store::StoreSnapshot &tenant)
{
    for (int i = 0; i < apis; ++i) {
        domain::ResourceServer api;
        api.id = domain::ResourceServerId(u"%1"_s.arg(i + 0x1000, 24, 16, QChar(u'0')));
        api.name = u"API number %1"_s.arg(i);
        api.identifier = u"https://api-%1.example.com/"_s.arg(i);
        for (int scope = 0; scope < scopesEach; ++scope)
            api.scopes.append({u"read:thing-%1"_s.arg(scope), u"May read the thing with number %1"_s.arg(scope)});
        tenant.resourceServers.append(api);
    }
    for (int i = 0; i < clients; ++i) {
        domain::ClientApplication client;
        client.id = domain::ClientId(u"%1"_s.arg(i, 32, 10, QChar(u'c')));
        client.name = u"Client number %1"_s.arg(i);
        tenant.clients.append(client);
        for (int j = 0; j < grantsEach; ++j) {
            domain::ClientGrant grant;
            grant.id = domain::ClientGrantId(u"cgr_%1_%2"_s.arg(QString::number(i), QString::number(j)));
            grant.clientId = client.id;
            grant.resourceServerId = tenant.resourceServers.at((i * grantsEach + j) % apis + 2).id;
            grant.scopes = {u"read:thing-1"_s, u"read:thing-2"_s};
            tenant.grants.append(grant);
        }
    }
    tenant.sort();
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const int perSecond = argc > 1 ? QByteArray(argv[1]).toInt() : store::remote::RequestPace::usualPerSecond;
    ManagementWorld world;
    world.edit(fill);
    const double before = megabytes("VmRSS");
    const base::SystemClock clock;
    base::SystemRandom random;
    store::remote::RemoteCustody custody;
    store::remote::ManagementBackend backend(
        {.address = *store::remote::TenantAddress::parse(world.server.issuer()),
         .login = store::remote::ClientCredentials{.clientId = QString(TokenTenant::alpha),
                                                   .secret = base::Secret(
                                                       QByteArrayView(QString(TokenTenant::alphaSecret).toLatin1()))},
         .requestsPerSecond = perSecond},
        clock, random, custody);
    QElapsedTimer timer;
    std::atomic<qint64> firstPart = -1;
    backend.setPartListener([&](const store::StoreSnapshot &) {
        if (firstPart < 0)
            firstPart = timer.elapsed();
    });
    const qint64 served = world.server.servedRequests();
    timer.start();
    backend.load().then(&application, [&](const base::Result<store::StoreSnapshot> &tenant) {
        const qint64 all = timer.elapsed();
        if (!tenant)
            qFatal("not read: %s %s", qPrintable(base::errorName(tenant.error().code)),
                   qPrintable(tenant.error().detail));
        std::printf("%lld APIs, %lld clients, %lld grants at %d requests/s\n", tenant->resourceServers.size(),
                    tenant->clients.size(), tenant->grants.size(), perSecond);
        std::printf("first usable page %lld ms, all %lld ms, %lld requests\n", firstPart.load(), all,
                    world.server.servedRequests() - served);
        std::printf("memory %.0f MB more (server in the same process), peak %.0f MB\n", megabytes("VmRSS") - before,
                    megabytes("VmHWM"));
        timer.restart();
        const QByteArray json = store::remote::toJson({.tenant = *tenant, .at = clock.now()});
        const qint64 written = timer.restart();
        const QByteArray packed = qCompress(json, 1);
        const qint64 compressed = timer.restart();
        const auto kept = store::remote::keptTenantOf(qUncompress(packed));
        std::printf("kept copy: %.1f MB of JSON in %lld ms, %.1f MB packed in %lld ms, read in %lld ms, %s\n",
                    double(json.size()) / 1e6, written, double(packed.size()) / 1e6, compressed, timer.elapsed(),
                    kept && kept->tenant == *tenant ? "the same" : "ANOTHER");
        QCoreApplication::quit();
    });
    return QCoreApplication::exec();
}
