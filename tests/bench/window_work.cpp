// window_work: what a person waits for in the window with much in it, in frames. A hundred thousand tokens filtered and
// sorted, a palette over ten thousand objects, and each page of a tenant of 1,000 APIs, 500 clients and 5,000 grants.
//
// A frame is one turn of the event loop: the longest one after a key or a click is what the window does not answer in.
// Each figure is the worst of some rounds, beside what the process needs of memory by then. For runs on the offscreen
// platform, which paints and shows to nobody.
#include "tests/ui/EveryPage.h"
#include "ui/inspector/BatchTableCard.h"
#include "ui/shell/Palette.h"
#include "ui/theme/ThemeWatcher.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QHeaderView>
#include <QLineEdit>
#include <QTableView>

#include <algorithm>
#include <cstdio>
#include <functional>

using namespace gatehouse;
using namespace Qt::StringLiterals;

namespace {

constexpr int apiCount = 1000;
constexpr int clientCount = 500;
constexpr int grantCount = 5000;
constexpr int userCount = 8500;
constexpr int tokenCount = 100'000;

double memoryMiB()
{
    QFile status(u"/proc/self/statm"_s);
    constexpr double pages = 4096.0 / (1024 * 1024);
    return status.open(QIODevice::ReadOnly) ? status.readAll().split(' ').value(1).toDouble() * pages : 0;
}

/// Milliseconds of the longest turn of the event loop that `act` leads to, itself included.
double worstTurn(const std::function<void()> &act)
{
    QElapsedTimer timer;
    timer.start();
    act();
    QCoreApplication::sendPostedEvents();
    double worst = double(timer.nsecsElapsed()) / 1e6;
    // Layouts, first paints and what these post in turn.
    for (int turn = 0; turn < 20; ++turn) {
        timer.restart();
        QCoreApplication::processEvents();
        worst = std::max(worst, double(timer.nsecsElapsed()) / 1e6);
    }
    return worst;
}

void report(const QString &what, double milliseconds)
{
    std::printf("  %-44s %8.1f ms   %6.0f MiB\n", qPrintable(what), milliseconds, memoryMiB());
    std::fflush(stdout);
}

QString id(int number)
{
    return u"%1"_s.arg(number, 24, 16, QChar(u'0'));
}

store::StoreSnapshot largeTenant()
{
    store::StoreSnapshot tenant = tests::TokenWorld::named(tests::TokenTenant::make());
    const domain::ResourceServer api = tenant.resourceServers.first();
    const domain::ClientApplication client = tenant.clients.first();
    const domain::ClientGrant grant = tenant.grants.first();
    for (int i = 0; i < apiCount; ++i) {
        domain::ResourceServer one = api;
        one.id = domain::ResourceServerId(id(i));
        one.name = u"Service %1"_s.arg(i);
        one.identifier = u"https://service-%1.example.com"_s.arg(i);
        tenant.resourceServers.append(one);
    }
    for (int i = 0; i < clientCount; ++i) {
        domain::ClientApplication one = client;
        one.id = domain::ClientId(u"Client%1"_s.arg(i, 26, 10, QChar(u'0')));
        one.name = u"Worker %1"_s.arg(i);
        tenant.clients.append(one);
    }
    for (int i = 0; i < grantCount; ++i) {
        domain::ClientGrant one = grant;
        one.id = domain::ClientGrantId(u"cgr_%1"_s.arg(i, 16, 10, QChar(u'0')));
        one.clientId = domain::ClientId(u"Client%1"_s.arg(i % clientCount, 26, 10, QChar(u'0')));
        one.resourceServerId = domain::ResourceServerId(id(i / clientCount + i % 7 * 100));
        one.scopes = {u"read:orders"_s};
        tenant.grants.append(one);
    }
    for (int i = 0; i < userCount; ++i) {
        domain::User one;
        one.id = domain::UserId(u"auth0|%1"_s.arg(id(i)));
        one.email = u"person-%1@example.com"_s.arg(i);
        one.name = u"Person %1"_s.arg(i);
        tenant.users.append(one);
    }
    return tenant;
}

std::shared_ptr<scan::BatchResult> manyTokens()
{
    auto result = std::make_shared<scan::BatchResult>();
    result->sources = {u"access.log"_s};
    result->rows.reserve(tokenCount);
    for (int i = 0; i < tokenCount; ++i) {
        scan::BatchRow row;
        row.token = "token" + QByteArray::number(i);
        row.verdict = static_cast<inspector::Verdict>(i % 3);
        row.headline = i % 3 == 0 ? inspector::Headline::Verified : inspector::Headline::NotAToken;
        row.algorithm = i % 5 ? u"RS256"_s : u"HS256"_s;
        row.api = u"Service %1"_s.arg(i % 40);
        row.audience = {u"https://service-%1.example.com"_s.arg(i % 40)};
        row.client = u"Worker %1"_s.arg(i % 700);
        row.subject = u"auth0|%1"_s.arg(id(i));
        row.issuer = u"https://issuer-%1.example.com/"_s.arg(i % 3);
        row.kid = u"key-%1"_s.arg(i % 9);
        row.expiresAt = 1'800'000'000 + i % 90'000 - 40'000;
        row.place.offset = qint64{i} * 900;
        row.place.line = i + 1;
        row.findings = {u"embedded-key"_s};
        result->rows.append(row);
    }
    return result;
}

void measureTokens()
{
    std::printf("%d tokens in one table\n", tokenCount);
    const QTemporaryDir folder;
    settings::SettingsStore settings(folder.filePath(u"settings.ini"_s));
    ui::inspection::BatchTableCard card(settings);
    card.resize(1280, 720);
    card.show();
    const auto result = manyTokens();
    report(u"result shown"_s,
           worstTurn([&] { card.setResult(result, base::Instant(std::chrono::seconds(1'800'000'000))); }));
    auto *edit = card.findChild<QWidget *>(u"batchFilter"_s)->findChild<QLineEdit *>();
    const auto type = [&](const QString &what, const QString &text) {
        double worst = 0;
        for (qsizetype length = 1; length <= text.size(); ++length)
            worst = std::max(worst, worstTurn([&] { edit->setText(text.first(length)); }));
        report(what, worst);
        report(what + u", taken back"_s, worstTurn([&] { edit->clear(); }));
    };
    type(u"a client typed, worst keystroke"_s, u"worker 699"_s);
    type(u"a subject typed, worst keystroke"_s, u"auth0|000000000000000000012345"_s);
    type(u"what no token has, worst keystroke"_s, u"zzz"_s);
    auto *table = card.findChild<QTableView *>(u"batchTable"_s);
    double worst = 0;
    for (int column = 0; column < items::BatchTableModel::columns; ++column)
        worst = std::max(worst, worstTurn([&] { table->sortByColumn(column, Qt::DescendingOrder); }));
    report(u"sorted, worst column"_s, worst);
}

void measurePages()
{
    tests::TokenWorld world(largeTenant());
    ui::shell::MainWindow window(tests::partsOf(world));
    window.resize(1280, 720);
    window.show();
    window.showTenant();
    QCoreApplication::processEvents();
    const auto objects = world.store.snapshot().resourceServers.size() + world.store.snapshot().clients.size() +
                         world.store.snapshot().users.size();
    std::printf("%lld APIs, clients and users, %lld grants: a page opened for the first time\n",
                static_cast<long long>(objects), static_cast<long long>(world.store.snapshot().grants.size()));
    const QStringList pages = tests::everyPage(world);
    for (const QString &page : pages)
        report(tests::pageName(page), worstTurn([&] { window.open(page); }));
    std::printf("the same page opened again, the worst of them\n");
    double worst = 0;
    QString slowest;
    for (const QString &page : pages) {
        const double turn = worstTurn([&] { window.open(page); });
        if (turn > worst)
            slowest = tests::pageName(page);
        worst = std::max(worst, turn);
    }
    report(slowest, worst);
    std::printf("the palette over them\n");
    ui::shell::Palette *palette = nullptr;
    report(u"opened"_s, worstTurn([&] {
               window.actionSet().palette->trigger();
               palette = window.findChild<ui::shell::Palette *>();
           }));
    auto *edit = palette->findChild<QLineEdit *>(u"paletteEdit"_s);
    for (const QString &text : {u"service 777"_s, u"person 8123"_s, u"zzzz"_s}) {
        double key = 0;
        for (qsizetype length = 1; length <= text.size(); ++length)
            key = std::max(key, worstTurn([&] { edit->setText(text.first(length)); }));
        report(u"“%1” typed, worst keystroke"_s.arg(text), key);
    }
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const ui::theme::ThemeWatcher theme(settings::Theme::Light);
    measureTokens();
    measurePages();
    return 0;
}
