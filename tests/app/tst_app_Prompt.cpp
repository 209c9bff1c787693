#include "CommandLine.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTest>

#include <poll.h>
#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace gatehouse::tests;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 patienceMilliseconds = 60000;

/// What a person at a terminal saw, and how it ended: the exit code, or minus the signal.
struct Seen
{
    QByteArray text;
    int exit = 0;
};

/// The program at a terminal of its own; each prompt gets the next answer.
Seen atTerminal(const QStringList &arguments, QList<QByteArray> answers)
{
    QList<QByteArray> owned{CommandLine::program().toLocal8Bit()};
    for (const QString &argument : arguments)
        owned.append(argument.toLocal8Bit());
    std::vector<char *> argv;
    for (QByteArray &argument : owned)
        argv.push_back(argument.data());
    argv.push_back(nullptr);
    int terminal = -1;
    const pid_t child = ::forkpty(&terminal, nullptr, nullptr, nullptr);
    if (child < 0)
        return {.text = "this machine has no pseudo-terminal to be had (is devpts mounted?)", .exit = -1};
    if (child == 0) {
        ::execv(argv[0], argv.data());
        ::_exit(127);
    }
    Seen seen;
    qsizetype answered = 0;
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < patienceMilliseconds) {
        pollfd ready{.fd = terminal, .events = POLLIN, .revents = 0};
        if (::poll(&ready, 1, 200) > 0) {
            std::array<char, 4096> chunk{};
            const ssize_t count = ::read(terminal, chunk.data(), chunk.size());
            if (count <= 0)
                break; // the other end is gone
            seen.text.append(chunk.data(), count);
        } else if (seen.text.size() > answered && seen.text.endsWith(": ") && !answers.isEmpty()) {
            // Quiet after a prompt: the echo is off by now.
            answered = seen.text.size();
            const QByteArray answer = answers.takeFirst();
            if (::write(terminal, answer.constData(), static_cast<std::size_t>(answer.size())) < 0)
                break;
        }
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    ::close(terminal);
    seen.exit = WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
    return seen;
}

} // namespace

/// A passphrase typed at a terminal: asked for, and never shown.
class tst_app_Prompt : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void typedUnseen_data();
    void typedUnseen();
    void aNewOneIsTypedTwice();

private:
    QStringList with(const QStringList &arguments) const
    {
        return QStringList{u"--store"_s, m_line.store()} + arguments;
    }

    CommandLine m_line;
};

void tst_app_Prompt::initTestCase()
{
    const Ran ran =
        m_line.run({u"store"_s, u"protect"_s, u"--with"_s, u"passphrase"_s, u"--new-passphrase-file"_s, u"-"_s},
                   "correct horse battery\n");
    QVERIFY2(ran.exit == 0, ran.all().constData());
}

void tst_app_Prompt::typedUnseen_data()
{
    QTest::addColumn<QList<QByteArray>>("answers");
    QTest::addColumn<int>("exit");
    QTest::newRow("right") << QList<QByteArray>{"correct horse battery\n"} << 0;
    QTest::newRow("right at the third try") << QList<QByteArray>{"wrong horse\n", "\n", "correct horse battery\n"} << 0;
    QTest::newRow("three times wrong") << QList<QByteArray>{"wrong horse\n", "wrong horse\n", "wrong horse\n"} << 1;
    QTest::newRow("Ctrl+C") << QList<QByteArray>{"correct horse\x03"} << -SIGINT;
    QTest::newRow("longer than any") << QList<QByteArray>{QByteArray(1500, 'h') + '\n'} << 1;
}

void tst_app_Prompt::typedUnseen()
{
    QFETCH(QList<QByteArray>, answers);
    QFETCH(int, exit);
    const Seen seen = atTerminal(with({u"client"_s, u"list"_s}), answers);
    QVERIFY2(seen.exit == exit, seen.text.constData());
    QVERIFY2(!seen.text.contains("horse") && !seen.text.contains("hhh"), seen.text.constData());
    QCOMPARE(seen.text.contains("NAME"), exit == 0);
}

void tst_app_Prompt::aNewOneIsTypedTwice()
{
    const auto keyFile = [this] {
        QFile file(m_line.store() + u".key"_s);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    const QByteArray before = keyFile();
    const QStringList protect = with({u"store"_s, u"protect"_s, u"--with"_s, u"passphrase"_s});
    const Seen differ =
        atTerminal(protect, {"correct horse battery\n", "quite another horse\n", "quite another house\n"});
    QCOMPARE(differ.exit, 1);
    QVERIFY2(differ.text.contains("do not match"), differ.text.constData());
    const Seen brief = atTerminal(protect, {"correct horse battery\n", "horse\n", "horse\n"});
    QCOMPARE(brief.exit, 1);
    QVERIFY2(brief.text.contains("at least 8"), brief.text.constData());
    QCOMPARE(keyFile(), before);
    const Seen done =
        atTerminal(protect, {"correct horse battery\n", "quite another horse\n", "quite another horse\n"});
    QVERIFY2(done.exit == 0, done.text.constData());
    QVERIFY(!done.text.contains("horse"));
    QCOMPARE(m_line.run({u"--passphrase-file"_s, u"-"_s, u"client"_s, u"list"_s}, "quite another horse\n").exit, 0);
}

QTEST_GUILESS_MAIN(tst_app_Prompt)
#include "tst_app_Prompt.moc"
