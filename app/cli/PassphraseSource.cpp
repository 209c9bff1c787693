#include "app/cli/PassphraseSource.h"

#include "app/engine/Termination.h"
#include "models/base/Descriptor.h"
#include "models/base/Text.h"
#include "models/domain/Passphrase.h"
#include "models/store/connection/ConnectionFault.h"

#include <QFile>

#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <termios.h>
#include <unistd.h>
#include <vector>

namespace gatehouse::app::cli {

using base::ErrorCode;
using base::failure;
using base::Result;
using base::Secret;
using namespace Qt::StringLiterals;

namespace {

constexpr std::array interruptions{SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP};
volatile std::sig_atomic_t interruptedBy = 0;

void onInterruption(int signal)
{
    interruptedBy = signal;
}

/// Hides what is typed, and shows it again whatever happens: a signal that would end the program waits until then.
class EchoOff
{
public:
    EchoOff()
    {
        interruptedBy = 0;
        struct sigaction action{};
        action.sa_handler = onInterruption; // without SA_RESTART: read() returns
        sigemptyset(&action.sa_mask);
        for (std::size_t i = 0; i < interruptions.size(); ++i) {
            ::sigaction(interruptions[i], nullptr, &m_actions[i]);
            if (!isIgnored(interruptions[i]))
                ::sigaction(interruptions[i], &action, nullptr);
        }
        m_isTerminal = ::tcgetattr(STDIN_FILENO, &m_before) == 0;
        if (!m_isTerminal)
            return;
        termios hidden = m_before;
        hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        hidden.c_lflag |= ICANON | ISIG;
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
    }
    ~EchoOff()
    {
        if (m_isTerminal)
            ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before);
        for (std::size_t i = 0; i < interruptions.size(); ++i)
            ::sigaction(interruptions[i], &m_actions[i], nullptr);
        if (interruptedBy != 0)
            ::raise(interruptedBy);
    }
    EchoOff(const EchoOff &) = delete;
    EchoOff &operator=(const EchoOff &) = delete;

private:
    termios m_before{};
    std::array<struct sigaction, interruptions.size()> m_actions{};
    bool m_isTerminal = false;
};

/// One line, byte by byte, so that what stands behind it is left to whoever reads next.
Result<Secret> readLine(int descriptor, const QString &name, qsizetype limit = domain::maxPassphrase)
{
    std::vector<unsigned char> line;
    line.reserve(static_cast<std::size_t>(limit) + 2); // never moved, so no copy is left behind
    bool isTooLong = false;
    for (;;) {
        unsigned char byte = 0;
        const ssize_t count = ::read(descriptor, &byte, 1);
        if (count < 0 && errno == EINTR && interruptedBy == 0)
            continue;
        if (count < 0) {
            const Secret wiped(std::move(line));
            return failure(interruptedBy != 0 ? ErrorCode::Cancelled : ErrorCode::FileUnreadable,
                           base::ErrorStep::ReadPassphrase, name);
        }
        if (count == 0 || byte == '\n')
            break;
        if (line.size() <= static_cast<std::size_t>(limit))
            line.push_back(byte);
        else
            isTooLong = true;
    }
    if (!line.empty() && line.back() == '\r')
        line.pop_back();
    Secret secret(std::move(line));
    if (isTooLong || secret.size() > limit)
        return failure(ErrorCode::TooLarge, base::ErrorStep::ReadPassphrase, name);
    return secret;
}

Result<Secret> readAtTerminal(const QString &prompt, const QString &subject, qsizetype limit = domain::maxPassphrase)
{
    if (::isatty(STDIN_FILENO) == 0)
        return failure(ErrorCode::PassphraseNeeded, base::ErrorStep::ReadPassphrase, subject);
    base::writeAll(STDERR_FILENO, base::visibleText(prompt).toUtf8());
    Result<Secret> line = failure(ErrorCode::Cancelled, base::ErrorStep::ReadPassphrase, subject);
    {
        const EchoOff hidden;
        line = readLine(STDIN_FILENO, subject, limit);
        base::writeAll(STDERR_FILENO, "\n");
    }
    return line;
}

} // namespace

PassphraseSource::PassphraseSource(QString file)
    : m_file(std::move(file))
{
    if (m_file == u"-")
        m_line = readLine(STDIN_FILENO, m_file);
}

Result<Secret> PassphraseSource::read(const QString &prompt, const QString &subject) const
{
    if (isPerson())
        return readAtTerminal(prompt, subject);
    if (m_line)
        return *m_line;
    const base::Descriptor file(::open(QFile::encodeName(m_file).constData(), O_RDONLY | O_CLOEXEC));
    if (!file.isOpen())
        return failure(ErrorCode::FileUnreadable, base::ErrorStep::ReadPassphrase, m_file);
    return readLine(file.number(), m_file);
}

store::Edit<Secret> PassphraseSource::readNew(const QString &subject) const
{
    auto passphrase = read(u"New passphrase for %1: "_s.arg(subject), subject);
    if (!passphrase)
        return std::unexpected(passphrase.error());
    if (isPerson()) {
        const auto again = read(u"Again: "_s, subject);
        if (!again)
            return std::unexpected(again.error());
        if (!passphrase->equals(*again))
            return std::unexpected(domain::Violation{domain::Field::Passphrase, domain::Rule::NotRepeated, {}, 0});
    }
    if (const auto violation = domain::checkPassphrase(*passphrase))
        return std::unexpected(*violation);
    return *std::move(passphrase);
}

Result<Secret> readSecretLine(const QString &prompt, const QString &subject, qsizetype limit)
{
    auto line =
        ::isatty(STDIN_FILENO) != 0 ? readAtTerminal(prompt, subject, limit) : readLine(STDIN_FILENO, subject, limit);
    if (line && line->isEmpty())
        return store::remote::unfit(base::ErrorStep::LogInToTenant, subject, store::remote::ConnectionFault::NoSecret);
    return line;
}

} // namespace gatehouse::app::cli
