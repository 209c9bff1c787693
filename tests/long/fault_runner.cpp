// Runs a program and lets one of its system calls fail.
//
//   fault_runner GATE NUMBER ERRNO COMMAND…
//
// GATE is the library of fault_gate.cpp. The call with that number, counted from the start of main(), fails with ERRNO;
// 0 lets all pass. Ends as the program does (128 and the signal, if one ended it; 124 if it did not end within 30
// seconds), and writes to descriptor 3, if it is open, how many calls there were and which one failed; with NUMBER 0
// the name of each.

#include "tests/long/FaultCalls.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <string>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

constexpr int reportTo = 3;
constexpr std::chrono::seconds longest{30};

const char *nameOf(int number)
{
    for (const auto &call : gatehouse::tests::faultCalls) {
        if (call.number == number)
            return call.name;
    }
    return "?";
}

int receive(int socket)
{
    char byte = 0;
    iovec part{.iov_base = &byte, .iov_len = 1};
    alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int))> control{};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    if (::recvmsg(socket, &message, MSG_CMSG_CLOEXEC) != 1)
        return -1;
    const cmsghdr *header = CMSG_FIRSTHDR(&message);
    if (!header || header->cmsg_type != SCM_RIGHTS)
        return -1;
    int descriptor = -1;
    std::memcpy(&descriptor, CMSG_DATA(header), sizeof descriptor);
    return descriptor;
}

/// Answers each call of the program until there is nobody left to ask. Returns what to report; empty if time ran out.
std::string attend(int listener, int chosen, int error)
{
    std::string report;
    int count = 0;
    const auto end = std::chrono::steady_clock::now() + longest;
    for (;;) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
        if (left.count() <= 0)
            return {};
        pollfd waiting{.fd = listener, .events = POLLIN, .revents = 0};
        if (::poll(&waiting, 1, static_cast<int>(left.count())) <= 0)
            continue;
        if (!(waiting.revents & POLLIN))
            break; // the last thread has gone
        seccomp_notif asked{};
        if (::ioctl(listener, SECCOMP_IOCTL_NOTIF_RECV, &asked) != 0)
            continue;
        ++count;
        seccomp_notif_resp answer{.id = asked.id, .val = 0, .error = 0, .flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE};
        if (count == chosen) {
            answer.error = -error;
            answer.flags = 0;
            report = std::string(" ") + nameOf(asked.data.nr);
        } else if (chosen == 0) {
            report += std::string(" ") + nameOf(asked.data.nr);
        }
        ::ioctl(listener, SECCOMP_IOCTL_NOTIF_SEND, &answer);
    }
    return std::to_string(count) + report + '\n';
}

} // namespace

int main(int argc, char **argv)
{
    std::array<int, 2> sockets{};
    if (argc < 5 || ::socketpair(AF_UNIX, SOCK_STREAM, 0, sockets.data()) != 0)
        return 125;
    const pid_t child = ::fork();
    if (child == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        ::close(sockets[0]);
        ::close(reportTo);
        ::setenv("GATEHOUSE_FAULT_SOCKET", std::to_string(sockets[1]).c_str(), 1);
        ::setenv("LD_PRELOAD", argv[1], 1);
        ::execv(argv[4], argv + 4);
        ::_exit(125);
    }
    ::close(sockets[1]);
    const int listener = receive(sockets[0]);
    if (listener < 0) {
        ::kill(child, SIGKILL);
        return 125;
    }
    const std::string report = attend(listener, std::atoi(argv[2]), std::atoi(argv[3]));
    if (report.empty())
        ::kill(child, SIGKILL);
    ::close(listener);
    int status = 0;
    ::waitpid(child, &status, 0);
    if (::fcntl(reportTo, F_GETFD) >= 0) [[maybe_unused]]
        const auto written = ::write(reportTo, report.data(), report.size());
    if (report.empty())
        return 124;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
