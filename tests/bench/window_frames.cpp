// window_frames STORE SETTINGS PAGE: the real window over a store, and how long its thread is away while others work on
// the tenant. Prints where it serves as soon as it does; a line on standard input begins the measurement, the next one
// ends it.
//
// A thread of its own posts a beat to the window's thread every millisecond, as an input event would be. What passes
// until the beat is heard is what a person waits, a frame painted meanwhile included; what the window's thread computed
// until then is the part of it that is not the scheduler's on a busy machine.
#include "app/window/Application.h"
#include "app/window/Composition.h"

#include <QApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSocketNotifier>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <pthread.h>
#include <semaphore>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace gatehouse;
using namespace Qt::StringLiterals;

namespace {

double milliseconds(clockid_t clock)
{
    timespec now{};
    clock_gettime(clock, &now);
    return static_cast<double>(now.tv_sec) * 1000 + static_cast<double>(now.tv_nsec) / 1e6;
}

class Heart
{
public:
    explicit Heart(QObject &window)
        : m_window(window)
    {
        pthread_getcpuclockid(pthread_self(), &m_clock);
    }
    ~Heart() { stop(); }
    Heart(const Heart &) = delete;
    Heart &operator=(const Heart &) = delete;

    void start()
    {
        m_idler = std::jthread([this](const std::stop_token &stop) {
            while (true) {
                m_forIdler.acquire();
                if (stop.stop_requested())
                    return;
                m_idle.push_back(milliseconds(CLOCK_MONOTONIC) - m_posted);
                m_heardIdle.release();
            }
        });
        m_thread = std::jthread([this](const std::stop_token &stop) {
            while (!stop.stop_requested()) {
                m_posted = milliseconds(CLOCK_MONOTONIC);
                m_forIdler.release();
                m_heardIdle.acquire();
                const double computed = milliseconds(m_clock);
                const double posted = milliseconds(CLOCK_MONOTONIC);
                QMetaObject::invokeMethod(
                    &m_window,
                    [this, posted, computed] {
                        m_waits.push_back(milliseconds(CLOCK_MONOTONIC) - posted);
                        m_turns.push_back(milliseconds(m_clock) - computed);
                        m_heard.release();
                    },
                    Qt::QueuedConnection);
                while (!m_heard.try_acquire_for(std::chrono::milliseconds(50)) && !stop.stop_requested())
                    ;
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
            }
        });
    }
    void stop()
    {
        if (!m_thread.joinable())
            return;
        m_thread.request_stop();
        m_thread.join();
        m_idler.request_stop();
        m_forIdler.release();
        m_idler.join();
    }

    QJsonObject report()
    {
        QJsonObject told;
        for (const auto &[name, values] :
             {std::pair{u"waited"_s, &m_waits}, std::pair{u"computed"_s, &m_turns}, std::pair{u"idle"_s, &m_idle}}) {
            std::ranges::sort(*values);
            const auto at = [&](double share) {
                return values->empty()
                           ? 0.0
                           : (*values)[static_cast<std::size_t>(share * static_cast<double>(values->size() - 1))];
            };
            constexpr double frame = 16;
            told[name] = QJsonObject{{u"p50"_s, at(0.5)},
                                     {u"p99"_s, at(0.99)},
                                     {u"worst"_s, at(1)},
                                     {u"over_a_frame"_s, static_cast<int>(std::ranges::count_if(
                                                             *values, [](double value) { return value > frame; }))},
                                     {u"beats"_s, static_cast<int>(values->size())}};
        }
        return told;
    }

private:
    QObject &m_window;
    clockid_t m_clock{};
    std::counting_semaphore<> m_heard{0};
    std::binary_semaphore m_forIdler{0};
    std::binary_semaphore m_heardIdle{0};
    double m_posted = 0; ///< of the beat for the idler, handed over by the semaphores
    std::vector<double> m_idle;
    std::vector<double> m_waits;
    std::vector<double> m_turns;
    std::jthread m_idler;
    std::jthread m_thread;
};

void print(const QJsonObject &object)
{
    std::printf("%s\n", QJsonDocument(object).toJson(QJsonDocument::Compact).constData());
    std::fflush(stdout);
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 4) {
        std::fputs("usage: window_frames STORE SETTINGS PAGE\n", stderr);
        return 2;
    }
    app::prepareProcess();
    QApplication application(argc, argv);
    app::prepareApplication("bench");
    app::Composition composition(QString::fromLocal8Bit(argv[1]), QString::fromLocal8Bit(argv[2]));
    const QString page = QString::fromLocal8Bit(argv[3]);
    Heart heart(composition);
    QObject::connect(&composition, &app::Composition::ready, &composition, [&] {
        composition.window().open(page);
        const auto authority = composition.engine().authority();
        print({{u"port"_s, composition.engine().server().port()},
               {u"https_port"_s, composition.engine().server().httpsPort()},
               {u"authority"_s, QString::fromLatin1(authority.value_or(QByteArray()).toBase64())}});
    });
    QSocketNotifier input(STDIN_FILENO, QSocketNotifier::Read);
    bool isMeasuring = false;
    QObject::connect(&input, &QSocketNotifier::activated, &composition, [&] {
        char typed[64];
        const bool hasEnded = read(STDIN_FILENO, typed, sizeof typed) <= 0;
        if (!isMeasuring && !hasEnded) {
            isMeasuring = true;
            heart.start();
            return;
        }
        heart.stop();
        print(heart.report());
        input.setEnabled(false);
        composition.terminate();
    });
    composition.window().resize(1280, 860);
    composition.start({});
    return QApplication::exec();
}
