// Preloaded by fault_runner: from the first instruction of main() on, the system calls of FaultCalls.h are handed to
// the runner, which lets one of them fail. What the loader does before is none of a program's business.

#include "tests/long/FaultCalls.h"

#include <array>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

using gatehouse::tests::FaultCall;
using gatehouse::tests::faultCalls;
using Main = int (*)(int, char **, char **);

Main realMain = nullptr;

/// The descriptor by which the runner hears of calls, sent to it.
bool send(int socket, int descriptor)
{
    char byte = 0;
    iovec part{.iov_base = &byte, .iov_len = 1};
    alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int))> control{};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    cmsghdr *header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(sizeof(int));
    std::memcpy(CMSG_DATA(header), &descriptor, sizeof descriptor);
    return ::sendmsg(socket, &message, 0) == 1;
}

/// Whether the calls are the runner's from now on.
bool closeGate(int socket)
{
    constexpr std::size_t count = faultCalls.size();
    std::array<sock_filter, count + 3> steps{};
    steps[0] = {BPF_LD | BPF_W | BPF_ABS, 0, 0, offsetof(seccomp_data, nr)};
    for (std::size_t i = 0; i < count; ++i) {
        steps.at(i + 1) = {BPF_JMP | BPF_JEQ | BPF_K, static_cast<unsigned char>(count - i), 0,
                           static_cast<unsigned>(faultCalls.at(i).number)};
    }
    steps[count + 1] = {BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ALLOW};
    steps[count + 2] = {BPF_RET | BPF_K, 0, 0, SECCOMP_RET_USER_NOTIF};
    sock_fprog program{.len = static_cast<unsigned short>(steps.size()), .filter = steps.data()};
    if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return false;
    const long listener = ::syscall(__NR_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_NEW_LISTENER, &program);
    return listener >= 0 && send(socket, static_cast<int>(listener));
}

int gatedMain(int argc, char **argv, char **environment)
{
    if (const char *socket = std::getenv("GATEHOUSE_FAULT_SOCKET")) {
        const int descriptor = std::atoi(socket);
        ::unsetenv("GATEHOUSE_FAULT_SOCKET");
        ::unsetenv("LD_PRELOAD");
        if (!closeGate(descriptor))
            ::_exit(125);
    }
    return realMain(argc, argv, environment);
}

} // namespace

// NOLINTNEXTLINE(bugprone-reserved-identifier): the loader calls it so
extern "C" int __libc_start_main(Main main, int argc, char **argv, void (*init)(), void (*fini)(), void (*linkerFini)(),
                                 void *stackEnd)
{
    using Start = int (*)(Main, int, char **, void (*)(), void (*)(), void (*)(), void *);
    realMain = main;
    const auto start = reinterpret_cast<Start>(::dlsym(RTLD_NEXT, "__libc_start_main"));
    return start(gatedMain, argc, argv, init, fini, linkerFini, stackEnd);
}
